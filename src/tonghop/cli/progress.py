"""The progress bar."""

import sys
from collections.abc import Iterable, Iterator

from tonghop.cli.work import Answer


def shown(answers: Iterable[Answer], total: int) -> Iterable[Answer]:
    """The same answers, counted on a bar where several are awaited and standard error is a terminal."""
    return _on_a_bar(answers, total) if total > 1 and sys.stderr.isatty() else answers


def _on_a_bar(answers: Iterable[Answer], total: int) -> Iterator[Answer]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        yield from progress.track(answers, total)
