"""OpenDocument spreadsheets (ods): what each visible sheet shows, numbers written the Vietnamese way."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from openpyxl.utils.cell import get_column_letter

from tonghop.reading.loaders.assembly import LARGEST_GRID, Content, assemble
from tonghop.reading.loaders.number_format import SHORT_DATE, shown_date
from tonghop.reading.loaders.opendocument.package import OFFICE, TABLE, TEXT, repeated, roots, spanned
from tonghop.reading.loaders.opendocument.styles import Styles
from tonghop.reading.loaders.refusal import TOO_LARGE, UNCOMPUTED, Refusal
from tonghop.reading.loaders.sheets import Shown, sheet_blocks

_NUMBER = re.compile(r"\d(?:[\d.,' \u00a0\u202f]*\d)?")
_HALF = Decimal("0.51")  # of the last digit shown, and a little for the rounding of the program itself
_GROUPS = frozenset(
    f"{TABLE}{tag}s" for tag in ("table-header-row", "table-row", "table-header-column", "table-column")
)
_NUMERIC = ("float", "percentage", "currency")


def read(data: bytes) -> Content:
    """Each visible sheet: the lines above and below its table as paragraphs, the table itself as a grid.

    Raises Refusal where a visible formula has no value.
    """
    content, common = roots(data)
    styles = Styles(content, common)
    tables = content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    visible = [table for table in tables if not styles.is_hidden_table(table.get(f"{TABLE}style-name"))]
    return assemble(block for table in visible for block in sheet_blocks(_title(table), _Sheet(table, styles).shown()))


def _title(table: etree._Element) -> str:
    return table.get(f"{TABLE}name", "")


@dataclass(slots=True)
class _Sheet:
    """One sheet, read cell by cell; what is repeated without showing anything is passed over at once."""

    table: etree._Element
    styles: Styles
    count: int = 0

    def shown(self) -> Iterator[Shown]:
        """Its visible cells that show something."""
        hidden, usual = self._columns()
        row = 0
        for line in _parts(self.table, "table-row"):
            times = repeated(line, "rows")
            if line.get(f"{TABLE}visibility", "visible") == "visible":
                cells = list(self._cells(line, row, hidden, usual))
                for below in range(times if cells else 0):
                    yield from (_lower(cell, below, self._reference(cell.row + below, cell.column)) for cell in cells)
                    self._counted(len(cells))
            row += times

    def _columns(self) -> tuple[list[range], list[tuple[range, str | None]]]:
        """Which columns are hidden, and the usual style of the cells of each."""
        hidden, usual, column = list[range](), list[tuple[range, str | None]](), 0
        for element in _parts(self.table, "table-column"):
            columns = range(column, column + repeated(element, "columns"))
            usual.append((columns, element.get(f"{TABLE}default-cell-style-name")))
            if element.get(f"{TABLE}visibility", "visible") != "visible":
                hidden.append(columns)
            column = columns.stop
        return hidden, usual

    def _cells(
        self, line: etree._Element, row: int, hidden: list[range], usual: list[tuple[range, str | None]]
    ) -> Iterator[Shown]:
        column = 0
        for element in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            times = repeated(element, "columns")
            seen = range(column, column + times) if element.tag == f"{TABLE}table-cell" else range(0)
            text = _text(element, self._reference(row, column)) if seen else ""
            self._counted(len(seen) if text else 0)
            for place in seen if text else ():
                if not any(place in columns for columns in hidden):
                    yield self._cell(element, row, place, text, usual)
            column += times

    def _cell(
        self, element: etree._Element, row: int, column: int, text: str, usual: list[tuple[range, str | None]]
    ) -> Shown:
        styles = (style for columns, style in usual if column in columns)
        font = self.styles.font("table-cell", element.get(f"{TABLE}style-name") or next(styles, None))
        last_row, last_column = row + spanned(element, "rows") - 1, column + spanned(element, "columns") - 1
        reference = self._reference(row, column)
        return Shown(row, column, last_row, last_column, text, self.styles.legacy(font), reference)

    def _reference(self, row: int, column: int) -> str:
        return f"{_title(self.table)}!{get_column_letter(column % 18278 + 1)}{row + 1}"

    def _counted(self, cells: int) -> None:
        self.count += cells
        if self.count > LARGEST_GRID:
            raise Refusal(TOO_LARGE)


def _lower(cell: Shown, rows: int, reference: str) -> Shown:
    return Shown(cell.row + rows, cell.column, cell.last_row + rows, cell.last_column, cell.text, cell.font, reference)


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or columns of a table, those in groups and headers too."""
    for child in parent:
        if child.tag == f"{TABLE}{tag}":
            yield child
        elif child.tag in _GROUPS or child.tag == f"{TABLE}{tag}-group":
            yield from _parts(child, tag)


def _text(cell: etree._Element, reference: str) -> str:
    paragraphs = ("".join(_visible(paragraph)) for paragraph in cell.iterchildren(f"{TEXT}p"))
    text, kind = " ".join(paragraphs).strip(), cell.get(f"{OFFICE}value-type")
    if cell.get(f"{TABLE}formula") and kind is None and not text:
        raise Refusal(UNCOMPUTED, reference)
    if kind in _NUMERIC:
        return localised(text, Decimal(cell.get(f"{OFFICE}value", "0")) * (100 if kind == "percentage" else 1))
    if kind == "date" and not any(letter.isalpha() for letter in text) and ":" not in text:
        return shown_date(datetime.date.fromisoformat(cell.get(f"{OFFICE}date-value", "")[:10]), SHORT_DATE)
    return text


def _visible(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c", "1")), 1000)
        elif child.tag != f"{OFFICE}annotation":
            yield from _visible(child)
        yield child.tail or ""


def localised(text: str, value: Decimal) -> str:
    """The text that shows a value, its separators those of Vietnamese whatever the program's were.

    Which separator is that of the decimals is told by the value. A text that shows something else stays.
    """
    found = _NUMBER.search(text)
    if not found:
        return text
    parts = re.split(r"\D", found[0])
    digits = "".join(parts)
    for decimals in (0, len(parts[-1])) if len(parts) > 1 else (0,):
        if abs(abs(value).scaleb(decimals) - int(digits)) <= _HALF:
            return text[: found.start()] + _written(digits, decimals, parts) + text[found.end() :]
    return text


def _written(digits: str, decimals: int, parts: list[str]) -> str:
    whole = digits[: len(digits) - decimals]
    if len(parts) > (2 if decimals else 1):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ".", whole)
    return f"{whole},{digits[-decimals:]}" if decimals else whole
