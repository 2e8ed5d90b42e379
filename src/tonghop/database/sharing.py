"""Something that the first user on a machine starts and the last one stops, users being processes or threads.

Users are counted by locks that the operating system drops when a process ends, however it ends: a killed user counts
no more.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fasteners import InterProcessLock, InterProcessReaderWriterLock

T = TypeVar("T")


@dataclass(slots=True)
class _Users:
    """The users in this process, for whom it holds one shared lock."""

    lock: InterProcessReaderWriterLock
    count: int = 0


_users: dict[Path, _Users] = {}
_threads = threading.Lock()


@contextmanager
def shared(folder: Path, start: Callable[[], T], stop: Callable[[], None]) -> Iterator[T]:
    """Use what `start` begins or finds already begun; the last user calls `stop`. The locks are files in `folder`."""
    with turn(folder):
        users = _users.setdefault(folder, _Users(InterProcessReaderWriterLock(folder / "users.lock")))
        thing = _enter(users, start)
    try:
        yield thing
    finally:
        with turn(folder):
            _leave(users, stop)


@contextmanager
def exclusive(path: Path) -> Iterator[bool]:
    """Hold a lock file for oneself; false where another process holds it."""
    lock = InterProcessLock(path)
    held = lock.acquire(blocking=False)
    try:
        yield held
    finally:
        if held:
            lock.release()


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """One user at a time starts or stops: of the threads here, then of the processes."""
    with _threads, InterProcessLock(folder / "turn.lock"):
        yield


def _enter(users: _Users, start: Callable[[], T]) -> T:
    if not users.count:
        users.lock.acquire_read_lock()
    try:
        thing = start()
    except BaseException:
        if not users.count:
            users.lock.release_read_lock()
        raise
    users.count += 1
    return thing


def _leave(users: _Users, stop: Callable[[], None]) -> None:
    users.count -= 1
    if users.count:
        return
    users.lock.release_read_lock()
    if users.lock.acquire_write_lock(blocking=False):
        try:
            stop()
        finally:
            users.lock.release_write_lock()
