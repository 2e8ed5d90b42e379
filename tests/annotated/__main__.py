"""`python -m tests.annotated`: score the program with the shared scorer on the annotated texts of this directory."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .convert import load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCORER = ROOT.parent / "shared" / "score.py"


def write_gold(target: Path) -> None:
    """Write one gold JSON per annotated text into `target`, named as the scorer expects."""
    for path in sorted(HERE.glob("[0-9]*.txt")):
        gold = load(path)[1]
        (target / f"{gold['doc']}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), "utf-8")


def main(arguments: list[str]) -> int:
    """Exit status of the scorer; 2 where it is absent. `arguments` go to the scorer (`-v`, `--only 03`)."""
    if not SCORER.exists():
        print(f"no scorer at {SCORER}")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        write_gold(Path(folder))
        program = f"{sys.executable} -c 'from tonghop.cli import main; main()'"
        command = [
            sys.executable,
            str(SCORER),
            "--gold",
            folder,
            "--texts",
            str(HERE),
            "--command",
            program,
            *arguments,
        ]
        return subprocess.run(command, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
