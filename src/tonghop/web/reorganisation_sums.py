"""The sums that a reorganisation changes: the latest of each on the page, every one in a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from django.http import HttpResponse

from tonghop.core.fact import Cell
from tonghop.ledger import exchange
from tonghop.ledger.exchange.tables import Content
from tonghop.ledger.models import Indicator
from tonghop.ledger.units import Sum
from tonghop.web.downloads import XLSX, download
from tonghop.web.numbers import Speech

_HEADINGS = ("Đơn vị", "Chỉ tiêu", "Đơn vị tính", "Kỳ", "Loại số liệu", "Trước", "Sau")


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a unit: those that change and those that do not, of each the latest; how many there are in all."""

    name: str
    changed: Sequence[Sum]
    same: Sequence[Sum]
    all_changed: int
    all_same: int


def by_unit(sums: Iterable[Sum], names: Mapping[str, str]) -> list[Sums]:
    """The sums of each unit; `sums` are in the order of units and spans, `names` are those of the units by code."""
    return [_of_unit(names[code], list(held)) for code, held in groupby(sums, lambda each: each.cell.unit)]


def _of_unit(name: str, sums: Sequence[Sum]) -> Sums:
    latest = {_figure(each.cell): each for each in sums}.values()
    parts = [[each for each in rows if (each.before != each.after) is moves]
             for rows in (latest, sums) for moves in (True, False)]  # fmt: skip
    return Sums(name, parts[0], parts[1], len(parts[2]), len(parts[3]))


def _figure(cell: Cell) -> tuple[object, ...]:
    """What a cell has in common with those of other spans."""
    return cell.indicator, cell.measure, cell.authority, cell.version, cell.breakdown


def workbook(sums: Iterable[Sum], names: Mapping[str, str], notes: Sequence[str], speech: Speech) -> HttpResponse:
    """Every sum as a table with numbers, money in đồng, to be kept."""
    held = list(sums)
    indicators = Indicator.objects.in_bulk({each.cell.indicator for each in held}, field_name="key")
    rows = [_row(each, names, indicators[each.cell.indicator], speech) for each in held]
    file = BytesIO()
    title = speech.say("Các tổng trước và sau")
    exchange.write_table(exchange.Table(title, notes, [speech.say(each) for each in _HEADINGS], rows), file)
    return download(file.getvalue(), XLSX, "cac-tong-truoc-va-sau.xlsx")


def _row(each: Sum, names: Mapping[str, str], indicator: Indicator, speech: Speech) -> list[Content]:
    cell, unit = each.cell, speech.unit(indicator.unit)
    period = speech.period(cell.span.code)
    return [names[cell.unit], speech.title(indicator.name), unit, period, speech.cell(cell), each.before, each.after]
