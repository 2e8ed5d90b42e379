"""A sheet of any spreadsheet program: from the cells that show something to paragraphs around one table."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tonghop.reading.loaders.assembly import Block, Grid, GridCell, Paragraph, Piece
from tonghop.reading.loaders.legacy import LegacyFont


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that shows something: its place in the sheet and how far it is merged.

    `reference` is the place as the officer knows it (`Biểu 1!C5`).
    """

    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    font: LegacyFont | None
    reference: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in its font."""
        return (Piece(self.text, font=self.font),)


def sheet_blocks(title: str, shown: Iterable[Shown]) -> Iterator[Block]:
    """The lines above and below the table of a sheet as paragraphs, the table itself as a grid."""
    cells = sorted(shown, key=lambda cell: (cell.row, cell.column))
    rows: dict[int, list[Shown]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    widest = max(map(len, rows.values()), default=0)
    tabular = [row for row, row_cells in rows.items() if len(row_cells) >= min(3, max(2, widest))]
    first, last = (tabular[0], _last_row(rows, tabular)) if tabular else (0, -1)
    yield from (Paragraph(cell.pieces) for cell in cells if cell.row < first or not tabular)
    if tabular:
        yield _grid([cell for cell in cells if first <= cell.row <= last], title)
        yield from (Paragraph(cell.pieces) for cell in cells if cell.row > last)


def _last_row(rows: dict[int, list[Shown]], tabular: list[int]) -> int:
    """The last row of the table: signatures and remarks below it show one cell a row."""
    return max(row for row, cells in rows.items() if row <= tabular[-1] or len(cells) > 1)


def _grid(cells: list[Shown], name: str) -> Grid:
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})

    def placed(cell: Shown) -> GridCell:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        height = bisect_left(rows, cell.last_row + 1) - row
        width = bisect_left(columns, cell.last_column + 1) - column
        return GridCell(row, column, cell.pieces, height, width, cell.reference)

    return Grid(tuple(placed(cell) for cell in cells), name)
