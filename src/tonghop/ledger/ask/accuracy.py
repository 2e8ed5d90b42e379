"""How far estimates were from what was really done, once it is known. Estimates stay in the ledger for that."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from tonghop.core.span import Span
from tonghop.ledger.units import find
from tonghop.ledger.units.timeline import BELOW, known

_PAIRS = f"""
{BELOW}
select unit.code, estimate.first, estimate.last, estimate.value, actual.value
from below
join ledger_unit as unit on unit.id = below.unit_id
join ledger_fact as estimate on estimate.unit_id = below.unit_id
join ledger_fact as actual on actual.unit_id = estimate.unit_id and actual.year = estimate.year
    and actual.last = estimate.last and actual.indicator_id = estimate.indicator_id
    and actual.first = estimate.first and actual.breakdown = estimate.breakdown
where (below.start is null or below.start <= ledger_period_end(estimate.year, estimate.last))
    and (below."end" is null or below."end" > ledger_period_end(estimate.year, estimate.last))
    and estimate.indicator_id = (select id from ledger_indicator where key = %(indicator)s)
    and estimate.year = %(year)s and estimate.breakdown = '' and estimate.measure = 2 and actual.measure = 3
    and estimate.value is not null and actual.value is not null
    and estimate.settled and {known("estimate")} and actual.settled and {known("actual")}
order by unit.code, estimate.last, estimate.first
"""


@dataclass(frozen=True, slots=True)
class Miss:
    """What a unit estimated for a span, and what it then came to."""

    unit: str
    span: Span
    estimate: Decimal
    actual: Decimal

    @property
    def error(self) -> Decimal:
        """By how much the estimate was too high (below zero: too low)."""
        return self.estimate - self.actual

    @property
    def relative(self) -> Fraction | None:
        """The error as a part of what was really done; None where that was nothing."""
        return Fraction(self.error) / Fraction(self.actual) if self.actual else None


def accuracy(unit: str, indicator: str, year: int, known_on: datetime | None = None) -> tuple[Miss, ...]:
    """Every estimate of a year that a unit or a unit below it stated and whose actual is known; two queries.

    Raises UnknownUnit.
    """
    asked: dict[str, Any] = {"unit": find(unit).code, "indicator": indicator, "year": year, "known_on": known_on}
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, asked)
        return tuple(Miss(code, Span(year, first, last), *pair) for code, first, last, *pair in cursor)
