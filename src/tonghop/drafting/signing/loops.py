"""Running what starts an event loop of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """What `work` gives or raises, done in a thread of its own, so that a loop may already run in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
