"""The frame of a table: which rows are its header, what its columns hold, and its rows with marks, names and units."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tonghop.core.document import Cell, Table
from tonghop.reading.lexicon import Unit
from tonghop.reading.tables.cells import is_blank, is_number, is_year, unit_cell, unit_in_brackets, unit_of
from tonghop.reading.tables.columns import Column, Kind, column_of, kind_of
from tonghop.reading.timing import Era

_SEARCHED_FOR_HEADER = 15
_COLUMN_MARK = re.compile(r"\(?(?:\d{1,2}|[a-hđ])\)?$|\(?\d{1,2}\)? ?=[ \d()/*x+:%-]+$")
_MARK = re.compile(r"(?P<mark>[A-HĐ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-hđ]|[-+•*])[.)/]*$")
_MARK_IN_NAME = re.compile(
    r"\s*(?P<mark>(?:[A-HĐ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-hđ])(?=[.)/])|[-+•*](?=\s?\w)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s))[.)/]*\s*"
)
_DITTO = frozenset({'"', "''", "nt", "-nt-", "như trên", "〃"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header: its outline mark as printed, its name without the mark, unit and cells by column."""

    index: int
    cells: Mapping[int, Cell]
    mark: str = ""
    name: str = ""
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A table understood so far: `above` are the rows before the header and the header itself."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    above: tuple[Cell, ...]
    title: str


def frame_of(table: Table, text: str, folded: str, era: Era) -> Frame | None:
    """The frame of a table, or None where it has no row of numbers under a header."""

    def read(cell: Cell) -> str:
        return folded[cell.start : cell.end].strip()

    lines: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in table.cells:
        lines[cell.row][cell.column] = cell
    order = sorted(lines)
    first, end = _header(lines, order, read, era)
    body = [lines[number] for number in order[end:]]
    if not any(is_number(read(cell)) for line in body for cell in line.values()):
        return None
    above = [cell for number in order[:end] for cell in lines[number].values()]
    width = max(cell.column + cell.columns for cell in table.cells)
    heads = [_head(lines, order[first:end], column, read) for column in range(width)]
    columns = _settle([column_of(index, head, era) for index, head in enumerate(heads)], body, read)
    title = "\n".join(read(cell) for number in order[:first] for cell in lines[number].values())
    rows = tuple(_rows(columns, dict(zip(order[end:], body, strict=True)), text, read))
    return Frame(tuple(columns), rows, tuple(above), title)


def _header(
    lines: Mapping[int, Mapping[int, Cell]], order: list[int], read: Callable[[Cell], str], era: Era
) -> tuple[int, int]:
    """(first, end) of the header rows, as places in `order`; equal where there is no header."""
    first = next(
        (
            place
            for place, number in enumerate(order[:_SEARCHED_FOR_HEADER])
            if _names_columns(lines[number], read, era)
        ),
        0,
    )
    end = first
    covered = leftmost = -1
    while end < len(order):
        line = lines[order[end]]
        said = {column: read(cell) for column, cell in line.items() if not is_blank(read(cell))}
        numbers = [word for word in said.values() if is_number(word) and not is_year(word)]
        marks = len(said) > 1 and all(_COLUMN_MARK.match(word) for word in said.values())
        leftmost = min(said, default=0) if end == first else leftmost
        goes_on = end == first or order[end] <= covered or (len(said) > 1 and min(said) > leftmost)
        if not marks and (numbers or not goes_on):
            break
        covered = max([covered, *(cell.row + cell.rows - 1 for cell in line.values())])
        end += 1
    return first, end


def _names_columns(line: Mapping[int, Cell], read: Callable[[Cell], str], era: Era) -> bool:
    kinds = [kind_of(read(cell), era) for cell in line.values() if read(cell) and not is_number(read(cell))]
    return sum(kind is not Kind.PLAIN for kind in kinds) > 1


def _head(lines: Mapping[int, Mapping[int, Cell]], header: list[int], column: int, read: Callable[[Cell], str]) -> str:
    words: dict[str, None] = {}
    for number in header:
        for cell in lines[number].values():
            if cell.column <= column < cell.column + cell.columns and not _COLUMN_MARK.match(read(cell)):
                words[" ".join(read(cell).split())] = None
    return " ".join(word for word in words if word)


def _settle(columns: list[Column], body: list[dict[int, Cell]], read: Callable[[Cell], str]) -> list[Column]:
    """Let the cells below decide what the header leaves open: where the names stand, whether `đơn vị` is a unit."""
    said = {
        column.index: [
            read(line[column.index]) for line in body if column.index in line and not is_blank(read(line[column.index]))
        ]
        for column in columns
    }

    def numbers(index: int) -> int:
        return sum(map(is_number, said[index]))

    result = []
    for column in columns:
        kind = column.kind
        if kind is Kind.UNIT and sum(unit_of(word) is not None for word in said[column.index]) * 2 < len(
            said[column.index]
        ):
            kind = Kind.NAME
        elif kind.holds_values and not numbers(column.index):
            kind = Kind.NOTE
        elif not kind.holds_values and kind is not Kind.ORDINAL and numbers(column.index) * 2 > len(said[column.index]):
            kind = Kind.PLAIN
        if kind is Kind.PLAIN and all(word.endswith("%") for word in said[column.index] if is_number(word)):
            kind = Kind.RATIO
        result.append(replace(column, kind=kind))
    if not any(column.kind is Kind.NAME for column in result):
        texts = [
            column for column in result if said[column.index] and numbers(column.index) * 2 < len(said[column.index])
        ]
        named = next(
            (c for c in texts if c.kind in (Kind.NOTE, Kind.PLAIN) and any(len(word) > 3 for word in said[c.index])),
            None,
        )
        if named:
            result[named.index] = replace(named, kind=Kind.NAME)
            for column in result[: named.index]:
                result[column.index] = replace(column, kind=Kind.ORDINAL)
    return result


def _rows(
    columns: list[Column], body: Mapping[int, Mapping[int, Cell]], text: str, read: Callable[[Cell], str]
) -> Iterator[Row]:
    at = {
        kind: next((column.index for column in columns if column.kind is kind), None)
        for kind in (Kind.ORDINAL, Kind.NAME, Kind.UNIT)
    }
    unit: Unit | None = None
    for index, line in body.items():
        ordinal, named, measured = (
            line.get(place) if place is not None else None for place in (at[Kind.ORDINAL], at[Kind.NAME], at[Kind.UNIT])
        )
        mark, name = _mark_and_name(ordinal, named or ordinal, text)
        if measured and read(measured):
            unit = unit if read(measured) in _DITTO else unit_cell(read(measured))
        yield Row(index, line, mark, name, unit_in_brackets(name.lower()) or unit)


def _mark_and_name(ordinal: Cell | None, named: Cell | None, text: str) -> tuple[str, str]:
    mark = _MARK.match(text[ordinal.start : ordinal.end].strip()) if ordinal else None
    name = " ".join(text[named.start : named.end].split()) if named else ""
    if mark:
        return mark["mark"], name
    inside = _MARK_IN_NAME.match(name)
    return (inside["mark"], name[inside.end() :]) if inside else ("", name)
