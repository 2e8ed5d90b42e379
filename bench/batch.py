"""A folder of reports on one core and on two, and the memory that a folder ten times as large takes.

The reports are Word files written by the program's own generator. Seconds are those on the clock, from the start of the
workers to the last answer, the two taking turns; memory is the most that the process of `tonghop check` had, which
gathers what the workers answer.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generated.reports import report
from tests.rendering import to_docx

from tonghop.cli.work import DOING, Answer, Request, Task
from tonghop.workers import Limits, Workers

TIMED, FEW, MANY = 300, 100, 1_000
ROUNDS = 3
REQUEST = Request(
    checked=True, format="json", language="vi", allow_secret=False, kept=True, coloured=False, limits=Limits()
)


def written(folder: Path, number: int) -> list[Path]:
    """So many reports in a folder, each of its own figures."""
    folder.mkdir()
    paths = [folder / f"{seed:04}.docx" for seed in range(number)]
    for seed, path in enumerate(paths):
        path.write_bytes(to_docx(report(seed).text))
    return paths


def seconds(paths: list[Path], jobs: int) -> float:
    """How long so many workers take for these files."""
    tasks = [Task(str(path), path, REQUEST) for path in paths]
    start = time.perf_counter()
    with Workers(DOING, Limits(), jobs) as workers:
        answers = list(workers.in_order(tasks))
    assert all(isinstance(answer, Answer) and answer.report for answer in answers)
    return time.perf_counter() - start


def peak_memory(folder: Path) -> int:
    """Kilobytes that the process of the command had at most while a folder was checked."""
    code = "import sys; from tonghop.cli.program import run; run(sys.argv[1:], {}); print(*open('/proc/self/status'))"
    command = [sys.executable, "-c", code, "check", str(folder), "--output", str(folder.with_suffix(".out"))]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
    return int(told.partition("VmHWM:")[2].split()[0])


def main() -> None:
    """Measure and print the seconds and the memory, then the ratios."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    with tempfile.TemporaryDirectory() as place:
        few, many = Path(place, "few"), Path(place, "many")
        written(few, FEW)
        paths = written(many, MANY)[:TIMED]
        times = [(seconds(paths, 1), seconds(paths, 2)) for _ in range(ROUNDS)]
        one, two = (min(column) for column in zip(*times, strict=True))
        small, large = peak_memory(few), peak_memory(many)
    print(
        f"{TIMED} reports: one core {one:.2f} s, two {two:.2f} s; "
        f"{FEW} reports {small:,} kB, {MANY} reports {large:,} kB"
    )
    print(json.dumps({"two_cores_vs_one": round(one / two, 2), "peak_memory_ratio": round(large / small, 2)}))
