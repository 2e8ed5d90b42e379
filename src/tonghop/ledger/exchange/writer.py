"""Writing facts into a file that `read` takes back as they are, and templates to be filled in."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from io import TextIOWrapper
from typing import IO, Any

from tonghop.core.fact import Fact
from tonghop.core.formulas import inert
from tonghop.ledger.exchange.directory import Register
from tonghop.ledger.exchange.rows import row_of
from tonghop.ledger.exchange.sheets import Heading
from tonghop.ledger.exchange.words import Column, form_title, titles
from tonghop.ledger.models import Indicator

LEGEND = "Ký hiệu: 0 có số liệu bằng không; … chưa có số liệu; x không áp dụng"
_DECLARED = "1.234,5"
_WIDTHS = {Column.INDICATOR: 36, Column.UNIT: 14, Column.PERIOD: 14, Column.VALUE: 22, Column.NOTE: 40}
_WIDTH = 16


def _title(column: Column) -> str:
    return f"{titles()[column]} ({_DECLARED})" if column is Column.VALUE else titles()[column]


def write(
    facts: Iterable[Fact], file: IO[bytes], form: str = "xlsx", heading: Heading | None = None, *, blank: bool = False
) -> None:
    """Write facts in one of FORMATS under a heading.

    Where `blank`, people are to fill it in: missing values are left out, and indicators are called by their names.
    """
    indicators = list(Indicator.objects.values_list("key", "name", "unit"))
    measured = {key: unit for key, _, unit in indicators}
    called = _called((key, name) for key, name, _ in indicators) if blank else {}
    rows = (row_of(fact, measured[fact.cell.indicator], blank=blank) for fact in facts)
    named = (row | {Column.INDICATOR: called.get(row[Column.INDICATOR], row[Column.INDICATOR])} for row in rows)
    FORMATS[form](named, file, heading or Heading())


def _called(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What people call the indicators, by their keys, as far as no other is called so."""
    held = list(named)
    register = Register.of(held)
    return {key: name for key, name in held if register.find(name) == {key}}


def _above(heading: Heading) -> list[list[str]]:
    form = [[form_title(), heading.form]] if heading.form else []
    return [*form, *([note] for note in heading.notes), [LEGEND]]


def _line(row: Mapping[Column, str]) -> list[str]:
    return [row.get(column, "") for column in Column]


def _write_csv(rows: Iterable[Mapping[Column, str]], file: IO[bytes], heading: Heading) -> None:
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    for line in (*_above(heading), [_title(column) for column in Column], *map(_line, rows)):
        writer.writerow(map(inert, line))
    text.detach()


def _write_json(rows: Iterable[Mapping[Column, str]], file: IO[bytes], heading: Heading) -> None:
    """An object with the key of the form and the list of the figures."""
    figures = [{_title(column): row.get(column, "") for column in Column} for row in rows]
    content: dict[str, Any] = {form_title(): heading.form} if heading.form else {}
    content |= {"Số liệu": figures}
    file.write(json.dumps(content, ensure_ascii=False, indent=1).encode())


def _write_xlsx(rows: Iterable[Mapping[Column, str]], file: IO[bytes], heading: Heading) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    page = book.create_sheet("Số liệu")
    for index, column in enumerate(Column, 1):
        page.column_dimensions[chr(64 + index)].width = _WIDTHS.get(column, _WIDTH)
    above = _above(heading)
    page.freeze_panes = f"A{len(above) + 2}"
    for line in above:
        page.append([text_cell(page, text) for text in line])
    titled = [text_cell(page, _title(column)) for column in Column]
    for cell in titled:
        cell.font = Font(bold=True)
    page.append(titled)
    for row in rows:
        page.append([text_cell(page, text) for text in _line(row)])
    book.save(file)


def text_cell(page: Any, text: str) -> Any:
    """A cell of a sheet that stays the text it is, so that no number is rounded and no formula runs."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub(" ", text))
    cell.data_type, cell.number_format = "s", "@"
    return cell


FORMATS: Mapping[str, Callable[[Iterable[Mapping[Column, str]], IO[bytes], Heading], None]] = {
    "xlsx": _write_xlsx,
    "csv": _write_csv,
    "json": _write_json,
}
