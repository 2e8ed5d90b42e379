"""The plan board of a unit: for each indicator its plans, what was done or is estimated, and how they compare."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import connection

from tonghop.catalog.indicators import Better
from tonghop.catalog.thresholds import Thresholds
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger.ask.assess import Status, assess
from tonghop.ledger.ask.effective import NOTHING, Value, now, read
from tonghop.ledger.ask.limits import thresholds
from tonghop.ledger.ask.values import same_period, values
from tonghop.ledger.cells import MEASURES
from tonghop.ledger.models import Indicator
from tonghop.ledger.units import find, lineage


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


_SPANS = """
    unit_id = (select id from ledger_unit where code = %(unit)s) and breakdown = '' and (
        year = %(year)s and first = 1 and (last = %(last)s or last = 12 and measure = 1)
        or year = %(year)s and first = last and first between 2 and %(last)s
        or year = %(year)s - 1 and first = 1 and last = %(last)s
    )
"""
_SHEET = now(_SPANS)
_EVER = f"""
select distinct indicator.key, measure, authority, version from (
    select indicator_id, measure, authority, version from ledger_fact where settled and {_SPANS}
    union all
    select indicator_id, measure, authority, version from ledger_total where {_SPANS}
) as stated join ledger_indicator as indicator on indicator.id = indicator_id
"""


def board(
    unit: str, span: Span, known_on: datetime | None = None, limits: Thresholds | None = None
) -> tuple[Line, ...]:
    """The lines of a unit for a span from January, now or as known on a moment, by group and name of the indicator.

    Indicators that have neither plan nor value are left out. A bounded number of queries. Raises UnknownUnit.
    """
    known, stated = _known(unit, span, known_on)
    if not stated:
        find(unit)
    items = Indicator.objects.in_bulk({cell.indicator for cell in stated}, field_name="key")
    done = {key: Cell(key, unit, span) for key in items}
    unknown = {*stated, *done.values()} - known.keys()
    known.update(values(unknown, known_on))
    before = _before(done.values(), known, known_on)
    plans: dict[str, list[Cell]] = {key: [] for key in items}
    limits = limits or thresholds(unit)
    for cell in sorted(stated, key=lambda cell: (cell.authority, cell.version)):
        if cell.measure is Measure.PLAN:
            plans[cell.indicator].append(cell)
    lines = []
    for key, item in sorted(items.items(), key=lambda pair: (pair[1].group, pair[1].name)):
        actual, estimate = done[key], known.get(Cell(key, unit, span, Measure.ESTIMATE), NOTHING)
        bare = Line(item, (), known[actual], estimate, before[actual])
        made = _plans(bare, [(cell, known[cell]) for cell in plans[key]], span, limits)
        if made or bare.reached.value is not None:
            lines.append(Line(item, made, bare.actual, estimate, bare.before))
    return tuple(lines)


def planned(unit: str, span: Span) -> dict[str, Value]:
    """What is planned of a unit for the year of a span, by indicator: the last plan on the board. One query."""
    known, stated = _known(unit, span, None)
    plans = [cell for cell in stated if cell.measure is Measure.PLAN and known[cell].value is not None]
    return {cell.indicator: known[cell] for cell in sorted(plans, key=lambda cell: (cell.authority, cell.version))}


def plans(unit: str, span: Span, known_on: datetime | None = None) -> dict[Cell, Value]:
    """The plans of a unit for the year of a span, of each authority the last version; a bounded number of queries."""
    known, stated = _known(unit, span, known_on)
    cells = sorted((cell for cell in stated if cell.measure is Measure.PLAN), key=lambda cell: cell.version)
    known.update(values([cell for cell in cells if cell not in known], known_on))
    last = {(cell.indicator, cell.authority): cell for cell in cells if known[cell].value is not None}
    return {cell: known[cell] for cell in last.values()}


def _known(unit: str, span: Span, known_on: datetime | None) -> tuple[dict[Cell, Value], set[Cell]]:
    """What is known at once of a unit, and the cells of a span and the plans of its year that are worth asking for."""
    asked: dict[str, Any] = {"unit": unit, "year": span.year, "last": span.last}
    year = Span(span.year, 1, 12)
    known: dict[Cell, Value] = {}
    with connection.cursor() as cursor:
        if known_on is None:
            cursor.execute(_SHEET, asked)
            known = read(cursor)
            rows = {(cell.indicator, cell.measure, cell.authority, cell.version) for cell in known}
        else:
            cursor.execute(_EVER, asked)
            rows = {(key, MEASURES[measure], authority, version) for key, measure, authority, version in cursor}
    return known, {Cell(row[0], unit, year if row[1] is Measure.PLAN else span, *row[1:]) for row in rows}


def _before(done: Collection[Cell], known: Mapping[Cell, Value], known_on: datetime | None) -> dict[Cell, Value]:
    """The values a year earlier: those known at once where the unit has not changed since, else restated."""
    found: dict[Cell, Value] = {}
    for cell in done if known_on is None and not _changed(done) else ():
        base = Cell(cell.indicator, cell.unit, cell.span.years_before())
        if base in known:
            found[cell] = known[base]
    return found | same_period([cell for cell in done if cell not in found], known_on)


def _changed(done: Collection[Cell]) -> bool:
    """Whether the unit of these cells took in or gave away anything since their span a year earlier."""
    return any(
        step.date <= cell.span.ends
        for cell in list(done)[:1]
        for step in lineage(cell.unit, cell.span.years_before().ends).steps
    )


def _plans(line: Line, plans: list[tuple[Cell, Value]], span: Span, limits: Thresholds) -> tuple[Plan, ...]:
    reached, better = line.reached.value, Better(line.indicator.direction)
    made = []
    for cell, plan in plans:
        if cell.measure is Measure.PLAN and plan.value is not None:
            ratio = reached / plan.value if reached is not None and plan.value else None
            status = assess(reached, plan.value, better, finished=span.last >= 12, limits=limits)
            made.append(Plan(cell.authority, cell.version, plan, ratio, status))
    return tuple(made)
