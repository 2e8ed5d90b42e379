"""The plan board of a unit: for each indicator its plans, what was done or is estimated, and how they compare."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import connection

from tonghop.catalog.indicators import Better
from tonghop.catalog.thresholds import Thresholds, thresholds
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger.ask.assess import Status, assess
from tonghop.ledger.ask.effective import NOTHING, Value
from tonghop.ledger.ask.values import same_period, values
from tonghop.ledger.cells import MEASURES
from tonghop.ledger.models import Indicator
from tonghop.ledger.units import find


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

    @property
    def estimated(self) -> bool:
        """Whether it is the estimate that is compared."""
        return self.actual.value is None and self.estimate.value is not None

    @property
    def reached(self) -> Value:
        """What is compared: the actual, else the estimate."""
        return self.estimate if self.estimated else self.actual

    @property
    def growth(self) -> Fraction | None:
        """By what part of the value a year earlier the value has grown."""
        now, base = self.reached.value, self.before.value
        return now / base - 1 if now is not None and base else None


# What a unit and the units below it have ever stated of a span, its months or its plans; what was withdrawn since is
# found to be empty later.
_STATED = """
select distinct indicator_id, measure, authority, version from (
    select unit_id, year, last, first, breakdown, indicator_id, measure, authority, version
    from ledger_fact where settled
    union all
    select unit_id, year, last, first, breakdown, indicator_id, measure, authority, version from ledger_total
) as stated
where unit_id = %(unit)s and year = %(year)s and breakdown = ''
    and (first = 1 and last in (%(last)s, 12) or first = last and last <= %(last)s)
"""


def board(
    unit: str, span: Span, known_on: datetime | None = None, limits: Thresholds | None = None
) -> tuple[Line, ...]:
    """The lines of a unit for a span of one year, now or as known on a moment, by group and name of the indicator.

    Indicators that have neither plan nor value are left out. A bounded number of queries.
    """
    cells = _stated(unit, span)
    known = values([cell for each in cells.values() for cell in each], known_on)
    done = [Cell(item.key, unit, span) for item in cells]
    base = same_period(done, known_on)
    lines = []
    for item, actual in zip(cells, done, strict=True):
        estimate = known.get(Cell(item.key, unit, span, Measure.ESTIMATE), NOTHING)
        bare = Line(item, (), known.get(actual, NOTHING), estimate, base[actual])
        made = _plans(bare, [(cell, known[cell]) for cell in cells[item]], span, limits or thresholds())
        if made or bare.reached.value is not None:
            lines.append(Line(item, made, bare.actual, estimate, bare.before))
    return tuple(lines)


def _stated(unit: str, span: Span) -> dict[Indicator, list[Cell]]:
    """The cells worth asking for, by indicator."""
    with connection.cursor() as cursor:
        cursor.execute(_STATED, {"unit": find(unit).id, "year": span.year, "last": span.last})
        rows = sorted(cursor.fetchall())
    indicators = Indicator.objects.in_bulk({row[0] for row in rows})
    found: dict[Indicator, list[Cell]] = {
        item: [] for item in sorted(indicators.values(), key=lambda item: (item.group, item.name))
    }
    year = Span(span.year, 1, 12)
    for key, measure, authority, version in rows:
        item = indicators[key]
        asked = year if MEASURES[measure] is Measure.PLAN else span
        found[item].append(Cell(item.key, unit, asked, MEASURES[measure], authority, version))
    return found


def _plans(line: Line, plans: list[tuple[Cell, Value]], span: Span, limits: Thresholds) -> tuple[Plan, ...]:
    reached, better = line.reached.value, Better(line.indicator.direction)
    made = []
    for cell, plan in plans:
        if cell.measure is Measure.PLAN and plan.value is not None:
            ratio = reached / plan.value if reached is not None and plan.value else None
            status = assess(reached, plan.value, better, finished=span.last >= 12, limits=limits)
            made.append(Plan(cell.authority, cell.version, plan, ratio, status))
    return tuple(made)
