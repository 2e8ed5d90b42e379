"""The progress bar over documents, and the line that counts the pages of one, or the cases of a register."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from tonghop.core.language import translator
from tonghop.core.progress import Item, Watcher, watched

_FROM_THE_START = "\r\x1b[K"
_CASES = 100
"""How many cases are done before they are told again."""


def shown(answers: Iterable[Item], total: int) -> Iterable[Item]:
    """The same answers, counted on a bar where several are awaited and standard error is a terminal."""
    return _on_a_bar(answers, total) if total > 1 and sys.stderr.isatty() else answers


def _on_a_bar(answers: Iterable[Item], total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        yield from progress.track(answers, total)


def pages_shown(language: str) -> Watcher | None:
    """What counts the pages read on a terminal, and leaves nothing after the last; None where there is no terminal."""
    if not sys.stderr.isatty():
        return None
    line = translator(language).gettext("Đã đọc trang {done}/{total} …")

    def show(done: int, total: int) -> None:
        _say(line.format(done=done, total=total) if done < total else "")

    return show


@contextmanager
def cases_shown(language: str) -> Iterator[None]:
    """On a terminal, count the cases that are read or written meanwhile, and leave nothing of it."""
    if not sys.stderr.isatty():
        yield
        return
    line = translator(language).gettext("Đã qua {done} hồ sơ …")

    def show(done: int, _: int) -> None:
        if not done % _CASES:
            _say(line.format(done=done))

    try:
        with watched(show):
            yield
    finally:
        _say("")


def _say(text: str) -> None:
    print(_FROM_THE_START + text, end="", file=sys.stderr, flush=True)
