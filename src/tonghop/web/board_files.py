"""The plan board as a workbook: the same rows and columns, with numbers to go on reckoning with."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from tonghop.ledger import exchange, units
from tonghop.ledger.ask import Plan
from tonghop.ledger.exchange.tables import Content
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked
from tonghop.web.board import Column, Filter, columns_of, full_rows
from tonghop.web.downloads import XLSX, download
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language
from tonghop.web.rows import Row

_MILLION, _DIGITS = 10**6, 9
_ALWAYS = ("Lĩnh vực", "Chỉ tiêu", "Đơn vị tính")
_HEADINGS: Mapping[Column, Sequence[str]] = {
    Column.PLAN: ("Kế hoạch năm", "Cấp giao", "Lần điều chỉnh"),
    Column.REACHED: ("Thực hiện", "Loại số liệu"),
    Column.AS_OF: ("Số liệu đến ngày",),
    Column.RATIO: ("So với kế hoạch", "Đánh giá"),
    Column.GROWTH: ("Cùng kỳ năm trước", "So với cùng kỳ"),
    Column.OUTLOOK: ("Dự báo cả năm", "Dự báo thấp nhất", "Dự báo cao nhất"),
    Column.OWNER: ("Đơn vị phụ trách",),
}


@require_GET
@members
def board_file(request: MemberRequest) -> HttpResponse:
    """The board that the address asks for, with the columns that its reader has chosen."""
    place, speech = asked(request, Action.SEE_ACCEPTED), Speech(language(request))
    rows = list(filter(Filter.of(request).keeps, full_rows(place)))
    columns = columns_of(request.account)
    names = units.names_of({code for row in rows for code in row.owners}, place.span.ends)
    sheet = _Sheet(place, columns, speech, names)
    file = BytesIO()
    exchange.write_table(sheet.table(rows), file)
    return download(file.getvalue(), XLSX, f"chi-tieu-{place.unit.code}-{place.span.code}.xlsx")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How the rows of a board become those of a table: one for each plan, so that it can be filtered and sorted."""

    place: Asked
    columns: Collection[Column]
    speech: Speech
    names: Mapping[str, str]

    def table(self, rows: Sequence[Row]) -> exchange.Table:
        """The table of rows."""
        say, place = self.speech.say, self.place
        period = self.speech.period(place.span.code)
        notes = (
            say("Chỉ tiêu của {unit}, {period}", unit=place.name, period=period),
            say("Lập lúc {moment}", moment=self.speech.moment(now())),
            say("Tiền tính bằng triệu đồng. Dự báo cả năm theo tỷ trọng cùng kỳ các năm trước."),
        )
        lines = [self._line(row, plan) for row in rows for plan in row.line.plans or (None,)]
        return exchange.Table(say("Chỉ tiêu"), notes, [say(title) for title in self._headings()], lines)

    def _headings(self) -> Iterator[str]:
        yield from _ALWAYS
        for column in self.columns:
            if column is Column.SERIES:
                yield from (f"T{month}" for month in range(1, self.place.span.last + 1))
            yield from _HEADINGS.get(column, ())

    def _line(self, row: Row, plan: Plan | None) -> list[Content]:
        indicator, title = row.line.indicator, self.speech.title
        unit = self.speech.say("triệu đồng") if indicator.unit == "VND" else self.speech.unit(indicator.unit)
        cells: list[Content] = [title(indicator.group), title(indicator.name), unit]
        for column in self.columns:
            cells += self._cells(column, row, plan)
        return cells

    def _cells(self, column: Column, row: Row, plan: Plan | None) -> Sequence[Content]:
        line, unit, say = row.line, row.line.indicator.unit, self.speech.say
        match column:
            case Column.PLAN:
                return (_number(plan.value.value, unit), plan.authority, Decimal(plan.version)) if plan else (None,) * 3
            case Column.REACHED:
                return _number(line.reached.value, unit), say("ước thực hiện" if line.estimated else "thực hiện")
            case Column.AS_OF:
                return (row.days[1] if row.days else None,)
            case Column.RATIO:
                return (plan.ratio, say(plan.status.value)) if plan else (None, None)
            case Column.GROWTH:
                return _number(line.before.value, unit), line.growth
            case Column.SERIES:
                return [_number(value, unit) for value in row.series]
            case Column.OUTLOOK:
                ahead = row.outlook
                parts = (ahead.expected, ahead.low, ahead.high) if ahead else (None,) * 3
                return [_number(part, unit) for part in parts]
            case Column.OWNER:
                return (", ".join(self.names.get(code, code) for code in row.owners),)


def _number(value: Fraction | None, unit: str) -> Decimal | None:
    """A value as a workbook holds it, money in triệu đồng."""
    if value is None:
        return None
    scaled = value / _MILLION if unit == "VND" else value
    return Decimal(round(scaled * 10**_DIGITS)).scaleb(-_DIGITS)
