"""Spreadsheets from before 2007 (xls): what each visible sheet shows, numbers as their formats show them."""

from collections.abc import Iterator
from io import StringIO

import xlrd
from openpyxl.utils.cell import get_column_letter
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from tonghop.reading.loaders.assembly import Content, assemble
from tonghop.reading.loaders.legacy import font_of
from tonghop.reading.loaders.number_format import SHORT_DATE, shown_date, shown_number
from tonghop.reading.loaders.sheets import Shown, sheet_blocks

_VISIBLE = 0
_SHORT_DATE_KEY = 14


def read(data: bytes) -> Content:
    """Each visible sheet: the lines above and below its table as paragraphs, the table itself as a grid."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
    visible = [sheet for sheet in book.sheets() if sheet.visibility == _VISIBLE]
    return assemble(block for sheet in visible for block in sheet_blocks(sheet.name, _shown(book, sheet)))


def _shown(book: Book, sheet: Sheet) -> Iterator[Shown]:
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    merged = {(top, left): (bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)) if row not in hidden_rows else ():
            cell = sheet.cell(row, column)
            if column in hidden_columns or not (text := _text(book, cell)):
                continue
            last_row, last_column = merged.get((row, column), (row, column))
            font = font_of(book.font_list[book.xf_list[cell.xf_index].font_index].name)
            reference = f"{sheet.name}!{get_column_letter(column + 1)}{row + 1}"
            yield Shown(row, column, last_row, last_column, text, font, reference)


def _text(book: Book, cell: Cell) -> str:
    value, key = cell.value, book.xf_list[cell.xf_index].format_key
    number_format = book.format_map[key].format_str
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown_number(value, number_format)
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(value, book.datemode)
        return shown_date(
            moment if value >= 1 else moment.time(), SHORT_DATE if key == _SHORT_DATE_KEY else number_format
        )
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code[value])
    return str(value).strip()
