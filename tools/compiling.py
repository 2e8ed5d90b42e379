"""Compile the modules that read text and tables to machine code, with mypyc and the system's C compiler.

Loaders, which wait for other libraries, stay as they are. Nothing is done where what was
compiled is of the sources as they are now; what reads otherwise than they do is taken out again.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from mypyc.build import mypycify
from setuptools import Distribution, Extension

from tonghop.compiled import PLACE, ROOT, SOURCES, fingerprint, fresh

CORE = ("tonghop/core/figure.py",)
ROOM = "tonghop/reading/"
LEFT = (f"{ROOM}__init__.py", f"{ROOM}loaders/")
GROUP = "tonghop"
OPTIONS = ("--config-file=", "--strict", "--ignore-missing-imports", "--follow-imports=silent")
MISSING = "Đọc bằng Python thông dịch: chưa có trình biên dịch C và tệp Python.h (Debian, Ubuntu: gcc, python3-dev)."
DIFFERENT = "Bản biên dịch đọc khác bản thông dịch nên đã bị gỡ bỏ; vẫn đọc bằng Python thông dịch."
TEXTS = sorted((Path(__file__).resolve().parent.parent / "tests" / "annotated").glob("*.txt"))
READ = """
import json, sys, tonghop
from tonghop.core.contract import document_to_dict
for name in sys.argv[1:]:
    print(json.dumps(document_to_dict(tonghop.read(name, allow_secret=True)), default=str))
"""


def sources() -> Iterator[Path]:
    """The modules to compile."""
    yield from map(Path, CORE)
    paths = (path.relative_to(ROOT) for path in sorted((ROOT / ROOM).rglob("*.py")))
    yield from (path for path in paths if not path.as_posix().startswith(LEFT))


def build(modules: list[Path], work: Path) -> None:
    """Compile the modules together, then put them in their place with the list of their sources."""
    listed = "".join(f"{fingerprint(ROOT / module)} {module.as_posix()}\n" for module in modules)
    command = Distribution({"ext_modules": translated(modules, work)}).get_command_obj("build_ext")
    command.build_lib, command.build_temp, command.parallel = str(work / PLACE.name), str(work), True
    command.ensure_finalized()
    command.run()
    (work / PLACE.name / SOURCES.name).write_text(listed, "utf-8")
    shutil.rmtree(PLACE, ignore_errors=True)
    shutil.move(work / PLACE.name, PLACE)


def translated(modules: list[Path], work: Path) -> list[Extension]:
    """The modules as C; what mypyc says is printed only where it refuses them."""
    arguments = [*OPTIONS, *(str(ROOT / module) for module in modules)]
    with redirect_stdout(StringIO()) as said:
        try:
            return mypycify(
                arguments, opt_level="2", debug_level="0", multi_file=True, target_dir=str(work), group_name=GROUP
            )
        except SystemExit:
            print(said.getvalue(), file=sys.stderr)
            raise


def answers(**environment: str) -> str | None:
    """What a new process reads in the annotated texts of the tests; None where it cannot."""
    command = [sys.executable, "-c", READ, *map(str, TEXTS)]
    run = subprocess.run(command, env=os.environ | environment, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    return run.stdout if run.returncode == 0 else None


def fails() -> bool:
    """Whether what was compiled cannot read, or reads otherwise than its sources do."""
    compiled = answers()
    return compiled is None or compiled != answers(TONGHOP_INTERPRETED="1")


def main() -> None:
    """Compile unless it is done already; exit status 1 where there is no C compiler, or where answers differ."""
    if fresh():
        return
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if not (shutil.which(compiler) and Path(sysconfig.get_path("include"), "Python.h").exists()):
        sys.exit(MISSING)
    with TemporaryDirectory() as work:
        build(list(sources()), Path(work))
    if fails():
        shutil.rmtree(PLACE)
        sys.exit(DIFFERENT)


if __name__ == "__main__":
    main()
