"""Forms as files: a workbook or a Word document whose tables are read as grids and whose cells are filled."""

import warnings
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any, Protocol
from zipfile import BadZipFile

import docx
import openpyxl
from docx.opc.exceptions import PackageNotFoundError
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from tonghop.core.errors import Refusal
from tonghop.drafting.superior.grid import Grid, Slot, slots
from tonghop.drafting.superior.worded import BLANK, unit_behind
from tonghop.reading.loaders.refusal import Refusal as Damaged
from tonghop.reading.loaders.zips import members, refuse_swollen
from tonghop.review.wording import Wording

_MOST_ROWS, _MOST_COLUMNS = 2000, 100
_FORMULA = "f"


class UnknownForm(Refusal):
    """A file that is no form; the sentence says why."""


class Form(Protocol):
    """A form that is open."""

    suffix: str

    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""

    def put(self, slot: Slot, number: Decimal) -> None:
        """Write a number into a cell."""

    def blank(self, slot: Slot) -> None:
        """Put dots in the place of the number of a cell that holds a number with its unit as text."""

    def blank_formulas(self) -> None:
        """Take away what is computed: its results are lost when the form is saved."""

    def content(self) -> bytes:
        """The file."""


def opened(content: bytes) -> Form:
    """The form in a file; raises UnknownForm for what is neither xlsx nor docx, or damaged."""
    try:
        names = members(content)
        if names:
            refuse_swollen(content)
        if "xl/workbook.xml" in names:
            return _Workbook(content)
        if "word/document.xml" in names:
            return _Document(content)
    except (Damaged, BadZipFile, PackageNotFoundError, InvalidFileException, KeyError, ValueError, SyntaxError):
        raise UnknownForm("Tệp biểu mẫu đã hỏng. Mở bằng Excel hoặc Word, lưu lại rồi thử lại.") from None
    raise UnknownForm(
        "Biểu mẫu phải là tệp Excel (.xlsx) hoặc Word (.docx); tệp này không phải, hoặc đã hỏng. "
        "Mở bằng Excel hoặc Word, lưu thành .xlsx hoặc .docx rồi thử lại."
    )


def slots_of(form: Form) -> tuple[Slot, ...]:
    """All cells of a form that are to be filled; raises UnknownForm where there are none."""
    found = tuple(slot for table, grid in enumerate(form.grids()) for slot in slots(grid, table))
    if not found:
        raise UnknownForm(
            "Không thấy ô trống nào cần điền. Biểu phải có bảng với cột “Chỉ tiêu” hoặc “Nội dung” và các ô trống."
        )
    return found


class _Workbook:
    suffix = ".xlsx"

    def __init__(self, content: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._book = openpyxl.load_workbook(BytesIO(content))
        self._sheets: list[Worksheet] = [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]

    def grids(self) -> tuple[Grid, ...]:
        return tuple(map(_sheet_grid, self._sheets))

    def put(self, slot: Slot, number: Decimal) -> None:
        self._cell(slot).value = _worded(number, slot) if slot.behind else number

    def blank(self, slot: Slot) -> None:
        self._cell(slot).value = BLANK + slot.behind

    def _cell(self, slot: Slot) -> Any:
        row, column = slot.at
        return self._sheets[slot.table].cell(row + 1, column + 1)

    def blank_formulas(self) -> None:
        for sheet in self._book.worksheets:
            for cell in sheet._cells.values():
                if cell.data_type == _FORMULA:
                    cell.value = None

    def content(self) -> bytes:
        self._book.calculation.fullCalcOnLoad = True
        return _saved(self._book)


def _sheet_grid(sheet: Worksheet) -> Grid:
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    texts = [["" for _ in range(columns)] for _ in range(rows)]
    for (row, column), cell in sheet._cells.items():
        if row <= rows and column <= columns and cell.value is not None:
            texts[row - 1][column - 1] = " ".join(str(cell.value).split())
    covered = set()
    for area in sheet.merged_cells.ranges:
        first = (area.min_row - 1, area.min_col - 1)
        for row, column in _inside(area, rows, columns):
            covered |= {(row, column)} - {first}
            texts[row][column] = texts[first[0]][first[1]]
    places = {
        (row, column): f"{sheet.title}!{get_column_letter(column + 1)}{row + 1}"
        for row in range(rows)
        for column in range(columns)
    }
    empty = frozenset(at for at in places if at not in covered and not texts[at[0]][at[1]])
    free = (at for at in places if at not in covered and at not in empty)
    worded = {at: behind for at in free if (behind := unit_behind(texts[at[0]][at[1]]))}
    return Grid(sheet.title, tuple(map(tuple, texts)), empty, places, worded)


def _inside(area: Any, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row - 1, min(area.max_row, rows)):
        for column in range(area.min_col - 1, min(area.max_col, columns)):
            yield row, column


class _Document:
    suffix = ".docx"

    def __init__(self, content: bytes) -> None:
        self._document: Any = docx.Document(BytesIO(content))
        self._cells = [_cells(table) for table in self._document.tables]

    def grids(self) -> tuple[Grid, ...]:
        return tuple(_table_grid(number, cells) for number, cells in enumerate(self._cells, 1))

    def put(self, slot: Slot, number: Decimal) -> None:
        self._write(slot, _worded(number, slot))

    def blank(self, slot: Slot) -> None:
        self._write(slot, BLANK + slot.behind)

    def _write(self, slot: Slot, text: str) -> None:
        row, column = slot.at
        first, *others = self._cells[slot.table][row][column].paragraphs
        run = first.runs[0] if first.runs else first.add_run()
        for other in (*first.runs[1:], *(each for paragraph in others for each in paragraph.runs)):
            other.text = ""
        run.text = text

    def blank_formulas(self) -> None:
        """Nothing is computed in a document."""

    def content(self) -> bytes:
        return _saved(self._document)


def _cells(table: Any) -> list[list[Any]]:
    return [list(row.cells)[:_MOST_COLUMNS] for row in table.rows[:_MOST_ROWS]]


def _table_grid(number: int, cells: list[list[Any]]) -> Grid:
    columns = max(map(len, cells), default=0)
    texts, empty, worded, seen = [], set(), {}, set()
    for row, found in enumerate(cells):
        line = [" ".join(cell.text.split()) for cell in found]
        texts.append((*line, *[""] * (columns - len(line))))
        for column, cell in enumerate(found):
            if cell._tc not in seen and not line[column]:
                empty.add((row, column))
            elif cell._tc not in seen and (behind := unit_behind(line[column])):
                worded[row, column] = behind
            seen.add(cell._tc)
    name = f"Bảng {number}"
    places = {
        (row, column): f"{name}, hàng {row + 1}, cột {column + 1}"
        for row in range(len(cells))
        for column in range(columns)
    }
    return Grid(name, tuple(texts), frozenset(empty), places, worded)


def _worded(number: Decimal, slot: Slot) -> str:
    """A number as text, with what stays behind it."""
    return Wording("vi").number(number) + slot.behind


def _saved(file: Any) -> bytes:
    content = BytesIO()
    file.save(content)
    return content.getvalue()
