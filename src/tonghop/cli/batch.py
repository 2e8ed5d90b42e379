"""Many documents on all cores: answers in order as they come; a worker that dies costs one document."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context

from tonghop.cli.work import Answer, Task, do, unreadable

_AHEAD = 4


def answers(tasks: Iterable[Task], jobs: int) -> Iterator[Answer]:
    """The answer to each task, in order, from `jobs` workers with only a few tasks under way at any time."""
    waiting = iter(tasks)
    under_way: deque[tuple[Task, Future[Answer]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for task in islice(waiting, jobs * _AHEAD - len(under_way)):
                under_way.append((task, _submit(pool, task)))
            if not under_way:
                return
            try:
                yield under_way[0][1].result()
                under_way.popleft()
            except BrokenProcessPool:
                pool.shutdown()
                yield from (_again(task, future) for task, future in under_way)
                under_way.clear()
                pool = _pool(jobs)
    except BaseException:
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; a worker started in it ignores Ctrl-C for good and leaves it to this process."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _submit(pool: ProcessPoolExecutor, task: Task) -> Future[Answer]:
    try:
        with _deaf_to_interrupts():
            return pool.submit(do, task)
    except BrokenProcessPool as broken:
        future: Future[Answer] = Future()
        future.set_exception(broken)
        return future


def _again(task: Task, future: Future[Answer]) -> Answer:
    """The answer of a task that was under way when a worker died: if need be again, in a worker of its own."""
    if future.exception() is None:
        return future.result()
    with _pool(1) as pool:
        try:
            return _submit(pool, task).result()
        except BrokenProcessPool:
            problem = "Tiến trình đọc tệp bị dừng đột ngột, có thể do tệp hỏng hoặc thiếu bộ nhớ."
            return unreadable(task, problem, "Mở và lưu lại tệp rồi thử lại.")
