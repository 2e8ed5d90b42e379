"""Whatever is killed in mid-write, what was acknowledged is there, and nothing is there by half."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CRASH = "import sys; from pathlib import Path; from bench.crash import crash; print(crash(Path(sys.argv[1]), 10))"


@pytest.mark.skipif(sys.platform == "win32", reason="chỉ POSIX tách được tiến trình ghi")
def test_kills_lose_nothing_acknowledged_and_leave_no_halves(office):
    command = [sys.executable, "-c", CRASH, str(office.data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("Outcome(kills=10, told="), done.stderr
    assert done.stdout.rstrip().endswith("lost=0, halves=0)")
