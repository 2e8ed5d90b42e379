"""Inside a worker process: one request after another from standard input, each answered on standard output.

What libraries and the programs they start print goes nowhere: that stream carries answers only.
"""

import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import IO, Any

from tonghop.core.progress import watched
from tonghop.workers.limits import MEGABYTE, Limits
from tonghop.workers.work import Work

DONE, RAISED, NO_MEMORY, DIED, UNDER_WAY = range(5)
_GRACE = 60  # seconds after which a process ends by itself that nothing else could end


def main() -> None:
    """Serve until the stream of requests ends, or until memory ran out."""
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    requests, answers = _taken(sys.stdin.fileno(), "rb"), _taken(sys.stdout.fileno(), "wb")
    sys.path[:] = pickle.load(requests)
    limits: Limits = pickle.load(requests)
    work: Work[Any, Any] = pickle.load(requests)
    _hold_to(limits.memory)
    kind, function = _answer(Work.load, work)
    _send(answers, kind, None)
    while kind != NO_MEMORY:
        try:
            request = pickle.load(requests)
        except EOFError:
            return
        _alarm(limits.seconds + _GRACE)
        with watched(lambda done, total: _send(answers, UNDER_WAY, (done, total))):
            kind = _send(answers, *_answer(function, request))
        _alarm(0)


def _end_with(parent: int) -> None:
    """End this process and all that it started soon after whoever started it is gone."""
    if sys.platform != "win32":
        while os.getppid() == parent:
            time.sleep(1)
        os.killpg(0, signal.SIGKILL)


def _taken(descriptor: int, mode: str) -> IO[bytes]:
    """A standard stream for our own use; whoever else uses it gets the null device."""
    own = os.fdopen(os.dup(descriptor), mode)
    with Path(os.devnull).open(mode) as nothing:
        os.dup2(nothing.fileno(), descriptor)
    return own


def _answer(function: Callable[[Any], Any], request: Any) -> tuple[int, Any]:
    try:
        return DONE, function(request)
    except MemoryError:
        return NO_MEMORY, None
    except Exception as error:
        return RAISED, _picklable(error)


def _picklable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(repr(error))
    return error


def _send(answers: IO[bytes], kind: int, value: Any) -> int:
    """Send an answer and return its kind: where memory does not suffice to send it, that is the answer."""
    try:
        content = pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        kind = NO_MEMORY
        content = pickle.dumps((kind, None), pickle.HIGHEST_PROTOCOL)
    answers.write(content)
    answers.flush()
    return kind


def held_to_memory() -> bool:
    """Whether the system itself holds a process to a limit of memory."""
    return sys.platform == "linux"


def _hold_to(memory: int) -> None:
    """Let this process have no more memory than so many MB, where the system can be told so."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = memory * MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))


def _alarm(seconds: int) -> None:
    """Let the system end this process after so many seconds, 0 for never."""
    if sys.platform != "win32":
        signal.alarm(seconds)
