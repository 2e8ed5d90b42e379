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
    """Within this context `watcher` is called with (parts done, parts in all, or 0) after each part."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def counted(parts: Iterable[Item], total: int = 0) -> Iterator[Item]:
    """The same parts, each told to the watcher when it is done; `total` is 0 where nobody knows how many there are."""
    watcher = _watcher.get()
    for number, part in enumerate(parts, 1):
        if watcher:
            watcher(number, total)
        yield part
