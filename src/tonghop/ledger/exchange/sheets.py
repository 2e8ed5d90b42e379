"""The rows of a file of figures, whatever its format: one after the other, in bounded memory."""

import csv
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from io import StringIO
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from tonghop.core.formulas import restored
from tonghop.core.numbers import BOTH, Form, forms_of
from tonghop.ledger.exchange.errors import UnknownFormat, WrongTemplate
from tonghop.ledger.exchange.words import Column, form_words, headings, key, required, titles

Content = str | Decimal | date
"""What a cell holds: text, a number that the file itself stores as one, or a date."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A cell with a formula whose result the file does not hold, by its name (`G7`)."""

    place: str

    def __str__(self) -> str:
        return ""


Cells = Sequence[Content | Unresolved]

_BROKEN = (BadZipFile, LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, zlib.error, csv.Error)
"""What the libraries raise over files that only look like workbooks or tables."""
_SEARCHED = 30
_LONGEST = 10_000
_SHEET = re.compile(r"/?xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PIECE, _TAG = 1 << 20, 32


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table: the key of its form, what its signs mean, and the declared form of its numbers."""

    form: str = ""
    notes: tuple[str, ...] = ()
    numbers: Form = BOTH


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of figures: its heading and its rows, numbered as the file shows them."""

    heading: Heading
    rows: Iterator[tuple[int, Mapping[Column, Content]]]


def sheet(path: Path) -> Sheet:
    """The table of a file; raises UnknownFormat, or WrongTemplate where it has no table of figures."""
    suffix = path.suffix.lower()
    if suffix != ".json" and suffix not in _LINES:
        raise UnknownFormat(path.name)
    with _told(path.name):
        return _json_sheet(path) if suffix == ".json" else _found(path.name, _readable(path, _LINES[suffix]))


def lines(path: Path, known: Callable[[Cells], int]) -> Iterator[tuple[int, Cells]]:
    """The lines of a workbook or a CSV file, numbered as it shows them; `known` counts the headings among cells.

    Raises UnknownFormat, or WrongTemplate as soon as it can no longer be read.
    """
    suffix = path.suffix.lower()
    if suffix not in _LINES:
        raise UnknownFormat(path.name)
    return _readable(path, partial(_csv_lines, known=known) if _LINES[suffix] is _csv_lines else _LINES[suffix])


def _readable(path: Path, lines: Callable[[Path], Iterator[tuple[int, Cells]]]) -> Iterator[tuple[int, Cells]]:
    """The lines of a file, as long as it can be read; raises WrongTemplate where it no longer can."""
    with _told(path.name):
        yield from lines(path)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell as WrongTemplate what a library complains of in a file that is broken."""
    try:
        yield
    except _BROKEN as error:
        raise WrongTemplate(
            "Không đọc được tệp {name}: tệp hỏng hoặc không đúng định dạng. "
            "Mở tệp bằng chương trình bảng tính rồi lưu lại.",
            name=name,
        ) from error


def _found(name: str, lines: Iterator[tuple[int, Cells]]) -> Sheet:
    above: list[Cells] = []
    best: set[Column] = set()
    for _, cells in islice(lines, _SEARCHED):
        columns, numbers = _columns(cells)
        best = max(best, set(columns.values()), key=len)
        if set(required()) <= set(columns.values()):
            return Sheet(_heading(above, numbers), _rows(name, lines, columns))
        above.append(cells)
    missing = ", ".join(f"“{titles()[column]}”" for column in required() if column not in best)
    raise WrongTemplate(
        "Tệp {name} không theo mẫu số liệu: thiếu cột {columns}. Tải lại mẫu rồi điền vào.",
        name=name,
        columns=missing,
    )


def _columns(cells: Cells) -> tuple[dict[int, Column], Form]:
    """Which column stands where; the heading of the values may declare how they are written: `Giá trị (1.234,5)`."""
    found: dict[int, Column] = {}
    numbers = BOTH
    for index, content in enumerate(cells):
        name, _, sample = str(content).partition("(")
        column = headings().get(key(name))
        if column and column not in found.values():
            found[index] = column
            if column is Column.VALUE:
                numbers = forms_of(sample.rstrip(") ")) or BOTH
    return found, numbers


def _heading(above: Sequence[Cells], numbers: Form) -> Heading:
    texts = [[str(content).strip() for content in cells if str(content).strip()] for cells in above]
    form = next((row[1] for row in texts if len(row) > 1 and key(row[0]).rstrip(":") in form_words()), "")
    return Heading(form, tuple(" ".join(row) for row in texts if row), numbers)


def _rows(
    name: str, lines: Iterator[tuple[int, Cells]], columns: Mapping[int, Column]
) -> Iterator[tuple[int, Mapping[Column, Content]]]:
    for number, cells in lines:
        row: dict[Column, Content] = {}
        for index, content in enumerate(cells):
            if index in columns and isinstance(content, Unresolved):
                raise WrongTemplate(
                    "Ô {cell} của tệp {name} là công thức chưa có kết quả. Mở tệp bằng chương trình bảng tính cho tính "
                    "lại rồi lưu, hoặc ghi thẳng số vào ô.",
                    cell=content.place,
                    name=name,
                )
            if index in columns and content != "" and not isinstance(content, Unresolved):
                row[columns[index]] = content
        if row:
            yield number, row


def _xlsx_lines(path: Path) -> Iterator[tuple[int, Cells]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    formulas = load_workbook(path, read_only=True) if _has_formulas(path) else None
    try:
        stated: Iterable[Sequence[Any]] = formulas.worksheets[0].iter_rows() if formulas else repeat(())
        for number, (cells, written) in enumerate(zip(book.worksheets[0].iter_rows(), stated, strict=False), 1):
            row: list[Content | Unresolved] = [_cell(cell.value, getattr(cell, "number_format", "")) for cell in cells]
            for index, cell in enumerate(written):
                if row[index] == "" and cell.data_type == "f":
                    row[index] = Unresolved(cell.coordinate)
            yield number, row
    finally:
        for opened in filter(None, (book, formulas)):
            opened.close()


def _has_formulas(path: Path) -> bool:
    """Whether any cell of a workbook is a formula, so that it is worth to look for those without a result."""
    with ZipFile(path) as packed:
        for item in packed.infolist():
            if _SHEET.match(item.filename):
                with packed.open(item) as content:
                    before = b""
                    while piece := content.read(_PIECE):
                        if _FORMULA.search(before + piece):
                            return True
                        before = piece[-_TAG:]
    return False


def _cell(value: object, shown: str | None) -> Content:
    match value:
        case None:
            return ""
        case datetime():
            return value.date()
        case date():
            return value
        case bool():
            return str(value)
        case int() | float():
            exact = Decimal(repr(value))
            return exact.scaleb(2) if shown and "%" in shown else exact
    return str(value).strip()[:_LONGEST]


def _figures_known(cells: Cells) -> int:
    return len(_columns(cells)[0])


def _csv_lines(path: Path, known: Callable[[Cells], int] = _figures_known) -> Iterator[tuple[int, Cells]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.read(64 * 1024)
        file.seek(0)
        reader = csv.reader(file, delimiter=_delimiter(sample, known))
        before = 0
        for cells in reader:
            yield before + 1, [restored(_plain(text).strip()) for text in cells]
            before = reader.line_num


def _delimiter(sample: str, known: Callable[[Cells], int]) -> str:
    """The mark between the columns of the line that has most headings."""

    def most(mark: str) -> int:
        return max((known(cells) for cells in csv.reader(StringIO(sample), delimiter=mark)), default=0)

    return max((";", ",", "\t"), key=most)


def _json_sheet(path: Path) -> Sheet:
    """A list of objects, or an object whose only list they are, with the key of the form beside it."""
    content = json.loads(path.read_text("utf-8-sig"), parse_int=Decimal, parse_float=Decimal, parse_constant=str)
    form = ""
    if isinstance(content, dict):
        form = next((str(value) for name, value in content.items() if key(name) in form_words()), "")
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise WrongTemplate("Tệp {name} phải là một danh sách các đối tượng JSON, mỗi số liệu một.", name=path.name)
    if not content:
        return Sheet(Heading(form), iter(()))
    for text in (value for item in content for value in item.values() if isinstance(value, str)):
        _plain(text)
    names = tuple(dict.fromkeys(name for item in content for name in item))
    lines = ([_json_cell(item.get(name)) for name in names] for item in content)
    found = _found(path.name, enumerate(chain([names], lines)))
    return replace(found, heading=replace(found.heading, form=form))


def _plain(text: str) -> str:
    """A text that a database can hold; raises ValueError."""
    if "\0" in text:
        raise ValueError("a NUL in a text")
    return text


def _json_cell(value: object) -> Content:
    if value is None:
        return ""
    return value if isinstance(value, Decimal) else str(value).strip()[:_LONGEST]


_LINES = {".xlsx": _xlsx_lines, ".xlsm": _xlsx_lines, ".csv": _csv_lines, ".tsv": _csv_lines}
