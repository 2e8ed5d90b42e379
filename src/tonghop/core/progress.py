"""How far long work on one document has come, told to whoever watches."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
Watcher = Callable[[int, int], object]
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within this context `watcher` is called with (parts done, parts in all) after each part."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def counted(parts: Iterable[Item], total: int) -> Iterator[Item]:
    """The same parts, each told to the watcher when it is done."""
    watcher = _watcher.get()
    for number, part in enumerate(parts, 1):
        if watcher:
            watcher(number, total)
        yield part
