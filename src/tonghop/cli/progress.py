"""The progress bar over documents, and the line that counts the pages of one."""

import sys
from collections.abc import Iterable, Iterator

from tonghop.core.language import translator
from tonghop.core.progress import Item, Watcher

_FROM_THE_START = "\r\x1b[K"


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
        text = line.format(done=done, total=total) if done < total else ""
        print(_FROM_THE_START + text, end="", file=sys.stderr, flush=True)

    return show
