"""A table for people as a workbook: numbers that are numbers, dates that are dates, and text that stays text."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import TextIOWrapper
from itertools import chain
from typing import IO, Any

from tonghop.core.formulas import inert

Content = str | Decimal | Fraction | date | None
"""A text, a number, a part of one that is shown as a percentage, a day, or nothing."""

_VIETNAMESE = "[$-42A]"
_DAY, _PERCENT, _TEXT = f"{_VIETNAMESE}dd/mm/yyyy", f"{_VIETNAMESE}#,##0.0%", "@"
_DIGITS, _PLACES = 15, 3
_WIDEST = 44
_FITS = 16
"""How many columns are still to be read where all of them are printed on one page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name, what is to be known of it, the headings of its columns, its rows, a line above all."""

    name: str
    notes: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[Sequence[Content]]
    above: str = ""

    @property
    def top(self) -> list[Sequence[Content]]:
        """What stands before the rows of a file: the line above, if there is one, and the headings."""
        return [[self.above], self.headings] if self.above else [self.headings]


def write_table(table: Table, file: IO[bytes]) -> None:
    """Write a workbook: the table with its header frozen and ready to be filtered, and a sheet of the notes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as Range
    from openpyxl.worksheet.table import TableStyleInfo

    book = Workbook()
    page: Any = book.active
    page.title = table.name[:31]
    _fill(page, [table.headings, *table.rows])
    page.freeze_panes = "C2"
    for number, cells in enumerate(page.iter_cols(), 1):
        longest = max((len(str(cell.value)) for cell in cells if isinstance(cell.value, str)), default=0)
        page.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 12), _WIDEST)
    for cell in page[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    if table.rows:
        range_ = Range(displayName="BangSoLieu", ref=page.dimensions)
        range_.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
        page.add_table(range_)
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = len(table.headings) <= _FITS
    page.print_title_rows = "1:1"
    _fill(book.create_sheet("Ghi chú"), [[note] for note in table.notes])
    book.save(file)


def write_rows(table: Table, rows: Iterable[Sequence[Content]], file: IO[bytes]) -> None:
    """Write a workbook of a table and more `rows`, one after the other in the memory of one."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    page: Any = book.create_sheet(table.name[:31])
    page.freeze_panes = f"A{len(table.top) + 1}"
    for number, row in enumerate(chain(table.top, table.rows, rows), 1):
        cells = [WriteOnlyCell(page) for _ in row]
        for cell, content in zip(cells, row, strict=True):
            _write(cell, content)
            if number == len(table.top):
                cell.font = Font(bold=True)
        page.append(cells)
    notes: Any = book.create_sheet("Ghi chú")
    for note in table.notes:
        cell = WriteOnlyCell(notes)
        _write(cell, note)
        notes.append([cell])
    book.save(file)


def write_lines(table: Table, rows: Iterable[Sequence[Content]], file: IO[bytes]) -> None:
    """Write a table and more `rows` as CSV, parted by semicolons; what a spreadsheet would run stays text."""
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    for row in chain(table.top, table.rows, rows):
        writer.writerow([inert(content) if isinstance(content, str) else in_words(content, typed) for content in row])
    text.detach()


def in_words(content: Content, number: Callable[[Decimal], str]) -> str:
    """A cell as a text: nothing, a day, a number as `number` writes it, or words."""
    match content:
        case None:
            return ""
        case date():
            return f"{content:%d/%m/%Y}"
        case Decimal():
            return number(content)
    return str(content)


def typed(number: Decimal) -> str:
    """A number as people type it: a decimal comma, thousands not parted."""
    return f"{number:f}".replace(".", ",")


def _fill(page: Any, rows: Iterable[Sequence[Content]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, content in enumerate(row, 1):
            if content is not None:
                _write(page.cell(number, column), content)


def _write(cell: Any, content: Content) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    match content:
        case str():
            cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", content)
            cell.data_type, cell.number_format, cell.quotePrefix = "s", _TEXT, True
        case Fraction():
            cell.value, cell.number_format = _decimal(content), _PERCENT
        case Decimal():
            cell.value, cell.number_format = content, _format(content)
        case date():
            cell.value, cell.number_format = content, _DAY


def _decimal(part: Fraction) -> Decimal:
    """A fraction to as many digits as a workbook keeps."""
    return Decimal(round(part * 10**_DIGITS)).scaleb(-_DIGITS)


def _format(number: Decimal) -> str:
    exponent = number.normalize().as_tuple().exponent
    places = min(max(-exponent, 0), _PLACES) if isinstance(exponent, int) else 0
    return f"{_VIETNAMESE}#,##0" + ("." + "0" * places if places else "")
