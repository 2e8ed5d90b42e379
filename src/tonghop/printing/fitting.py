"""How wide the columns of a table are and how large its letters, so that no number and no word is cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tonghop.core.paper import Row, Table
from tonghop.core.paper_text import line
from tonghop.printing import fonts
from tonghop.printing.form import CELL_INSET, LETTERS, TABLE_SIZES, Letters
from tonghop.printing.wording import clean

_BREAKABLE = 40  # letters: a word so long may be broken anywhere
_SLACK = 0.3  # millimetres
_MOST_LINES = 20  # of a row that stays whole, as if its lines were full


@dataclass(frozen=True, slots=True)
class Fit:
    """The widths of the columns in millimetres, and the size of the letters in points."""

    widths: tuple[float, ...]
    size: int


def fitted(table: Table, room: float) -> Fit:
    """A table as wide as `room`: columns have their shares but where a word needs more, letters the largest that fit.

    Raises NoFont.
    """
    longest = list(_longest(table))
    for size in TABLE_SIZES:
        least = [width * size / TABLE_SIZES[0] + 2 * CELL_INSET + _SLACK for width in longest]
        if sum(least) <= room:
            return Fit(_shared([column.width for column in table.columns], least, room), size)
    return Fit(tuple(width * room / sum(least) for width in least), TABLE_SIZES[-1])


def tall(row: Row, fit: Fit) -> bool:
    """Whether a row may need more than a page, so that it has to be parted. Raises NoFont."""
    letters = replace(LETTERS["table_cell"], size=fit.size)
    high = (fonts.width(clean(line(cell)), letters) / width for cell, width in zip(row.cells, fit.widths, strict=True))
    return max(high, default=0) > _MOST_LINES


def _longest(table: Table) -> Iterator[float]:
    """The width of the longest word of each column, in letters of the largest size."""
    for place, column in enumerate(table.columns):
        plain = {word for row in table.rows if not row.heading for word in line(row.cells[place]).split()}
        bold = {word for row in table.rows if row.heading for word in line(row.cells[place]).split()}
        yield max(
            _width(plain, LETTERS["table_cell"]),
            _width(bold.union(column.title.split()), LETTERS["table_head"]),
        )


def _width(words: set[str], letters: Letters) -> float:
    sized = replace(letters, size=TABLE_SIZES[0])
    return max((fonts.width(clean(word), sized) for word in words if len(word) < _BREAKABLE), default=0)


def _shared(shares: Sequence[int], least: Sequence[float], room: float) -> tuple[float, ...]:
    """`room` parted by `shares`, none less than its least; together these need no more than there is."""
    held: dict[int, float] = {}
    while True:
        one = (room - sum(held.values())) / sum(share for place, share in enumerate(shares) if place not in held)
        short = {place: width for place, width in enumerate(least) if place not in held and shares[place] * one < width}
        if not short or len(held) + len(short) == len(shares):
            return tuple(held.get(place, share * one) for place, share in enumerate(shares))
        held |= short
