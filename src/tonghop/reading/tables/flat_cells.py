"""Flattened tables whose cells are lines, as text copied from a page cell by cell.

Only a header that names every column makes them certain, so nothing is claimed without one.
"""

import re
from collections.abc import Iterator, Sequence

from tonghop.core.document import Cell, Table
from tonghop.reading.tables.cells import is_blank, is_number, is_year, unit_cell
from tonghop.reading.tables.columns import Kind, kind_of
from tonghop.reading.tables.heads import column_at, fixed_kind, value_heads
from tonghop.reading.tables.lines import Lines, Piece
from tonghop.reading.timing import Era

_MARK = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?$|[-+]$")
_LETTER = re.compile(r"[^\W\d_]")
_HEADER_LINES = 24
_NAME_LINES = 4
_LONGEST_NAME = 160
_FEWEST_ROWS = 2
_NO_ERA = Era(None, None)

Found = tuple[int, list[Cell]]
"""The line after a table, and its cells; no cells where there is no table."""


def cell_tables(lines: Lines) -> Iterator[Table]:
    """The tables of this form, in text order."""
    place = 0
    while place < len(lines):
        after, cells = 0, list[Cell]()
        if fixed_kind(lines.text, lines.pieces[place]) in (Kind.ORDINAL, Kind.NAME):
            found = [_under(lines, place, end) for end in _ends(lines, place)]
            after, cells = max(found, key=lambda item: len(item[1]), default=(0, cells))
        if cells:
            yield Table(tuple(cells))
        place = max(after, place + 1)


def _ends(lines: Lines, first: int) -> Iterator[int]:
    """Where the header that begins at `first` may end: its first row reaches the first number but a mark."""
    after = range(first + 1, min(first + _HEADER_LINES, len(lines)))
    number = next((p for p in after if is_number(lines.said(p)) and not is_year(lines.said(p))), None)
    if number is not None:
        yield from range(max(first + 3, number - _NAME_LINES - 2), number + 1)


def _under(lines: Lines, first: int, end: int) -> Found:
    """The table whose header is the lines from `first` to `end`, each a column, or their words columns."""
    whole_lines = lines.pieces[first:end]
    for head in (whole_lines, value_heads(lines.text, whole_lines)):
        kinds = [fixed_kind(lines.text, piece) for piece in head]
        if _is_header(lines.text, head, kinds):
            after, rows = _rows(lines, end, kinds)
            if len(rows) >= _FEWEST_ROWS:
                heads = [Cell(0, column_at(p, kinds), piece.start, piece.end) for p, piece in enumerate(head)]
                body = [Cell(n, c, p.start, p.end) for n, row in enumerate(rows, 1) for c, p in row.items()]
                return after, heads + body
    return 0, []


def _is_header(folded: str, head: Sequence[Piece], kinds: Sequence[Kind | None]) -> bool:
    """Whether two or more columns of values stand after the others, two of them named by words we know."""
    width = kinds.count(None)
    words = [folded[piece.start : piece.end] for piece in head]
    named = sum(
        kind is None and kind_of(word, _NO_ERA) is not Kind.PLAIN for kind, word in zip(kinds, words, strict=True)
    )
    in_order = all(kind is None for kind in kinds[len(kinds) - width :])
    return width > 1 and named > 1 and in_order and not any(is_number(word) and not is_year(word) for word in words)


def _rows(lines: Lines, place: int, kinds: Sequence[Kind | None]) -> tuple[int, list[dict[int, Piece]]]:
    rows: list[dict[int, Piece]] = []
    while found := _row(lines, place, kinds.count(None), with_unit=Kind.UNIT in kinds):
        place, row = found
        rows.append(row)
    return place, rows


def _row(lines: Lines, place: int, width: int, *, with_unit: bool) -> tuple[int, dict[int, Piece]] | None:
    """(line after it, cells by column) of the row whose first cell is the line at `place`."""
    result: dict[int, Piece] = {}
    if _MARK.match(lines.said(place)):
        result[0] = lines.pieces[place]
        place += 1
    start = place
    while place - start < _NAME_LINES and _LETTER.search(lines.said(place)) and not is_number(lines.said(place)):
        place += 1
    names = place - start - with_unit
    if names < 1 or len(lines.said(start)) > _LONGEST_NAME or (with_unit and unit_cell(lines.said(place - 1)) is None):
        return None
    result[1] = Piece(lines.pieces[start].start, lines.pieces[start + names - 1].end)
    if with_unit:
        result[2] = lines.pieces[place - 1]
    values = [lines.said(place + column) for column in range(width)]
    if not all(value and (is_number(value) or is_blank(value)) for value in values):
        return None
    result |= {3 + column: lines.pieces[place + column] for column in range(width)}
    return place + width, result
