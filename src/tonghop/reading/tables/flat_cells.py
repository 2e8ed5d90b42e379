"""Flattened tables whose cells are lines, as text copied from a page cell by cell.

Only a header that names every column makes them certain, so nothing is claimed without one.
"""

from collections.abc import Iterator, Sequence

from tonghop.catalog.headers import headers
from tonghop.core.document import Cell, Table
from tonghop.reading.tables.cell_rows import Layout, full_rows, rows_from
from tonghop.reading.tables.cells import is_number, is_year
from tonghop.reading.tables.columns import Kind, kind_of
from tonghop.reading.tables.heads import column_at, fixed_kind, under_groups, value_heads
from tonghop.reading.tables.lines import Lines, Piece
from tonghop.reading.timing import Era

_HEADER_LINES = 24
_FIRST_NAME_LINES = 6
_FEWEST_ROWS = 2
_NO_ERA = Era(None, None)

Found = tuple[int, int, list[Cell]]
"""How many full rows a table has, the line after it, and its cells; no cells where there is no table."""
_NOTHING: Found = (0, 0, [])


def cell_tables(lines: Lines) -> Iterator[Table]:
    """The tables of this form, in text order."""
    place = 0
    while place < len(lines):
        _, after, cells = _NOTHING
        if fixed_kind(lines.text, lines.pieces[place]) in (Kind.ORDINAL, Kind.NAME):
            found = (_under(lines, place, end) for end in _ends(lines, place))
            _, after, cells = max(found, key=lambda item: (item[0], len(item[2])), default=_NOTHING)
        if cells:
            yield Table(tuple(cells))
        place = max(after, place + 1)


def _ends(lines: Lines, first: int) -> Iterator[int]:
    """Where the header that begins at `first` may end, the latest first: its first row reaches the first number."""
    after = range(first + 1, min(first + _HEADER_LINES, len(lines)))
    number = next((p for p in after if is_number(lines.said(p)) and not is_year(lines.said(p))), None)
    if number is not None:
        yield from range(number, max(first + 2, number - _FIRST_NAME_LINES - 1), -1)


def _under(lines: Lines, first: int, end: int) -> Found:
    """The table whose header is the lines from `first` to `end`: each a column, or groups of columns and then these, or
    their words columns."""
    whole_lines = lines.pieces[first:end]
    leaves, groups = under_groups(lines.text, whole_lines)
    for head, spans in ((whole_lines, ()), (leaves, groups), (value_heads(lines.text, whole_lines), ())):
        kinds = [fixed_kind(lines.text, piece) for piece in head]
        if _is_header(lines.text, head, kinds):
            layout = Layout(kinds.count(None), Kind.UNIT in kinds, Kind.NOTE in kinds)
            after, rows = rows_from(lines, end, layout)
            if (full := full_rows(rows, layout)) >= _FEWEST_ROWS:
                numbered = enumerate(rows, 2 if spans else 1)
                body = [Cell(n, c, p.start, p.end) for n, row in numbered for c, p in row.by_column(layout.width)]
                return full, after, [*_head_cells(head, kinds, spans), *body]
    return _NOTHING


def _head_cells(
    head: Sequence[Piece], kinds: Sequence[Kind | None], groups: Sequence[tuple[Piece, int, int]]
) -> Iterator[Cell]:
    below = {place for _, first, size in groups for place in range(first, first + size)}
    for group, first, size in groups:
        yield Cell(0, column_at(first, kinds), group.start, group.end, columns=size)
    for place, piece in enumerate(head):
        yield Cell(int(place in below), column_at(place, kinds), piece.start, piece.end)


def _is_header(folded: str, head: Sequence[Piece], kinds: Sequence[Kind | None]) -> bool:
    """Whether two or more columns of values stand between marks, names and units on their left and notes on their
    right; of two of them we must know the words, and of one what it holds."""
    width = kinds.count(None)
    words = [folded[piece.start : piece.end] for piece in head]
    values = [word for kind, word in zip(kinds, words, strict=True) if kind is None]
    telling = sum(kind_of(word, _NO_ERA) is not Kind.PLAIN for word in values)
    named = telling + sum(headers().values["plain"].match(word) is not None for word in values)
    first = next((place for place, kind in enumerate(kinds) if kind is None), 0)
    in_order = all(kind is None for kind in kinds[first : first + width])
    noted = all(kind is Kind.NOTE for kind in kinds[first + width :])
    numbers = any(is_number(word) and not is_year(word) for word in words)
    return telling > 0 and width > 1 and named > 1 and first > 0 and in_order and noted and not numbers
