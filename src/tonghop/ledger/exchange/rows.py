"""From a row of a file to a fact, and back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tonghop.catalog import conversion, plan_authorities
from tonghop.core import numbers
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.numbers import Form, Trouble
from tonghop.core.span import Span
from tonghop.ledger.exchange.directory import Directory
from tonghop.ledger.exchange.errors import RowError
from tonghop.ledger.exchange.periods import span_of
from tonghop.ledger.exchange.sheets import Content
from tonghop.ledger.exchange.words import Column, key, measure_word, measures, standing_sign, standings

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MEMBER = re.compile(r"[a-z0-9_]+=[^=;]+")
_DASH = re.compile(r"(?:^|[\s:;,(“\"'])[-–—][”\"')]?\s*(?:là\s|[:=])\s*(?:không\s)", re.IGNORECASE)
_MOST_VERSIONS = 999
_WRITTEN_AS = {"VND": "đồng"}

Row = Mapping[Column, Content]


@dataclass(frozen=True)
class Parser:
    """Reads the rows of one file: `common` is the form of its numbers, `dash` whether its legend explains `-`."""

    directory: Directory
    common: Form
    dash: bool = False

    def fact(self, row: Row) -> Fact:
        """The fact of a row; raises RowError for the first thing that is wrong with it."""
        span = _span(_text(row, Column.PERIOD))
        measure = _measure(_text(row, Column.MEASURE))
        indicator = self.directory.indicator(_needed(row, Column.INDICATOR, "Thiếu chỉ tiêu. Ghi mã hoặc tên."))
        unit = self.directory.unit(_needed(row, Column.UNIT, "Thiếu đơn vị báo cáo. Ghi mã hoặc tên."), span)
        authority, version = _assigned(row, measure)
        cell = Cell(indicator, unit, span, measure, authority, version, _breakdown(_text(row, Column.BREAKDOWN)))
        as_of = _date(row.get(Column.AS_OF, ""))
        written = row.get(Column.VALUE, "")
        standing = self._standing(written)
        if standing is not Standing.VALUE:
            return Fact(cell, None, standing, as_of=as_of)
        return Fact(cell, self._value(written, cell, _text(row, Column.UNIT_OF_MEASURE)), as_of=as_of)

    def _standing(self, written: Content) -> Standing:
        if written == "":
            return Standing.MISSING
        if isinstance(written, Decimal) or str(written)[0].isdigit():
            return Standing.VALUE
        if written in ("-", "–", "—"):
            if self.dash:
                return Standing.NOT_APPLICABLE
            raise RowError(
                "Dấu “-” chưa rõ nghĩa: ghi 0, “…” (chưa có số liệu) hoặc “x” (không áp dụng), "
                "hoặc nêu nghĩa của dấu ở phần đầu tệp."
            )
        return standings().get(key(str(written)), Standing.VALUE)

    def _value(self, written: Content, cell: Cell, unit: str) -> Decimal:
        canonical = self.directory.measured[cell.indicator]
        by = conversion.factor(cell.indicator, canonical, unit)
        if by is None and unit:
            raise RowError(
                "Đơn vị tính “{unit}” không đổi được sang đơn vị của chỉ tiêu ({canonical}).",
                unit=unit,
                canonical=_shown(canonical),
            )
        if by is None:
            raise RowError(
                "Thiếu đơn vị tính: chỉ tiêu tính bằng {canonical}, ghi rõ đơn vị của số liệu.",
                canonical=_shown(canonical),
            )
        return conversion.times(self._number(written), by)

    def _number(self, written: Content) -> Decimal:
        found = written if isinstance(written, Decimal) else numbers.number(str(written), self.common)
        if found is Trouble.AMBIGUOUS:
            thousands, decimals = numbers.readings(str(written))
            raise RowError(
                "Số “{text}” có thể là {thousands} hoặc {decimals}. Ghi rõ dạng số ở tiêu đề cột, "
                "ví dụ “Giá trị (1.234,5)”.",
                text=written,
                thousands=thousands,
                decimals=decimals,
            )
        if not isinstance(found, Decimal) or not found.is_finite():
            raise RowError("“{text}” không phải là số. Ghi số, “…” hoặc “x”.", text=written)
        return found


def explains_dash(notes: Iterable[str]) -> bool:
    """Whether a legend says that `-` stands for something that does not occur."""
    return any(_DASH.search(note) for note in notes)


def _text(row: Row, column: Column) -> str:
    content = row.get(column, "")
    return f"{content.normalize():f}" if isinstance(content, Decimal) else str(content)


def _needed(row: Row, column: Column, complaint: str) -> str:
    if text := _text(row, column):
        return text
    raise RowError(complaint)


def _span(text: str) -> Span:
    if not text:
        raise RowError("Thiếu kỳ số liệu. Ghi ví dụ 2026-H1, 2026-M1..M9, 9 tháng 2026.")
    if span := span_of(text):
        return span
    raise RowError("Không hiểu kỳ “{text}”. Ghi ví dụ 2026-H1, 2026-M1..M9, 9 tháng 2026.", text=text)


def _measure(text: str) -> Measure:
    if found := measures().get(key(text)) if text else Measure.ACTUAL:
        return found
    raise RowError("Loại “{text}” không đúng. Ghi Kế hoạch, Ước hoặc Thực hiện.", text=text)


def _assigned(row: Row, measure: Measure) -> tuple[str, int]:
    written, version = _text(row, Column.AUTHORITY), _text(row, Column.VERSION) or "0"
    codes = plan_authorities()
    authority = codes.get(written.lower(), written if written in codes.values() else None) if written else ""
    if authority is None:
        raise RowError("Không có cấp giao kế hoạch “{text}”. Ghi ví dụ TP, Tỉnh, Phường, HĐND.", text=written)
    if not version.isascii() or not version.isdecimal() or int(version) > _MOST_VERSIONS:
        raise RowError("Lần điều chỉnh “{text}” phải là số nguyên từ 0 đến {most}.", text=version, most=_MOST_VERSIONS)
    if measure is not Measure.PLAN and (authority or int(version)):
        raise RowError("Cấp giao và lần điều chỉnh chỉ dùng cho số kế hoạch. Xóa hai ô này hoặc ghi loại Kế hoạch.")
    return authority, int(version)


def _breakdown(text: str) -> str:
    members = sorted(part.strip() for part in text.split(";") if part.strip())
    if not all(_MEMBER.fullmatch(member) for member in members):
        raise RowError("Phân tổ “{text}” không đúng. Ghi dạng tiêu_thức=nhóm, ví dụ gioi_tinh=nữ.", text=text)
    return ";".join(members)


def _date(content: Content) -> date | None:
    if isinstance(content, date):
        return content
    text = str(content)
    if not text:
        return None
    try:
        if match := _DAY.fullmatch(text):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise RowError("Ngày “{text}” không đúng. Ghi ngày/tháng/năm, ví dụ 14/06/2026.", text=text) from None


def row_of(fact: Fact, unit_of_measure: str, *, blank: bool = False) -> dict[Column, str]:
    """The cells of a fact, as the template writes them; where `blank`, a missing value is left to be filled in.

    `unit_of_measure` is the canonical one of the indicator.
    """
    cell = fact.cell
    value = standing_sign(fact.standing) if fact.value is None else numbers.written(fact.value)
    if blank and fact.standing is Standing.MISSING:
        value = ""
    return {
        Column.INDICATOR: cell.indicator,
        Column.UNIT: cell.unit,
        Column.PERIOD: cell.span.code,
        Column.MEASURE: measure_word(cell.measure),
        Column.AUTHORITY: cell.authority,
        Column.VERSION: str(cell.version) if cell.version else "",
        Column.VALUE: value,
        Column.UNIT_OF_MEASURE: _shown(unit_of_measure),
        Column.AS_OF: f"{fact.as_of:%d/%m/%Y}" if fact.as_of else "",
        Column.BREAKDOWN: cell.breakdown,
    }


def _shown(canonical: str) -> str:
    return _WRITTEN_AS.get(canonical, canonical)
