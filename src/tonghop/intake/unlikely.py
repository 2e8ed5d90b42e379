"""Figures that contradict no other, and yet are hardly so: below 0, beyond 100%, a thousand times those before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tonghop.catalog.plausible import percentages
from tonghop.checking.kinds import Kind, sentence
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.language import translator
from tonghop.core.numbers import written
from tonghop.core.period import period_in_words
from tonghop.intake.claims import decimal
from tonghop.ledger import ask
from tonghop.ledger.models import Indicator

_PERCENT, _MONEY = "%", ("VND", "USD")
_SHOWN = {"VND": " đồng", "%": "%", "m2": " m²"}
_LEAP, _LEAP_OF_MONEY = 1000, 100
"""What grew or shrank so many times is asked about: its unit of measure may be wrong."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is hardly so of the figure of a cell: its kind, the sentence that asks, the arithmetic behind it."""

    cell: Cell
    kind: Kind
    message: str
    arithmetic: str


def shown(value: Decimal, unit: str) -> str:
    """A value with its canonical unit."""
    return written(value.normalize()) + _SHOWN.get(unit, f" {unit}".rstrip())


@dataclass(frozen=True)
class Doubts:
    """Asks about figures; `before` are those of the last period of the same year, by the cells of these."""

    given: Mapping[Cell, Fact]
    before: Mapping[Cell, Fact]
    indicators: Mapping[str, Indicator]
    language: str

    def all(self) -> Iterator[Doubt]:
        """What is hardly so of the figures, in their order, then what is far from those before."""
        for cell, fact in self.given.items():
            if fact.value is not None and (arithmetic := self._out_of_range(cell, fact.value)):
                percent = self.indicators[cell.indicator].unit == _PERCENT
                yield self._doubt(Kind.PERCENTAGE if percent else Kind.NEGATIVE, cell, fact.value, arithmetic)
        yield from self._leaps()

    def _out_of_range(self, cell: Cell, value: Decimal) -> str:
        """The bound that a value breaks; nothing where it breaks none."""
        row = self.indicators[cell.indicator]
        if row.unit != _PERCENT:
            return f"{shown(value, row.unit)} < 0" if value < 0 else ""
        low, high = percentages(row.name)
        if low <= value <= high:
            return ""
        broken = f"< {written(low)}%" if value < low else f"> {written(high)}%"
        return f"{shown(value, _PERCENT)} {broken}"

    def _leaps(self) -> Iterator[Doubt]:
        """What is far from the period before or, where there is none, from the same one a year before."""
        done = [cell for cell in self.given if cell.measure is not Measure.PLAN]
        for cell, year_before in ask.same_period(done).items():
            value, earlier = self.given[cell].value, self.before.get(cell)
            base = earlier.value if earlier else decimal(year_before.value)
            unit = self.indicators[cell.indicator].unit
            times = _LEAP_OF_MONEY if unit in _MONEY else _LEAP
            if value and base and value > 0 < base and max(value, base) >= min(value, base) * times:
                span = earlier.cell.span if earlier else cell.span.years_before()
                say = translator(self.language).gettext
                arithmetic = _division(max(value, base), min(value, base), unit)
                parts = {"period": period_in_words(span.code, say), "times": written(Decimal(times))}
                yield self._doubt(Kind.LEAP, cell, value, arithmetic, **parts)

    def _doubt(self, kind: Kind, cell: Cell, value: Decimal, arithmetic: str, **parts: str) -> Doubt:
        row = self.indicators[cell.indicator]
        told = sentence(kind, self.language, stated=shown(value, row.unit), arithmetic=arithmetic, **parts)
        return Doubt(cell, kind, f"{row.name}: {told}", arithmetic)


def _division(larger: Decimal, smaller: Decimal, unit: str) -> str:
    exact = Fraction(larger) / Fraction(smaller)
    rounded = Decimal(round(exact * 10)).scaleb(-1)
    sign = "=" if Fraction(rounded) == exact else "≈"
    return f"{shown(larger, unit)} : {shown(smaller, unit)} {sign} {written(rounded.normalize())}"
