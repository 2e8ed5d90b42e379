"""Lists of rows as plain tables."""

import sys
from collections.abc import Iterable, Sequence

_WIDTH_OF_A_FILE = 160


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under their headings, as wide as the terminal, or as a line of a file may be."""
    sys.stdout.write(rendered(headings, rows))


def rendered(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their headings as `table` prints them."""
    from rich.console import Console
    from rich.table import Table

    shown = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*row)
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(shown)
    return capture.get()
