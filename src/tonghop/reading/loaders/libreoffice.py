"""LibreOffice as a converter: one process for each file, with a profile of its own, ended when it takes too long."""

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

from tonghop.reading.loaders.refusal import DAMAGED, NO_LIBREOFFICE, SLOW_LIBREOFFICE, Refusal

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def converted(data: bytes, suffix: str) -> bytes:
    """The document in the format of this suffix (`docx`), macros not run and nothing fetched from elsewhere.

    Raises Refusal where LibreOffice is not installed, takes too long, or makes nothing of the file.
    """
    program = _program()
    if program is None:
        raise Refusal(NO_LIBREOFFICE)
    with tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        (place / "document").write_bytes(data)
        _run([program, *_arguments(place, suffix)], place)
        result = place / f"document.{suffix}"
        if not result.exists():
            raise Refusal(DAMAGED)
        return result.read_bytes()


def is_installed() -> bool:
    """Whether there is a LibreOffice to convert with."""
    return _program() is not None


def _program() -> str | None:
    found = (*map(shutil.which, _PROGRAMS), *(str(place) for place in _USUAL_PLACES if place.exists()))
    return next(filter(None, found), None)


def _arguments(place: Path, suffix: str) -> list[str]:
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    modes = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    return [profile, *modes, "--convert-to", suffix, "--outdir", str(place), str(place / "document")]


def _run(command: list[str], place: Path) -> None:
    """Run to the end or, with all that it has started, to the limit of time."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=place, stdin=nothing, stdout=nothing, stderr=nothing) as process:
        try:
            process.wait(_SECONDS)
        except BaseException as error:
            _end(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise Refusal(SLOW_LIBREOFFICE) from error
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that has not been waited for, and all that it started."""
    with suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
    process.kill()
