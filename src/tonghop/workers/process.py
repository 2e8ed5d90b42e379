"""One worker process, seen from outside: asked, watched, and ended with everything it started."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Generic, TypeVar, cast

from tonghop.core.progress import Watcher
from tonghop.workers.child import DIED, NO_MEMORY, RAISED, UNDER_WAY, held_to_memory
from tonghop.workers.limits import MEGABYTE, Limits
from tonghop.workers.stopped import Died, OutOfMemory, OutOfTime, Stopped
from tonghop.workers.work import Work

Request = TypeVar("Request")
Result = TypeVar("Result")

_START = ("-P", "-c", "from tonghop.workers.child import main; main()")
_LOOK = 0.2  # seconds between two looks at the memory of a process that the system does not hold to a limit
_WITHOUT_ANSWER: dict[int, type[Stopped]] = {NO_MEMORY: OutOfMemory, DIED: Died}


class Worker(Generic[Request, Result]):
    """A process that does one kind of work within limits; it starts when first asked, and anew after it was ended.

    `watcher` is told how far the work on a request has come, from the thread that asked.
    """

    def __init__(self, work: Work[Request, Result], limits: Limits, watcher: Watcher | None = None) -> None:
        self._work, self._limits, self._watcher = work, limits, watcher
        self._process: subprocess.Popen[bytes] | None = None
        self._used = self._closed = False
        self._asking = Lock()

    def __enter__(self) -> "Worker[Request, Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process for good, also from another thread: whoever awaits an answer there gets Died."""
        self._closed = True
        if process := self._process:
            _kill(process)
        with self._asking:
            self._end()

    def ask(self, request: Request) -> Result:
        """The answer to one request; raises what the work raises, and Stopped where the process did not survive it.

        What earlier requests have left in memory is no reason to fail: a fresh process tries once more.
        """
        with self._asking:
            try:
                return self._ask(request)
            except (Died, OutOfMemory):
                if not self._used or self._closed:
                    raise
                self._used = False
                return self._ask(request)

    def _ask(self, request: Request) -> Result:
        answer = self._exchange(self._process or self._started(), request)
        self._used = True
        return cast(Result, answer)

    def _started(self) -> subprocess.Popen[bytes]:
        self._process = process = subprocess.Popen(
            [sys.executable, *_START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._used = False
        if self._closed:
            self._end()
            raise Died(self._limits)
        self._exchange(process, sys.path, self._limits, self._work)
        return process

    def _exchange(self, process: subprocess.Popen[bytes], *values: object) -> Any:
        """Send values and receive what comes back, all within the limits."""
        kind, answer = DIED, None
        with self._watched(process) as reached, suppress(EOFError, OSError, pickle.UnpicklingError):
            assert process.stdin
            assert process.stdout
            for value in values:
                pickle.dump(value, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            while (received := pickle.load(process.stdout))[0] == UNDER_WAY:
                if self._watcher:
                    self._watcher(*received[1])
            kind, answer = received
        if kind in _WITHOUT_ANSWER:
            reached.append(_WITHOUT_ANSWER[kind])
        if reached:
            self._end()
            raise reached[0](self._limits)
        if kind == RAISED:
            raise cast(Exception, answer)
        return answer

    @contextmanager
    def _watched(self, process: subprocess.Popen[bytes]) -> Iterator[list[type[Stopped]]]:
        """End the process where it reaches a limit, and tell which one."""
        reached: list[type[Stopped]] = []
        over = Event()
        watch = Thread(target=self._watch, args=(process, over, reached), daemon=True)
        watch.start()
        try:
            yield reached
        finally:
            over.set()
            watch.join()

    def _watch(self, process: subprocess.Popen[bytes], over: Event, reached: list[type[Stopped]]) -> None:
        deadline = monotonic() + self._limits.seconds
        look = self._limits.seconds if held_to_memory() else _LOOK
        while not over.wait(min(look, max(0, deadline - monotonic()))):
            if monotonic() >= deadline:
                reached.append(OutOfTime)
            elif not held_to_memory() and _memory(process.pid) > self._limits.memory * MEGABYTE:
                reached.append(OutOfMemory)
            if reached:
                _kill(process)
                return

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            _kill(process)
            with suppress(OSError), process:
                pass


def _memory(pid: int) -> int:
    """Bytes that a process and those it started hold."""
    import psutil

    held = 0
    with suppress(psutil.Error):
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            held += process.memory_info().rss
    return held


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that has not been waited for, and all that it started."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        return
    import psutil

    with suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
    process.kill()
