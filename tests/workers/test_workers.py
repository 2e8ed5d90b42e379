"""Worker processes: answers in order, limits that hold, and nothing left behind."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import psutil
import pytest
from tests.workers import jobs

from tonghop.core.errors import Refusal, UnreadableDocument
from tonghop.workers import Died, Limits, OutOfMemory, OutOfTime, Stopped, Work, Worker, Workers, process, refuse_size

SHORT, TIGHT = Limits(seconds=6), Limits(memory=300)
"""Little time, where that is to run out, and little memory."""
DOUBLE: Work[int, int] = Work(jobs.__name__, "double")
PROCESS: Work[object, int] = Work(jobs.__name__, "process")
STARTING: Work[Path, None] = Work(jobs.__name__, "start_another")
SLEEPING: Work[float, None] = Work("time", "sleep")
MISBEHAVING: Work[str, str] = Work(jobs.__name__, "misbehave")

KILLED = """
import os, sys, time
from pathlib import Path
from threading import Thread
from tonghop.workers import *

_, module, work, note, *sys.path = sys.argv
place = Path(note)

def kill_when_noted():
    while not (place.exists() and place.read_text()):
        time.sleep(0.05)
    os.kill(os.getpid(), 9)

Thread(target=kill_when_noted).start()
Worker(Work(module, work), Limits()).ask(place)
"""
"""Somebody who is killed when the process that he asked has noted a number."""


def ended(pid: int) -> bool:
    """Whether a process is gone, soon."""
    try:
        psutil.Process(pid).wait(10)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def test_answers_come_in_the_order_of_the_requests():
    with Workers(DOUBLE, Limits(), 2) as workers:
        assert list(workers.in_order(range(40))) == [2 * number for number in range(40)]


def test_requests_are_taken_only_a_few_ahead():
    taken = []

    def requests() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    with Workers(DOUBLE, Limits(), 2) as workers:
        for given, _ in zip(range(30), workers.in_order(requests()), strict=False):
            assert len(taken) <= given + 9


@pytest.mark.parametrize(
    ("how", "limits", "kind"),
    [
        ("sleep", SHORT, OutOfTime),
        ("turn", SHORT, OutOfTime),
        ("swell", TIGHT, OutOfMemory),
        ("crash", TIGHT, Died),
        ("leave", TIGHT, Died),
    ],
)
def test_what_misbehaves_costs_its_own_answer_only(how: str, limits: Limits, kind: type[Stopped]):
    with Workers(MISBEHAVING, limits, 2) as workers:
        given = list(workers.in_order(["a", "b", how, "c", "d"]))
    assert [type(item) if isinstance(item, Stopped) else item for item in given] == ["a", "b", kind, "c", "d"]


def test_memory_is_watched_where_the_system_holds_nobody_to_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "held_to_memory", lambda: False)
    monkeypatch.setattr(process, "_LOOK", 0.01)
    with Worker(MISBEHAVING, Limits(seconds=60, memory=100)) as worker, pytest.raises(OutOfMemory):
        worker.ask("keep")


def test_what_earlier_requests_left_in_memory_is_no_reason_to_fail():
    with Worker(MISBEHAVING, TIGHT) as worker:
        assert [worker.ask("keep") for _ in range(3)] == ["keep"] * 3


def test_a_mistake_is_raised_and_the_process_goes_on():
    with Worker(MISBEHAVING, TIGHT) as worker:
        with pytest.raises(ValueError, match="sai"):
            worker.ask("raise")
        assert worker.ask("a") == "a"


def test_what_libraries_print_is_no_answer(capfd: pytest.CaptureFixture[str]):
    with Worker(MISBEHAVING, Limits()) as worker:
        assert [worker.ask(how) for how in ("print", "a")] == ["print", "a"]
    assert capfd.readouterr() == ("", "")


def test_what_a_worker_started_ends_with_it(tmp_path: Path):
    note = tmp_path / "pid"
    with Worker(STARTING, SHORT) as worker, pytest.raises(OutOfTime):
        worker.ask(note)
    assert ended(int(note.read_text()))


def test_closing_from_another_thread_ends_the_wait():
    worker = Worker(MISBEHAVING, Limits())
    worker.ask("a")
    Timer(0.2, worker.close).start()
    with pytest.raises(Died):
        worker.ask("sleep")


def test_no_process_outlives_the_pool():
    with Workers(PROCESS, Limits(), 2) as workers:
        pids = set(workers.in_order(range(8)))
    assert all(isinstance(pid, int) and ended(pid) for pid in pids)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("work", ["note", "start_another"])
def test_a_process_ends_with_whoever_asked_it_and_so_does_what_it_started(tmp_path: Path, work: str):
    note = tmp_path / "pid"
    subprocess.run([sys.executable, "-c", KILLED, jobs.__name__, work, str(note), *sys.path], check=False, timeout=60)
    assert ended(int(note.read_text()))


def test_limits_come_from_the_environment():
    given = {"TONGHOP_LIMIT_TIME": "30", "TONGHOP_LIMIT_MEMORY": " 512 ", "TONGHOP_LIMIT_SIZE": ""}
    assert Limits.of(given) == Limits(seconds=30, memory=512)


@pytest.mark.parametrize("value", ["0", "-1", "2.5", "nhiều", "²"])
def test_a_wrong_limit_is_refused_by_name(value: str):
    with pytest.raises(Refusal, match="TONGHOP_LIMIT_TIME"):
        Limits.of({"TONGHOP_LIMIT_TIME": value})


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path):
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(UnreadableDocument, match=r"a\.txt: Tệp lớn hơn mức cho phép \(200 MB\)\..*--limit-size"):
        refuse_size(path, "a.txt", Limits())
    refuse_size(path, "a.txt", Limits(size=1024))
    with pytest.raises(UnreadableDocument):
        refuse_size(bytes(2**20 + 1), "a.txt", Limits(size=1))


@pytest.mark.parametrize("kind", [Died, OutOfTime, OutOfMemory])
def test_each_end_is_a_sentence_with_the_name_and_a_remedy(kind: type[Stopped]):
    error = kind(Limits(7, 77)).of("báo cáo.docx")
    assert str(error).startswith("báo cáo.docx: ")
    assert "{" not in str(error)
    assert error.remedy.endswith(".")


def test_the_time_of_one_request_is_not_that_of_all():
    with Worker(SLEEPING, SHORT) as worker:
        start = time.monotonic()
        for _ in range(5):
            worker.ask(1.5)
    assert time.monotonic() - start > SHORT.seconds
