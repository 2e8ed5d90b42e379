"""Several worker processes: answers in the order of the requests, with only a few under way at any time."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from queue import SimpleQueue
from typing import Generic, TypeVar

from tonghop.core.progress import Watcher
from tonghop.workers.limits import Limits
from tonghop.workers.process import Worker
from tonghop.workers.stopped import Stopped
from tonghop.workers.work import Work

Request = TypeVar("Request")
Result = TypeVar("Result")

_AHEAD = 4


class Workers(Generic[Request, Result]):
    """`jobs` processes that do one kind of work within limits, each request costing at most its own answer."""

    def __init__(self, work: Work[Request, Result], limits: Limits, jobs: int, watcher: Watcher | None = None) -> None:
        self._workers = [Worker(work, limits, watcher) for _ in range(jobs)]
        self._idle: SimpleQueue[Worker[Request, Result]] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> "Workers[Request, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown()

    def in_order(self, requests: Iterable[Request]) -> Iterator[Result | Stopped]:
        """The answer to each request, or how its worker was stopped; raises what the work raises.

        Requests are taken, and answers held, only a few ahead of the one that is given out.
        """
        waiting = iter(requests)
        under_way: deque[Future[Result | Stopped]] = deque()
        while True:
            ahead = len(self._workers) * _AHEAD - len(under_way)
            under_way.extend(self._threads.submit(self._ask, request) for request in islice(waiting, ahead))
            if not under_way:
                return
            yield under_way.popleft().result()

    def _ask(self, request: Request) -> Result | Stopped:
        worker = self._idle.get()
        try:
            return worker.ask(request)
        except Stopped as stopped:
            return stopped
        finally:
            self._idle.put(worker)
