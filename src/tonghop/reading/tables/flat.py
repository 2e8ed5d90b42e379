"""Tables that have lost their rules: rows on lines of plain text, or cells on lines of their own.

What is found is given as a `Table` with cells over the text, so that ruled and flattened tables are read alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonghop.catalog.headers import headers
from tonghop.core.document import Cell, Table
from tonghop.reading.numerals import NUMBER
from tonghop.reading.tables.cells import is_number, unit_cell, unit_of
from tonghop.reading.tables.columns import Kind, kind_of
from tonghop.reading.timing import Era

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_VALUE = rf"(?:[-+]?(?:{NUMBER.pattern}) ?%?|-|x)"
_ROW = re.compile(rf" *(?P<name>\S.*?[^\W\d_][^\n]*?) +(?P<values>{_VALUE}(?: +{_VALUE})+) *$")
_VALUES = re.compile(rf"(?<!\S){_VALUE}(?!\S)")
_LEADING_MARK = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]?(?= )|[-+•](?= )")
_MARK_LINE = re.compile(r"(?:[a-hđ]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]?$")
_ORDINAL_LINE = re.compile(r"\d{1,2}$")
_HEADER_LINES = 24
_SHORT = 90


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text."""

    start: int
    end: int


def flat_tables(folded: str, taken: Sequence[tuple[int, int]]) -> list[Table]:
    """The flattened tables of a text outside the spans already taken, in text order."""
    lines = [Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(folded)]
    free = [line for line in lines if not any(start <= line.start < end for start, end in taken)]
    return [*_split_tables(folded, free), *_row_tables(folded, free), *_cell_tables(folded, free)]
