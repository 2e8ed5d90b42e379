"""Spreadsheets (xlsx): what each visible sheet shows, numbers as their formats show them."""

import datetime
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tonghop.reading.loaders.assembly import Content, assemble
from tonghop.reading.loaders.excel_parts import uncomputed_formulas
from tonghop.reading.loaders.legacy import font_of
from tonghop.reading.loaders.number_format import shown_date, shown_number
from tonghop.reading.loaders.refusal import UNCOMPUTED, Refusal
from tonghop.reading.loaders.sheets import Shown, sheet_blocks


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
        for block in sheet_blocks(sheet.title, _shown(sheet, uncomputed.get(sheet.title, frozenset())))
    )


def _shown(sheet: Worksheet, uncomputed: frozenset[str]) -> Iterator[Shown]:
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
            reference = f"{sheet.title}!{cell.coordinate}"
            yield Shown(row, column, last_row, last_column, text, font_of(cell.font.name or ""), reference)


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
