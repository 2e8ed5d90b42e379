"""Flattened tables whose rows are lines: a mark, a name, a unit and the same number of bare values in each."""

import re
from collections.abc import Iterator
from functools import cache

from tonghop.catalog.headers import headers
from tonghop.core.document import Cell, Table
from tonghop.reading.numerals import NUMBER
from tonghop.reading.tables.cells import is_value, unit_of
from tonghop.reading.tables.columns import Kind
from tonghop.reading.tables.heads import column_at, fixed_kind, value_heads
from tonghop.reading.tables.lines import Lines, Piece

_VALUE = re.compile(rf"(?:[-+<>≤≥]?(?:{NUMBER.pattern})%?(?:[-–](?:{NUMBER.pattern})%?)?|[-x])$")
_MARK = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?(?= )|[-+•](?= )")
_VALUE_ENDS = "0123456789%x-"
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE_OR_STOP = re.compile(r"\d|[.;]$")
_LONGEST_LINE = 400
_LONGEST_NAME = 160
_LONGEST_VERDICT = 30
_HEADER_LINES = 6
_PAGE_BREAK_LINES = 3


def row_tables(lines: Lines) -> Iterator[Table]:
    """The tables of this form, in text order; two rows suffice under header words, three without.

    Rows of one value need header words and must be three.
    """
    values = [_values(lines.said(place), piece.start) for place, piece in enumerate(lines.pieces)]
    place = 0
    while place < len(lines):
        rows = _rows_from(place, lines, values)
        if rows:
            yield from _table(lines, values, rows)
        place = rows[-1] + 1 if rows else place + 1


def _values(line: str, start: int) -> list[Piece]:
    """The bare values at the end of a line that begins with a name; none where only one of several is a number.

    A number that a label makes part of the name (`Mức 3`, `Nhóm 1, 2`) is no value; a verdict behind them is left out.
    """
    if len(line) > _LONGEST_LINE:
        return []
    if line[-1:] not in _VALUE_ENDS:
        verdict = _verdict().search(line, max(0, len(line) - _LONGEST_VERDICT))
        if verdict is None:
            return []
        line = line[: verdict.start() + 1]
    end, values = len(line), []
    while end > 0 and _VALUE.match(word := line[line.rfind(" ", 0, end) + 1 : end]):
        values.append(Piece(start + end - len(word), start + end))
        end = len(line[: end - len(word)].rstrip())
    if end > _LONGEST_NAME or not _LETTER.search(line, 0, end):
        return []
    if values and (line[end - 1] == "," or _ends_in_label(line[:end])):
        values.pop()
    numbers = sum(is_value(line[piece.start - start : piece.end - start]) for piece in values)
    return values[::-1] if numbers > 1 or numbers == len(values) else []


@cache
def _verdict() -> re.Pattern[str]:
    return re.compile(rf"[{_VALUE_ENDS}] {headers().rows['verdict'].pattern}[.;]?$")


def _ends_in_label(name: str) -> bool:
    return any(match.end() == len(name) for match in headers().rows["label"].finditer(name))


def _rows_from(first: int, lines: Lines, values: list[list[Piece]]) -> list[int]:
    """The lines of the table that begins at `first`, over page breaks; empty where none does."""
    width = len(values[first])
    if not width or (width == 1 and not _heads_above(lines, first, values)):
        return []
    rows, place = [first], first + 1
    while place < len(lines):
        if lines.close(place) and (len(values[place]) == width or _leads_to_row(place, lines, values, width)):
            rows.append(place)
            place += 1
            continue
        after = range(place, min(place + _PAGE_BREAK_LINES, len(lines)))
        next_row = next((other for other in after if len(values[other]) == width), None)
        if next_row is None or _heads_above(lines, next_row, values):
            break
        rows.append(next_row)
        place = next_row + 1
    return rows


def _leads_to_row(place: int, lines: Lines, values: list[list[Piece]], width: int) -> bool:
    """Whether a line right above a row goes with it: a row with some of its values empty, or a short line without
    figures that opens a section."""
    if not lines.close(place + 1) or len(values[place + 1]) != width:
        return False
    if len(values[place]) > 1:
        return len(values[place]) < width <= 2 * len(values[place])
    if values[place]:
        return _MARK.match(lines.said(place)) is not None
    words = _MARK.sub("", lines.said(place), count=1)
    return len(words) <= _LONGEST_NAME and not _FIGURE_OR_STOP.search(words)


def _heads_above(lines: Lines, first: int, values: list[list[Piece]]) -> list[Piece]:
    """The header pieces in the lines above a row, as soon as they name exactly as many columns as it has values."""
    for place in range(first - 1, max(-1, first - 1 - _HEADER_LINES), -1):
        if len(values[place]) > 1 or not lines.close(place + 1) or lines.said(place).endswith((".", ";")):
            break
        heads = value_heads(lines.text, lines.pieces[place:first])
        if sum(fixed_kind(lines.text, piece) is None for piece in heads) == len(values[first]):
            return heads
    return []


def _table(lines: Lines, values: list[list[Piece]], rows: list[int]) -> Iterator[Table]:
    head = _heads_above(lines, rows[0], values)
    width = len(values[rows[0]])
    if len(rows) < (2 if head and width > 1 else 3):
        return
    kinds = [fixed_kind(lines.text, piece) for piece in head]
    cells = [Cell(0, column_at(place, kinds), piece.start, piece.end) for place, piece in enumerate(head)]
    for number, place in enumerate(rows, 1):
        line, stated = lines.pieces[place], values[place]
        name = Piece(line.start, stated[0].start if stated else line.end)
        named = _named(lines.text, name, with_unit=Kind.UNIT in kinds and bool(stated))
        cells += [Cell(number, column, piece.start, piece.end) for column, piece in named.items()]
        first = 3 if len(stated) == width else 4 + width
        cells += [Cell(number, column, piece.start, piece.end) for column, piece in enumerate(stated, first)]
    yield Table(tuple(cells))


def _named(folded: str, piece: Piece, *, with_unit: bool) -> dict[int, Piece]:
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
