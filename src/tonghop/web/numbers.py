"""Values of the ledger in words and digits, rounded where they are shown and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.timezone import localtime

from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.ledger import units
from tonghop.ledger.ask import Origin, Value
from tonghop.ledger.units import Step
from tonghop.review.wording import Wording

_STANDINGS = {Standing.MISSING: "chưa có số liệu", Standing.NOT_APPLICABLE: "không phát sinh"}
_ORIGINS = {
    Origin.OWN: "đơn vị báo cáo",
    Origin.CHILDREN: "cộng từ {parts} đơn vị trực thuộc",
    Origin.MONTHS: "cộng từ số liệu các tháng",
    Origin.PREDECESSORS: "tính từ các đơn vị trước sắp xếp",
    Origin.NOTHING: "không có báo cáo",
}
_MEASURES = {Measure.PLAN: "kế hoạch", Measure.ESTIMATE: "ước thực hiện", Measure.ACTUAL: "thực hiện"}
_PLACES = 2
_HUNDREDS = 100
_BILLION, _MILLION = 10**9, 10**6
_GIGABYTE, _MEGABYTE = 1024**3, 1024**2


@dataclass(frozen=True, slots=True)
class Speech(Wording):
    """The words of a reader's language, for values of the ledger."""

    def title(self, name: str) -> str:
        """A name as it begins a line: its first letter great, the others as they are."""
        return name[:1].upper() + name[1:]

    def rounded(self, number: Fraction, places: int = _PLACES) -> str:
        """A number to at most so many decimals, without trailing zeros."""
        shown = Decimal(round(number * 10**places)).scaleb(-places).normalize()
        return self.number(shown)

    def measured(self, number: Fraction, unit: str) -> str:
        """A number with its unit, money in tỷ or triệu đồng."""
        divisor = _divisor(unit, number)
        name = {_BILLION: self.say("tỷ đồng"), _MILLION: self.say("triệu đồng")}.get(divisor, self.unit(unit))
        return f"{self.rounded(number / divisor)}{'' if name == '%' else ' '}{name}"

    def about(self, number: Fraction, unit: str) -> str:
        """A value that was computed, with its unit: what is counted in hundreds has no decimals."""
        whole = abs(number) >= _HUNDREDS and _divisor(unit, number) == 1
        return self.measured(Fraction(round(number)) if whole else number, unit)

    def shown(self, value: Value, unit: str) -> str:
        """A value with its unit, or why there is none."""
        return self.say(_STANDINGS[value.standing]) if value.value is None else self.measured(value.value, unit)

    def exactly(self, number: Decimal, unit: str) -> str:
        """A number with its unit, nothing rounded."""
        return f"{self.number(number)}{'' if unit == '%' else ' '}{self.unit(unit)}"

    def cell(self, cell: Cell) -> str:
        """What kind of value a cell holds: of a plan also who assigned it, and which adjustment it is."""
        kind = [self.say(_MEASURES[cell.measure])]
        if cell.authority:
            kind.append(cell.authority)
        if cell.version:
            kind.append(self.say("điều chỉnh lần {version}", version=cell.version))
        return " · ".join([*kind, *filter(None, (cell.breakdown,))])

    def origin(self, value: Value) -> str:
        """How a value came about."""
        return self.say(_ORIGINS[value.origin], parts=value.parts)

    def stated(self, fact: Fact | None, unit: str) -> str:
        """A fact with its unit, or why it has no value; a dash for none."""
        if fact is None:
            return "–"
        return self.say(_STANDINGS[fact.standing]) if fact.value is None else self.measured(Fraction(fact.value), unit)

    def restated(self, steps: Sequence[Step]) -> list[str]:
        """By which mergers and splits, and how, a comparison was made: a sentence for each day of them."""
        days = sorted({step.date for step in steps}, reverse=True)
        return [self._restated(day, [step for step in steps if step.date == day]) for day in days]

    def _restated(self, day: date, steps: Sequence[Step]) -> str:
        names = units.names_of([step.predecessor for step in steps], day)
        parts = (
            (self.percent_of(step.share) + " " if step.share is not None else "")
            + names.get(step.predecessor, step.predecessor)
            + ("" if step.share == 1 else f" ({self.say(str(step.method.label))})")
            for step in steps
        )
        return self.say("Quy đổi theo sắp xếp từ {day}: {parts}.", day=self.day(day), parts=", ".join(parts))

    def percent(self, part: Fraction | None) -> str:
        """A part of one as a percentage; a dash where there is none."""
        return "–" if part is None else f"{self.rounded(part * 100, 1)}%"

    def percent_of(self, share: Fraction) -> str:
        """A share as a percentage, to two decimals."""
        return f"{self.rounded(share * 100)}%"

    def change(self, part: Fraction | None) -> str:
        """A growth as a percentage with its sign; a dash where there is none."""
        if part is None:
            return "–"
        return f"{'+' if part > 0 else ''}{self.rounded(part * 100, 1)}%".replace("-", "−")

    def counted(self, count: int) -> str:
        """A count, its digits in groups."""
        return self.number(Decimal(count))

    def size(self, count: int) -> str:
        """So many bytes, in MB or GB."""
        divisor, name = (_GIGABYTE, "GB") if count >= _GIGABYTE else (_MEGABYTE, "MB")
        return f"{self.rounded(Fraction(count, divisor), 1)} {name}"

    def day(self, moment: date | datetime) -> str:
        """A day as people write it."""
        day = localtime(moment) if isinstance(moment, datetime) else moment
        return f"{day:%d/%m/%Y}"

    def days(self, first: date, last: date) -> str:
        """A day, or from the first of several to the last."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def moment(self, moment: datetime) -> str:
        """A moment in the office's own time."""
        return f"{localtime(moment):%H:%M %d/%m/%Y}"


def _divisor(unit: str, number: Fraction) -> int:
    if unit != "VND" or abs(number) < _MILLION:
        return 1
    return _BILLION if abs(number) >= _BILLION else _MILLION
