"""Tables that have lost their rules: rows on lines of plain text, or cells on lines of their own.

What is found is given as a `Table` with cells over the text, so that ruled and flattened tables are read alike.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tonghop.core.document import Cell, Table
from tonghop.reading.numerals import NUMBER
from tonghop.reading.tables.cells import is_blank, is_number, unit_cell, unit_of
from tonghop.reading.tables.columns import Kind, kind_of
from tonghop.reading.tables.heads import Piece, fixed_kind, value_heads
from tonghop.reading.timing import Era

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_VALUE = rf"(?:[-+]?(?:{NUMBER.pattern}) ?%?|[-x])"
_VALUES = re.compile(rf"(?P<values>(?<=\s){_VALUE}(?: +{_VALUE})+)$")
_ONE_VALUE = re.compile(rf"(?<!\S){_VALUE}(?!\S)")
_MARK = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?= )|[-+•](?= )")
_MARK_LINE = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?$|[-+]$")
_LETTER = re.compile(r"[^\W\d_]")
_CELL = {"\t": re.compile(r"[^\t]*"), "|": re.compile(r"[^|]*")}
_RULE = re.compile(r"[\s|:+-]+$")
_HEADER_LINES = 6
_HEADER_CELLS = 24
_LONGEST_NAME = 160
_NO_ERA = Era(None, None)


def flat_tables(text: str, folded: str, taken: Sequence[tuple[int, int]]) -> list[Table]:
    """The flattened tables outside the spans already taken, in text order."""
    result: list[Table] = []
    claimed = list(taken)
    for find in (_split_tables, _row_tables, _cell_tables):
        lines = [_trimmed(match) for match in _LINE.finditer(folded)]
        free = [line for line in lines if not any(start <= line.start < end for start, end in claimed)]
        found = list(find(text if find is _split_tables else folded, free))
        claimed += [(min(c.start for c in table.cells), max(c.end for c in table.cells)) for table in found]
        result += found
    return sorted(result, key=lambda table: table.cells[0].start)


def _trimmed(match: re.Match[str]) -> Piece:
    printed = match[0]
    return Piece(match.start() + len(printed) - len(printed.lstrip()), match.start() + len(printed.rstrip()))


def _adjacent(text: str, first: Piece, second: Piece) -> bool:
    return text.count("\n", first.end, second.start) <= 2


def _split_tables(text: str, lines: list[Piece]) -> Iterator[Table]:
    """Lines whose cells are parted by tabs or upright strokes."""
    for mark, pattern in _CELL.items():
        run: list[Piece] = []
        for line in [*lines, None]:
            fits = line and text.count(mark, line.start, line.end) >= 2
            if line and fits and (not run or _adjacent(text, run[-1], line)):
                run.append(line)
                continue
            if len(run) > 2:
                yield from _split_table(text, run, pattern)
            run = [line] if line and fits else []


def _split_table(text: str, run: list[Piece], pattern: re.Pattern[str]) -> Iterator[Table]:
    cells: list[Cell] = []
    numbers = 0
    for row, line in enumerate(line for line in run if not _RULE.match(text, line.start, line.end)):
        column = 0
        position = line.start
        while position <= line.end:
            match = pattern.match(text, position, line.end)
            assert match
            piece = _trimmed(match)
            if match[0].strip():
                cells.append(Cell(row, column, piece.start, piece.end))
            numbers += is_number(match[0].lower())
            column += 1
            position = match.end() + 1
    if numbers > 3:
        yield Table(tuple(cells))


def _row_tables(folded: str, lines: list[Piece]) -> Iterator[Table]:
    """Lines that each end in the same number of bare values."""
    values = [_values(folded, line) for line in lines]
    position = 0
    while position < len(lines):
        width = len(values[position])
        if width < 2:
            position += 1
            continue
        end = position + 1
        while (
            end < len(lines)
            and _adjacent(folded, lines[end - 1], lines[end])
            and (len(values[end]) == width or _goes_on(folded, lines, values, end, width))
        ):
            end += 1
        yield from _row_table(folded, lines, values, position, end)
        position = end


def _goes_on(folded: str, lines: list[Piece], values: list[list[Piece]], place: int, width: int) -> bool:
    """Whether a line without values opens a section inside the table: short, without figures, and a row after it."""
    line = lines[place]
    words = _MARK.sub("", folded[line.start : line.end], count=1)
    title = not values[place] and len(words) < _LONGEST_NAME and not re.search(r"\d|[.;]$", words)
    return (
        title
        and place + 1 < len(lines)
        and len(values[place + 1]) == width
        and _adjacent(folded, line, lines[place + 1])
    )


def _values(folded: str, line: Piece) -> list[Piece]:
    match = _VALUES.search(folded, line.start, line.end)
    if (
        match is None
        or not _LETTER.search(folded, line.start, match.start())
        or match.start() - line.start > _LONGEST_NAME
    ):
        return []
    pieces = [Piece(found.start(), found.end()) for found in _ONE_VALUE.finditer(folded, match.start(), line.end)]
    return pieces if sum(is_number(folded[piece.start : piece.end]) for piece in pieces) > 1 else []


def _row_table(folded: str, lines: list[Piece], values: list[list[Piece]], first: int, end: int) -> Iterator[Table]:
    width = len(values[first])
    head = _heads_above(folded, lines[max(0, first - _HEADER_LINES) : first], width)
    if end - first < (2 if head else 3):
        return
    kinds = [fixed_kind(folded, piece) for piece in head[:-width]]
    cells = [
        Cell(0, _column(place - len(head) + width, kinds, place), piece.start, piece.end)
        for place, piece in enumerate(head)
    ]
    for row in range(first, end):
        name_end = values[row][0].start if values[row] else lines[row].end
        named = _named(folded, Piece(lines[row].start, name_end), Kind.UNIT in kinds and bool(values[row]))
        cells += [Cell(row - first + 1, column, piece.start, piece.end) for column, piece in named.items()]
        cells += [Cell(row - first + 1, 3 + place, piece.start, piece.end) for place, piece in enumerate(values[row])]
    yield Table(tuple(cells))


def _column(value: int, kinds: list[Kind | None], place: int) -> int:
    """The column of a header piece: 0 marks, 1 names, 2 units, then the values."""
    if value >= 0:
        return 3 + value
    return {Kind.ORDINAL: 0, Kind.UNIT: 2}.get(kinds[place] or Kind.NAME, 1)


def _named(folded: str, piece: Piece, with_unit: bool) -> dict[int, Piece]:
    """Mark, name and unit of a row, by column."""
    result: dict[int, Piece] = {}
    start, end = piece.start, piece.start + len(folded[piece.start : piece.end].rstrip())
    if mark := _MARK.match(folded, start, end):
        result[0] = Piece(start, mark.end())
        start = mark.end() + 1
    if with_unit and (unit := _unit_start(folded, start, end)):
        result[2] = Piece(unit, end)
        end = unit - 1
    return result | {1: Piece(start, end)}


def _unit_start(folded: str, start: int, end: int) -> int | None:
    """Where the unit at the end of a name begins: the longest known one, else the last word."""
    breaks = [start + match.start() + 1 for match in re.finditer(" ", folded[start:end])]
    return next((at for at in breaks[-4:] if unit_of(folded[at:end])), breaks[-1] if breaks else None)


def _heads_above(folded: str, above: list[Piece], width: int) -> list[Piece]:
    """The header pieces in the lines above, as soon as they name exactly `width` columns of values."""
    for size in range(1, len(above) + 1):
        block = above[-size:]
        if any(not _adjacent(folded, one, two) for one, two in pairwise(block)) or folded[
            block[0].start : block[0].end
        ].endswith((".", ";")):
            break
        if (heads := value_heads(folded, block)) and sum(fixed_kind(folded, piece) is None for piece in heads) == width:
            return heads
    return []


def _cell_tables(folded: str, lines: list[Piece]) -> Iterator[Table]:
    """One cell a line, under a header that is one cell a line too (or whose words name as many columns)."""
    position = 0
    while position < len(lines):
        best: tuple[int, list[Cell]] = (0, [])
        if fixed_kind(folded, lines[position]) in (Kind.ORDINAL, Kind.NAME):
            for end in range(position + 3, min(position + _HEADER_CELLS, len(lines))):
                best = max(best, _cells_under(folded, lines, position, end), key=lambda item: len(item[1]))
        if best[1]:
            yield Table(tuple(best[1]))
        position = max(best[0], position + 1)


def _cells_under(folded: str, lines: list[Piece], first: int, end: int) -> tuple[int, list[Cell]]:
    """(line after the table, cells) if lines `first` to `end` are the header; no cells if rows do not follow it."""
    for head in (lines[first:end], value_heads(folded, lines[first:end])):
        kinds = [fixed_kind(folded, piece) for piece in head]
        fixed = [kind for kind in kinds if kind]
        width = len(kinds) - len(fixed)
        named = sum(
            kind is None and kind_of(folded[p.start : p.end], _NO_ERA) is not Kind.PLAIN
            for kind, p in zip(kinds, head, strict=True)
        )
        if (
            width < 2
            or named < 2
            or kinds[-width:].count(None) < width
            or any(is_number(folded[p.start : p.end]) and len(folded[p.start : p.end]) != 4 for p in head)
        ):
            continue
        cells = [
            Cell(0, _column(place - len(fixed), kinds, place), piece.start, piece.end)
            for place, piece in enumerate(head)
        ]
        position, rows = end, 0
        while row := _cell_row(folded, lines, position, width, Kind.UNIT in fixed):
            rows += 1
            cells += [Cell(rows, column, piece.start, piece.end) for column, piece in row.items()]
            position = (
                next(place for place in range(position, len(lines)) if lines[place].end == row[2 + width].end) + 1
            )
        if rows > 1:
            return position, cells
    return 0, []


def _cell_row(folded: str, lines: list[Piece], position: int, width: int, with_unit: bool) -> dict[int, Piece] | None:
    """The cells by column of the row whose first cell is the line at `position`."""

    def said(place: int) -> str:
        return folded[lines[place].start : lines[place].end] if place < len(lines) else ""

    result: dict[int, Piece] = {}
    if _MARK_LINE.match(said(position)):
        result[0] = lines[position]
        position += 1
    start = position
    while _LETTER.search(said(position)) and not is_number(said(position)) and position - start < 4:
        position += 1
    names = position - start - with_unit
    if names < 1 or len(said(start)) > _LONGEST_NAME:
        return None
    if with_unit and unit_cell(said(position - 1)) is None:
        return None
    result[1] = Piece(lines[start].start, lines[start + names - 1].end)
    if with_unit:
        result[2] = lines[position - 1]
    for place in range(width):
        if not (is_number(said(position + place)) or (said(position + place) and is_blank(said(position + place)))):
            return None
        result[3 + place] = lines[position + place]
    return result
