"""The plan board of a unit: for each indicator its plans, what was done or is estimated, and how they compare."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import connection

from tonghop.catalog.indicators import Better
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger.ask.assess import Status, Thresholds, assess
from tonghop.ledger.ask.values import Value, same_period, values
from tonghop.ledger.cells import MEASURES
from tonghop.ledger.models import Indicator, Unit


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of the year, with how much of it has been reached; `ratio` is None where there is nothing to divide."""

    authority: str
    version: int
    value: Value
    ratio: Fraction | None
    status: Status


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: `actual` and `estimate` over the span, `before` over the same span a year earlier.

    Ratios, growth and status are those of the actual, or of the estimate where there is no actual (`estimated`).
    `growth` is None where there is nothing to compare with.
    """

    indicator: Indicator
    plans: tuple[Plan, ...]
    actual: Value
    estimate: Value
    before: Value
    growth: Fraction | None

    @property
    def estimated(self) -> bool:
        """Whether it is the estimate that was compared."""
        return self.actual.value is None and self.estimate.value is not None


# What a unit or the units below it have ever stated of a year; withdrawn cells are found to be empty later.
_STATED = """
select distinct indicator_id, measure, authority, version from ledger_fact
where unit_id = %(unit)s and year = %(year)s and settled and breakdown = ''
union
select distinct indicator_id, measure, authority, version from ledger_total
where unit_id = %(unit)s and year = %(year)s and breakdown = ''
"""


def board(
    unit: str,
    span: Span,
    known_on: datetime | None = None,
    thresholds: Thresholds = Thresholds(),  # noqa: B008
) -> tuple[Line, ...]:
    """The lines of a unit for a span of one year, now or as known on a moment, by group and name of the indicator."""
    stated = _stated(unit, span.year)
    indicators = Indicator.objects.in_bulk({row[0] for row in stated})
    plans: dict[str, list[Cell]] = {item.key: [] for item in indicators.values()}
    for indicator, measure, authority, version in stated:
        if MEASURES[measure] is Measure.PLAN:
            key, year = indicators[indicator].key, Span(span.year, 1, 12)
            plans[key].append(Cell(key, unit, year, Measure.PLAN, authority, version))
    actual = {key: Cell(key, unit, span) for key in plans}
    estimate = {key: Cell(key, unit, span, Measure.ESTIMATE) for key in plans}
    asked = [*actual.values(), *estimate.values(), *(cell for each in plans.values() for cell in each)]
    known = values(asked, known_on)
    before = same_period(list(actual.values()), known_on)
    lines = []
    for item in sorted(indicators.values(), key=lambda item: (item.group, item.name)):
        done, expected = known[actual[item.key]], known[estimate[item.key]]
        reached = done.value if done.value is not None else expected.value
        made = tuple(
            _plan(cell, known[cell], reached, Better(item.direction), span, thresholds)
            for cell in sorted(plans[item.key], key=lambda cell: (cell.authority, cell.version))
            if known[cell].value is not None
        )
        base = before[actual[item.key]]
        lines.append(Line(item, made, done, expected, base, _growth(reached, base.value)))
    return tuple(lines)


def _stated(unit: str, year: int) -> list[tuple[int, int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_STATED, {"unit": Unit.objects.get(code=unit).id, "year": year})
        return cursor.fetchall()


def _plan(
    cell: Cell, plan: Value, reached: Fraction | None, better: Better, span: Span, thresholds: Thresholds
) -> Plan:
    ratio = reached / plan.value if reached is not None and plan.value else None
    status = assess(reached, plan.value, better, finished=span.last >= 12, thresholds=thresholds)
    return Plan(cell.authority, cell.version, plan, ratio, status)


def _growth(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    return now / before - 1 if now is not None and before else None
