"""Files for spreadsheets, as a spreadsheet takes them."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO

from openpyxl import load_workbook

_FORMULA = re.compile(r"[\t\r\n ]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,]*%?")


def running(content: bytes, kind: str) -> list[str]:
    """The cells of a file (csv, xlsx) that a spreadsheet would run."""
    return list(_formulas_of_text(content.decode("utf-8-sig")) if kind == "csv" else _formulas_of_book(content))


def _formulas_of_text(text: str) -> Iterator[str]:
    for mark in ",;":
        for line in csv.reader(StringIO(text), delimiter=mark):
            yield from (cell for cell in line if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell))


def _formulas_of_book(content: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(content)).worksheets:
        yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
