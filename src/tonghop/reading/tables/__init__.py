"""Tables: ruled ones as the loader gives them, and flattened ones found in plain text, read into measures.

`find_tables` tells which parts of the text are tables of figures, so that sentences leave them alone; `read_tables`
reads them once the era of the document is known; `with_tables` puts their tokens in place of the scan's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tonghop.core.document import Cell, Source, Table
from tonghop.core.relation import Certainty, Statement
from tonghop.reading import layout
from tonghop.reading.statements import Measure
from tonghop.reading.tables import relations
from tonghop.reading.tables.columns import era_of_text
from tonghop.reading.tables.flat import flat_tables
from tonghop.reading.tables.frame import frame_of
from tonghop.reading.tables.grid import Filled, Surroundings, fill
from tonghop.reading.timing import Era
from tonghop.reading.tokens import Token

__all__ = ["Grid", "find_tables", "read_tables", "spans_of", "with_tables"]

_ABOVE = 400
_OPENING = 1500
_NO_ERA = Era(None, None)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that has been read.

    `tokens` are all numbers in its cells (`places`), in text order, and stand in for those of the scan in `spans`, its
    rows; `measures` those that measure; `cells` tells for each token's start the cell it stands in (`Biểu 1!C5`, or
    `row,column`).
    """

    filled: Filled
    spans: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every number of the table."""
        return self.filled.tokens

    @property
    def measures(self) -> list[Measure]:
        """The measures of the table in text order."""
        measures = [*self.filled.measures.values(), *self.filled.worded]
        return sorted(measures, key=lambda measure: measure.token.start)

    @property
    def cells(self) -> Mapping[int, str]:
        """Start of a token → reference of its cell."""
        return self.filled.references

    def statements(self) -> Iterator[tuple[Statement, Certainty]]:
        """What the table states; to be asked once every measure has its figure."""
        return relations.statements(self.filled)


def find_tables(source: Source, folded: str) -> tuple[Table, ...]:
    """The tables of figures of a source, in text order: ruled ones, and those that plain text has flattened."""
    ruled = [table for table in source.tables if frame_of(table, source.text, folded, _NO_ERA)]
    taken = [span for table in source.tables for span in spans_of(table)]
    return tuple(sorted([*ruled, *flat_tables(source.text, folded, taken)], key=lambda table: spans_of(table)[0]))


def spans_of(table: Table) -> tuple[tuple[int, int], ...]:
    """The pieces of text that the rows of a table take up."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return tuple((min(c.start for c in cells), max(c.end for c in cells)) for _, cells in sorted(rows.items()))


def read_tables(source: Source, folded: str, era: Era) -> list[Grid]:
    """The tables of `source`, as `find_tables` gives them, read into measures."""
    if not source.tables:
        return []
    era = era if era.year else era_of_text(folded[:_OPENING])
    rows = [paragraph for paragraph in layout.paragraphs(source, folded) if paragraph.kind is layout.Kind.ROW]
    headings = {paragraph.end: paragraph.headings for paragraph in rows}
    ends = [paragraph.end for paragraph in rows]
    result = []
    for table in source.tables:
        spans = spans_of(table)
        start = spans[0][0]
        above = folded[max(0, start - _ABOVE) : start].rstrip()
        around = Surroundings(source.text, folded, era, headings[ends[bisect_right(ends, start)]], above)
        if filled := fill(table, around):
            result.append(Grid(filled, spans, tuple(sorted((cell.start, cell.end) for cell in table.cells))))
    return result


def with_tables(tokens: Sequence[Token], grids: Sequence[Grid]) -> list[Token]:
    """The tokens of a scan, those of the tables put in place of what the scan took their cells for.

    What stands between the cells of a row, such as a number in a header that belongs to no column, stays.
    """
    if not grids:
        return list(tokens)
    own = sorted((token for grid in grids for token in grid.tokens), key=lambda token: token.start)
    rows = _Stretches(span for grid in grids for span in grid.spans)
    cells = _Stretches(place for grid in grids for place in grid.places)
    numbers = _Stretches((token.start, token.end) for token in own)
    kept = (
        token
        for token in tokens
        if not rows.hold(token.start) or not (cells.hold(token.start) or numbers.meet(token.start, token.end))
    )
    return sorted([*kept, *own], key=lambda token: token.start)


class _Stretches:
    """Stretches of text that do not overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]

    def hold(self, offset: int) -> bool:
        """Whether one of them holds an offset."""
        return self.meet(offset, offset + 1)

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has an offset in common with another stretch."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and start < self._stretches[place][1]
