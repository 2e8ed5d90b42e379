"""The heads of tables: columns with a common group stand under one cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tonghop.core.paper import Column
from tonghop.printing.wording import clean


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A title over `columns` columns, `rows` rows high."""

    text: str
    columns: int = 1
    rows: int = 1


def head(columns: Sequence[Column]) -> tuple[tuple[HeadCell, ...], ...]:
    """The rows of the head: one; two where there are groups, columns without one reaching over both."""
    if not any(column.group for column in columns):
        return (tuple(HeadCell(clean(column.title)) for column in columns),)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [clean(column.title) for column in members]
        if group:
            upper.append(HeadCell(clean(group), len(titles)))
            lower += map(HeadCell, titles)
        else:
            upper += [HeadCell(title, rows=2) for title in titles]
    return tuple(upper), tuple(lower)
