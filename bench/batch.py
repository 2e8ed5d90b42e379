"""A folder of reports on one core and on two, and the memory that a folder ten times as large takes.

The reports are Word files written by the program's own generator. Seconds are those on the clock, from the start of the
workers to the last answer, the two taking turns; memory is that of the largest process of `tonghop check`.
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

FEW, MANY = 100, 1_000
ROUNDS = 5
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
    """Kilobytes of the largest process while a folder is checked."""
    command = [sys.executable, "-c", "from tonghop.cli import main; main()", "check", str(folder), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1)
    return used.ru_maxrss


def main() -> None:
    """Measure and print the seconds and the memory, then the ratios."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    with tempfile.TemporaryDirectory() as place:
        few, many = Path(place, "few"), Path(place, "many")
        paths = written(few, FEW)
        written(many, MANY)
        times = [(seconds(paths, 1), seconds(paths, 2)) for _ in range(ROUNDS)]
        one, two = (min(column) for column in zip(*times, strict=True))
        small, large = peak_memory(few), peak_memory(many)
    print(
        f"{FEW} reports: one core {one:.2f} s, two {two:.2f} s; {FEW} reports {small:,} kB, {MANY} reports {large:,} kB"
    )
    print(json.dumps({"two_cores_vs_one": round(one / two, 2), "peak_memory_ratio": round(large / small, 2)}))
