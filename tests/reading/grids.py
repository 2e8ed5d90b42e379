"""Tables for tests: made of cells or of plain text, and read as the reader reads them."""

from dataclasses import dataclass, replace

from tonghop.core.document import Cell, Source, Table
from tonghop.core.figure import Figure
from tonghop.core.relation import Certainty, Statement
from tonghop.reading.shadow import shadow
from tonghop.reading.statements import Measure
from tonghop.reading.tables import Grid, find_tables, read_tables
from tonghop.reading.timing import Era

ERA = Era("2024-H1", "2024")
Content = str | tuple[str, int, int] | None


def ruled(lines: list[list[Content]], above: str = "") -> Source:
    """A source as the Word loader gives it: cells parted by tabs; a tuple is a merged cell (text, rows, columns)."""
    text = f"{above}\n\n" if above else ""
    cells = []
    for row, line in enumerate(lines):
        text += "\n" if row else ""
        for column, content in enumerate(line):
            text += "\t" if column else ""
            if content is not None:
                printed, rows, columns = (content, 1, 1) if isinstance(content, str) else content
                cells.append(Cell(row, column, len(text), len(text) + len(printed), rows, columns))
                text += printed
    return Source("bao-cao.docx", "", "", text, (Table(tuple(cells)),))


def plain(text: str) -> Source:
    return Source("bao-cao.txt", "", "text/plain", text)


@dataclass(frozen=True)
class Reading:
    """The tables of a source; ids of figures are the printed numbers, `#row,column` added."""

    source: Source
    grids: list[Grid]

    def at(self, place: str, grid: int = 0) -> Measure:
        starts = {cell: start for start, cell in self.grids[grid].cells.items()}
        return next(m for m in self.grids[grid].measures if m.token.start == starts[place])

    @property
    def measures(self) -> list[Measure]:
        return [measure for grid in self.grids for measure in grid.measures]

    @property
    def stated(self) -> dict[Statement, Certainty]:
        for grid in self.grids:
            for measure in grid.measures:
                start, end = measure.token.start, measure.token.end
                printed = self.source.text[start:end]
                identity = f"{printed}#{grid.cells[start]}"
                measure.figure = Figure(identity, start, end, printed, "", None, None, None, measure.role)
        return {statement: certainty for grid in self.grids for statement, certainty in grid.statements()}


def reading(source: Source, era: Era = ERA) -> Reading:
    folded = shadow(source.text)
    laid = replace(source, tables=find_tables(source, folded))
    return Reading(laid, read_tables(laid, folded, era))
