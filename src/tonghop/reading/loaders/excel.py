"""Spreadsheets (xlsx): what each visible sheet shows, numbers as their formats show them."""

import datetime
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tonghop.reading.loaders.assembly import Block, Content, Grid, GridCell, Paragraph, Piece, assemble
from tonghop.reading.loaders.excel_parts import uncomputed_formulas
from tonghop.reading.loaders.legacy import LegacyFont, font_of
from tonghop.reading.loaders.number_format import shown_date, shown_number
from tonghop.reading.loaders.refusal import UNCOMPUTED, Refusal


@dataclass(frozen=True, slots=True)
class _Shown:
    """A cell that shows something: its place in the sheet and how far it is merged."""

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


def read(data: bytes) -> Content:
    """Each visible sheet: the lines above and below its table as paragraphs, the table itself as a grid.

    Raises Refusal where a visible formula has no value: leaving its cell out would leave a figure out.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        uncomputed = uncomputed_formulas(data)
        workbook = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return assemble(
        block
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
        for block in _blocks(sheet, uncomputed.get(sheet.title, frozenset()))
    )


def _blocks(sheet: Worksheet, uncomputed: frozenset[str]) -> Iterator[Block]:
    cells = sorted(_shown(sheet, uncomputed), key=lambda cell: (cell.row, cell.column))
    rows: dict[int, list[_Shown]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    widest = max(map(len, rows.values()), default=0)
    tabular = [row for row, row_cells in rows.items() if len(row_cells) >= min(3, max(2, widest))]
    first, last = (tabular[0], _last_row(rows, tabular)) if tabular else (0, -1)
    yield from (Paragraph(cell.pieces) for cell in cells if cell.row < first or not tabular)
    if tabular:
        yield _grid([cell for cell in cells if first <= cell.row <= last], sheet.title)
        yield from (Paragraph(cell.pieces) for cell in cells if cell.row > last)


def _last_row(rows: dict[int, list[_Shown]], tabular: list[int]) -> int:
    """The last row of the table: signatures and remarks below it show one cell a row."""
    return max(row for row, cells in rows.items() if row <= tabular[-1] or len(cells) > 1)


def _grid(cells: list[_Shown], name: str) -> Grid:
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})

    def placed(cell: _Shown) -> GridCell:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        height = bisect_left(rows, cell.last_row + 1) - row
        width = bisect_left(columns, cell.last_column + 1) - column
        return GridCell(row, column, cell.pieces, height, width, cell.reference)

    return Grid(tuple(placed(cell) for cell in cells), name)


def _shown(sheet: Worksheet, uncomputed: frozenset[str]) -> Iterator[_Shown]:
    """Visible cells with text. Cells are taken as stored: walking the sheet's extent could take forever."""
    hidden_columns = _hidden_columns(sheet)
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for (row, column), cell in sheet._cells.items():
        if sheet.row_dimensions[row].hidden or column in hidden_columns:
            continue
        if cell.coordinate in uncomputed:
            raise Refusal(UNCOMPUTED, f"{sheet.title}!{cell.coordinate}")
        if text := _text(cell):
            area = merged.get((row, column))
            last_row, last_column = (area.max_row, area.max_col) if area else (row, column)
            yield _Shown(
                row,
                column,
                last_row,
                last_column,
                text,
                font_of(cell.font.name or ""),
                f"{sheet.title}!{cell.coordinate}",
            )


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            dimension.reindex()
            hidden.update(range(dimension.min or 1, (dimension.max or 0) + 1))
    return frozenset(hidden)


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return shown_date(value, cell.number_format)
    return str(value).strip()
