"""What the ledger knows of a unit in a span, as a report tells it: values, plans, the year before, parts, wholes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from tonghop.catalog.indicators import Indicator, TimeType, identities, indicators
from tonghop.catalog.outlines import outlines
from tonghop.catalog.phrases import called
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.paper import Kind, computed
from tonghop.core.span import Span
from tonghop.drafting.stating import stated
from tonghop.ledger import ask, units
from tonghop.ledger.ask import Line, Value
from tonghop.ledger.cells import MEASURES
from tonghop.ledger.units import Step
from tonghop.writing.known import Known, Part, Silence

_HIGHEST = ("Quốc hội", "Chính phủ", "TW", "Bộ", "Tỉnh", "TP", "Sở", "Quận", "Huyện", "Thị xã", "Cấp trên")
_YEAR = 12
_BROKEN_DOWN = """
select distinct indicator.key, measure, breakdown from (
    select indicator_id, measure, breakdown, unit_id, year, first, last from ledger_fact where settled
    union all
    select indicator_id, measure, breakdown, unit_id, year, first, last from ledger_total
) as stated join ledger_indicator as indicator on indicator.id = indicator_id
where unit_id = (select id from ledger_unit where code = %s) and year = %s and first = 1 and last = %s
    and breakdown like '%%=%%' and breakdown not like '%%;%%' and measure <> 1
