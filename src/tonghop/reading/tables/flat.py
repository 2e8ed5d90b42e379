"""Tables that have lost their rules: rows on lines of plain text, or cells on lines of their own.

What is found is given as a `Table` with cells over the text, so that ruled and flattened tables are read alike.
"""

from collections.abc import Iterator, Sequence

from tonghop.core.document import Cell, Table
from tonghop.reading.tables.cells import is_number
from tonghop.reading.tables.flat_cells import cell_tables
from tonghop.reading.tables.flat_rows import row_tables
from tonghop.reading.tables.lines import Lines, Piece, lines_of, trimmed

_MARKS = "\t|"
_FEWEST_ROWS = 3
_FEWEST_MARKS = 2
_FEWEST_NUMBERS = 4


def flat_tables(text: str, folded: str, taken: Sequence[tuple[int, int]]) -> list[Table]:
    """The flattened tables outside the spans already taken, in text order."""
    marked = any(mark in text and text.count(mark) >= _FEWEST_ROWS * _FEWEST_MARKS for mark in _MARKS)
    split = list(_split_tables(lines_of(text).outside(taken))) if marked else []
    lines = lines_of(folded).outside([*taken, *_spans(split)])
    rows = list(row_tables(lines))
    cells = cell_tables(lines.outside(_spans(rows)))
    return sorted([*split, *rows, *cells], key=lambda table: table.cells[0].start)


def _spans(tables: Sequence[Table]) -> list[tuple[int, int]]:
    return [(min(c.start for c in table.cells), max(c.end for c in table.cells)) for table in tables]


def _split_tables(lines: Lines) -> Iterator[Table]:
    """Lines whose cells are parted by tabs or upright strokes."""
    for mark in _MARKS:
        if mark not in lines.text:
            continue
        run: list[Piece] = []
        for place, piece in enumerate(lines.pieces):
            split = lines.text.count(mark, piece.start, piece.end) >= _FEWEST_MARKS
            if not split or not lines.close(place):
                yield from _split_table(lines.text, run, mark)
                run = []
            if split:
                run.append(piece)
        yield from _split_table(lines.text, run, mark)


def _split_table(text: str, run: list[Piece], mark: str) -> Iterator[Table]:
    cells: list[Cell] = []
    for row, line in enumerate(run):
        start = text.rfind("\n", 0, line.start) + 1 if mark == "\t" else line.start
        for column, printed in enumerate(text[start : line.end].split(mark)):
            piece = trimmed(text, start, start + len(printed))
            if printed.strip(" \t:-+"):
                cells.append(Cell(row, column, piece.start, piece.end))
            start += len(printed) + 1
    numbers = sum(is_number(text[cell.start : cell.end].lower()) for cell in cells)
    if len(run) >= _FEWEST_ROWS and numbers >= _FEWEST_NUMBERS:
        yield Table(tuple(cells))
