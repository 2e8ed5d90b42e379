"""The rows of a flattened table whose cells are lines: what mark, name, unit, values and verdict each is made of.

Empty cells leave no line, so a row may have fewer values than there are columns, and a section none at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tonghop.catalog.headers import headers
from tonghop.reading.tables.cells import is_blank, is_value, unit_cell
from tonghop.reading.tables.lines import Lines, Piece

_MARK = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?$|[-+]$")
_BULLET = re.compile(r"[-+•*] ?[^\W\d_]")
_REMARK = re.compile(r"\([^()]*\)$")
_WORDS = re.compile(r"[^\W\d_]|[%‰]$")
_NAME_LINES = 6
_LONGEST_NAME = 160
_MOST_UNFILLED = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """How many columns of values a table has, and whether a unit stands before and a note behind them."""

    width: int
    with_unit: bool
    with_note: bool


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of one row: the values of a full row stand under the columns, those of a short one under none."""

    mark: Piece | None
    name: Piece
    unit: Piece | None = None
    values: tuple[Piece, ...] = ()
    note: Piece | None = None

    def by_column(self, width: int) -> Iterator[tuple[int, Piece]]:
        """(column, cell): 0 mark, 1 name, 2 unit, from 3 on the values and the note, then values of no known column."""
        fixed = (self.mark, self.name, self.unit)
        yield from ((column, piece) for column, piece in enumerate(fixed) if piece)
        first = 3 if len(self.values) == width else 4 + width
        yield from enumerate(self.values, first)
        if self.note:
            yield 3 + width, self.note


def rows_from(lines: Lines, place: int, layout: Layout) -> tuple[int, list[RowCells]]:
    """(line after the table, its rows) of the table whose first row begins at `place`; it ends with a full row, after
    which no other follows soon."""
    rows: list[RowCells] = []
    after, full = place, 0
    number = 0
    while len(rows) - full <= _MOST_UNFILLED and (
        found := _row(lines, place, layout, number := _number(lines.said(place), number))
    ):
        place, read = found
        rows += read
        if len(read[-1].values) == layout.width:
            after, full = place, len(rows)
    return after, rows[:full]


def _number(mark: str, before: int) -> int:
    """The ordinal that a row with this mark has, else that of the row before."""
    digits = mark.rstrip(".)")
    return int(digits) if digits.isdecimal() and _MARK.match(mark) else before


def _row(lines: Lines, place: int, layout: Layout, number: int) -> tuple[int, list[RowCells]] | None:
    """(line after it, the row whose first cell is the line at `place` with the labels above it); `number` is the last
    ordinal seen."""
    mark = lines.pieces[place] if _opens_row(lines, place) else None
    place += mark is not None
    end = place
    while end - place < _NAME_LINES and _is_words(lines, end) and not (end > place and _opens_row(lines, end)):
        end += 1
    values, after = _values(lines, end, layout, number)
    with_unit = layout.with_unit and bool(values)
    named = end - with_unit
    unit = lines.pieces[named] if with_unit else None
    if named <= place or (unit and unit_cell(lines.said(named)) is None):
        return None
    names = _names(lines, place, named)
    if any(piece.end - piece.start > _LONGEST_NAME for piece in names):
        return None
    rows = [RowCells(mark if name is names[0] else None, name) for name in names]
    if not values:
        return (after, rows) if _opens_row(lines, after) else None
    note, after = _note(lines, after, layout)
    items = sum(_BULLET.match(lines.text, name.start) is not None for name in names)
    if items > 1 and len(values) == items * layout.width:
        stacked = [replace(row, unit=unit, values=values[item::items]) for item, row in enumerate(rows[-items:])]
        return after, [*rows[:-items], *stacked]
    if not _enough(len(values), layout):
        return None
    return after, [*rows[:-1], replace(rows[-1], unit=unit, values=values, note=note)]


def _enough(count: int, layout: Layout) -> bool:
    return count == layout.width or (1 < count < layout.width <= 2 * count)


def _is_words(lines: Lines, place: int) -> bool:
    said = lines.said(place)
    return bool(_WORDS.search(said)) and not is_value(said) and not _REMARK.match(said)


def _opens_row(lines: Lines, place: int) -> bool:
    """Whether the line at `place` is the mark of a row whose name stands on the next."""
    return _MARK.match(lines.said(place)) is not None and _is_words(lines, place + 1)


def _names(lines: Lines, start: int, end: int) -> list[Piece]:
    """The lines of a name in one piece, but labels (`trong đó:`) and items with bullets each a name of its own."""
    names = [lines.pieces[start]]
    for place in range(start + 1, end):
        piece = lines.pieces[place]
        if lines.said(place - 1).endswith(":") or _BULLET.match(lines.said(place)):
            names.append(piece)
        else:
            names[-1] = Piece(names[-1].start, piece.end)
    return names


def _values(lines: Lines, place: int, layout: Layout, number: int) -> tuple[tuple[Piece, ...], int]:
    """(the cells of values from `place` on, the line after them), without the mark of the next row."""
    cells: list[Piece] = []
    end = place
    while lines.said(end):
        if cells and _REMARK.match(lines.said(end)):
            cells[-1] = Piece(cells[-1].start, lines.pieces[end].end)
        elif is_value(lines.said(end)) or is_blank(lines.said(end)):
            cells.append(lines.pieces[end])
        else:
            break
        end += 1
    if cells and _opens_row(lines, end - 1):
        next_in_order = lines.said(end - 1).rstrip(".)") == str(number + 1)
        if next_in_order or len(cells) % layout.width == 1:
            return tuple(cells[:-1]), end - 1
    return tuple(cells), end


def _note(lines: Lines, place: int, layout: Layout) -> tuple[Piece | None, int]:
    """(the note or verdict behind the values of a row, the line after it)."""
    said = lines.said(place)
    verdict = headers().rows["verdict"].fullmatch(said.strip(" .;"))
    if verdict or (layout.with_note and _is_words(lines, place) and _opens_row(lines, place + 1)):
        return lines.pieces[place], place + 1
    return None, place


def full_rows(rows: Sequence[RowCells], layout: Layout) -> int:
    """How many rows have a value for every column; 0 where most rows with values have fewer."""
    full = sum(len(row.values) == layout.width for row in rows)
    return full if 2 * full >= sum(bool(row.values) for row in rows) else 0