order by indicator.key, breakdown
"""


def gather(unit: str, span: Span, known_on: datetime | None = None, *, monthly: bool = False) -> tuple[Known, ...]:
    """All that can be told of a unit from January to the end of a span, now or as known on a moment.

    In the order of the catalog; what has no value is left out. The actual goes before the estimate. Where it is told
    `monthly`, what was done in the last month stands beside what was done until its end. A bounded number of queries,
    whatever is known. Raises UnknownUnit.
    """
    whole = Span(span.year, 1, span.last)
    board = ask.board(unit, whole, known_on)
    lines = {line.indicator.key: line for line in board if line.reached.value is not None}
    told = _Told(unit, whole, known_on)
    facts, before = told.reached(lines.values()), told.before(board)
    earlier = told.to_date([key for key, line in lines.items() if line.estimated])
    unsure = [key for key, line in lines.items() if line.before.value is None]
    steps = told.steps()
    reorganised, broken_down = told.reorganised(unsure, steps), told.broken_down(facts)
    plans_before = {} if steps else told.plans_before(before)
    year_end = told.year_end(facts, steps)
    months = told.months(facts, steps) if monthly else {}
    found = []
    for indicator in indicators().values():
        if line := lines.get(indicator.key):
            parts = _parts(indicator, facts) or _broken(facts[indicator.key], broken_down.get(indicator.key, ()))
            found.append(
                Known(
                    indicator=indicator,
                    fact=facts[indicator.key],
                    plans=told.plans(line),
                    before=before.get(indicator.key),
                    silence=Silence.REORGANISED if indicator.key in reorganised else Silence.UNKNOWN,
                    to_date=earlier.get(indicator.key),
                    parts=parts,
                    complete=_complete(facts[indicator.key], parts),
                    of=None if parts else _whole(indicator.key, facts),
                    plans_before=plans_before.get(indicator.key, ()),
                    year_end=year_end.get(indicator.key),
                    month=months.get(indicator.key, ()),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Told:
    """Makes facts of the values of a unit in a span."""

    unit: str
    span: Span
    known_on: datetime | None

    def days(self, span: Span) -> dict[str, date]:
        """Up to which day what was done in a span was counted, where that is not its end and is known of now."""
        counted = ask.days(self.unit, span, [Measure.ACTUAL]) if self.known_on is None else {}
        return {key: first for key, (first, _) in counted.items() if first != span.ends}

    def reached(self, lines: Iterable[Line]) -> dict[str, Fact]:
        """What was done, or else is estimated."""
        days, found = self.days(self.span), {}
        bounds = ask.bounds(self.unit, self.span) if self.known_on is None else {}
        for line in lines:
            measure = Measure.ESTIMATE if line.estimated else Measure.ACTUAL
            found[Cell(line.indicator.key, self.unit, self.span, measure)] = line.reached
        return {
            cell.indicator: _bounded(
                Fact(cell, value, as_of=days.get(cell.indicator) if cell.measure is Measure.ACTUAL else None), bounds
            )
            for cell, value in stated(found).items()
        }

    def plans(self, line: Line) -> tuple[Fact, ...]:
        """The plan in force of each authority, its last version; those of the higher authorities first."""
        last = {plan.authority: plan for plan in line.plans}
        year = Span(self.span.year, 1, 12)
        return tuple(
            _fact(Cell(line.indicator.key, self.unit, year, Measure.PLAN, plan.authority, plan.version), plan.value)
            for plan in sorted(last.values(), key=lambda plan: _rank(plan.authority))
        )

    def before(self, lines: Iterable[Line]) -> dict[str, Fact]:
        """The same span a year earlier, of what the unit is now."""
        base = self.span.years_before()
        found = {Cell(line.indicator.key, self.unit, base): line.before for line in lines}
        return {cell.indicator: Fact(cell, value) for cell, value in stated(found).items() if value is not None}

    def to_date(self, keys: Collection[str]) -> dict[str, Fact]:
        """Of indicators that are estimated, the last actual from January to a month within the span."""
        spans = [Span(self.span.year, 1, month) for month in range(1, self.span.last)]
        cells = [Cell(key, self.unit, span) for key in keys for span in spans]
        known = ask.values(cells, self.known_on) if cells else {}
        last = {cell.indicator: cell for cell in cells if known[cell].value is not None}
        days = {span: self.days(span) for span in {cell.span for cell in last.values()}}
        return {key: _fact(cell, known[cell], days[cell.span].get(key, cell.span.ends)) for key, cell in last.items()}

    def steps(self) -> tuple[Step, ...]:
        """How the unit came about, what it took in and gave away since the same span a year earlier."""
        then = (self.unit, self.span.years_before().ends)
        return tuple(step for step in units.lineages([then], self.known_on)[then].steps if step.date <= self.span.ends)

    def reorganised(self, keys: Collection[str], steps: Iterable[Step]) -> frozenset[str]:
        """Those of which there is nothing to compare with though a predecessor has a figure: the units were changed."""
        base = self.span.years_before()
        before = {step.predecessor for step in steps}
        cells = [Cell(key, unit, base) for key in keys for unit in before]
        known = ask.values(cells, self.known_on) if cells else {}
        return frozenset(cell.indicator for cell, value in known.items() if value.value is not None)

    def plans_before(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        """The plans of the year before, those of the higher authorities first."""
        found: dict[str, tuple[Fact, ...]] = {}
        known = ask.plans(self.unit, self.span.years_before(), self.known_on)
        for cell in sorted(known, key=lambda cell: _rank(cell.authority)):
            if cell.indicator in keys:
                found[cell.indicator] = (*found.get(cell.indicator, ()), _fact(cell, known[cell]))
        return found

    def year_end(self, facts: Mapping[str, Fact], steps: Iterable[Step]) -> dict[str, Fact]:
        """What there was of stocks when the year before ended; none where the unit was another."""
        end = Span(self.span.year - 1, 1, _YEAR)
        stocks = [key for key in facts if indicators()[key].time is TimeType.STOCK]
        if self.span.last == _YEAR or any(step.date > end.ends for step in steps):
            return {}
        return self._stated([Cell(key, self.unit, end) for key in stocks])

    def months(self, facts: Mapping[str, Fact], steps: Iterable[Step]) -> dict[str, tuple[Fact, ...]]:
        """What was done in the last month: as it was stated, else what was done to its end and to its beginning."""
        span = self.span
        done = {key: fact for key, fact in facts.items() if _is_done(fact)}
        until = Span(span.year, 1, max(1, span.last - 1))
        if span.last == 1 or any(step.date > until.ends for step in steps):
            return {}
        alone = self._stated([Cell(key, self.unit, Span(span.year, span.last, span.last)) for key in done])
        before = self._stated([Cell(key, self.unit, until) for key in done])
        dated = self.days(until)
        told: dict[str, tuple[Fact, ...]] = {key: (done[key], fact) for key, fact in before.items() if key not in dated}
        told |= {key: (fact,) for key, fact in alone.items()}
        return {key: each for key, each in told.items() if _grew(each)}

    def _stated(self, cells: Collection[Cell]) -> dict[str, Fact]:
        """The facts of cells that have a value, by indicator."""
        known = {cell: value for cell, value in ask.values(cells, self.known_on).items() if value.value is not None}
        return {cell.indicator: Fact(cell, value) for cell, value in stated(known).items() if value is not None}

    def broken_down(self, facts: Mapping[str, Fact]) -> dict[str, tuple[Fact, ...]]:
        """The facts of breakdowns by one dimension, of the measure that is told of the whole."""
        with connection.cursor() as cursor:
            cursor.execute(_BROKEN_DOWN, [self.unit, self.span.year, self.span.last])
            rows = [(key, MEASURES[measure], breakdown) for key, measure, breakdown in cursor]
        cells = [
            replace(facts[key].cell, breakdown=breakdown)
            for key, measure, breakdown in rows
            if key in facts and facts[key].cell.measure is measure
        ]
        known = ask.values(cells, self.known_on) if cells else {}
        found: dict[str, tuple[Fact, ...]] = {}
        for cell in cells:
            if known[cell].value is not None:
                found[cell.indicator] = (*found.get(cell.indicator, ()), _fact(cell, known[cell]))
        return found


def _rank(authority: str) -> int:
    """How high an authority stands; those that are not known come last."""
    return _HIGHEST.index(authority) if authority in _HIGHEST else len(_HIGHEST)


def _is_done(fact: Fact) -> bool:
    """Whether it was done over time and counted to the end of its months."""
    flowing = indicators()[fact.cell.indicator].time is TimeType.FLOW
    return flowing and fact.cell.measure is Measure.ACTUAL and fact.as_of is None


def _grew(facts: tuple[Fact, ...]) -> bool:
    """Whether something was done in a month."""
    values = [fact.value or Decimal(0) for fact in facts]
    return computed(Kind.VALUE if len(values) == 1 else Kind.ADDED, values) > 0


def _fact(cell: Cell, value: Value, as_of: date | None = None) -> Fact:
    return Fact(cell, stated({cell: value})[cell], as_of=as_of)


def _bounded(fact: Fact, bounds: Mapping[tuple[str, Measure], tuple[Decimal | None, Decimal | None]]) -> Fact:
    """The fact with its bounds, where it is known to one side only."""
    low, high = bounds.get((fact.cell.indicator, fact.cell.measure), (None, None))
    return replace(fact, low=low, high=high)


def _parts(indicator: Indicator, facts: Mapping[str, Fact]) -> tuple[Part, ...]:
    """The parts of the identity of which most is known: all of them where they make up the whole, else some."""
    whole = facts[indicator.key]
    best: tuple[Part, ...] = ()
    for identity in identities():
        if identity.total != indicator.key:
            continue
        parts = tuple(
            Part(called(indicators()[key]), facts[key])
            for key in identity.parts
            if key in facts and facts[key].cell.measure is whole.cell.measure
        )
        partial = identity.complete and len(parts) < len(identity.parts)
        if not partial and len(parts) > max(1, len(best)):
            best = parts
    return best


def _broken(whole: Fact, facts: Iterable[Fact]) -> tuple[Part, ...]:
    """The parts of a breakdown, by the names of its members; none where they exceed the whole."""
    parts = tuple(Part(fact.cell.breakdown.partition("=")[2], fact) for fact in facts)
    return parts if parts and _sum(parts) <= (whole.value or 0) else ()


def _complete(whole: Fact, parts: Collection[Part]) -> bool:
    return bool(parts) and _sum(parts) == whole.value


def _sum(parts: Iterable[Part]) -> Decimal:
    return sum((part.fact.value or Decimal(0) for part in parts), Decimal(0))


def _whole(key: str, facts: Mapping[str, Fact]) -> Fact | None:
    """What an indicator is a part done of, where that is known and not less."""
    part, whole = facts[key], facts.get(outlines().done.get(key, ""))
    if whole is None or whole.cell.measure is not part.cell.measure:
        return None
    return whole if (whole.value or 0) >= (part.value or 0) else None
