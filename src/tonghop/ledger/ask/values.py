"""Values of cells: stated, added up from the units below, from single months, or from predecessors of the unit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell, Standing
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.ask.effective import NOTHING, Origin, Value, effective
from tonghop.ledger.models import Indicator, Unit
from tonghop.ledger.units import Lineage, Share

Restated = tuple[Cell, Cell]
"""A cell and an earlier one of the same unit, whose value is asked for what the unit is in the span of the first."""


def values(wanted: Collection[Cell], known_on: datetime | None = None) -> dict[Cell, Value]:
    """The values of cells, now or as known on a moment; a bounded number of queries whatever the number of cells.

    What is stated or added up goes first; then, for what adds up over time, single months that are all there; then,
    for a unit born within the span, its own months and those of its predecessors before.
    """
    found = effective(wanted, known_on)
    unknown = _adding_up(cell for cell, value in found.items() if value.origin is Origin.NOTHING)
    if unknown:
        found |= _from_months(unknown, known_on)
        found |= _from_predecessors([cell for cell in unknown if found[cell].origin is Origin.NOTHING], known_on)
    return found


def same_period(wanted: Collection[Cell], known_on: datetime | None = None, years: int = 1) -> dict[Cell, Value]:
    """For each cell the value of the same span `years` earlier, of the territory that the unit has in the span asked.

    Where the unit came about, took in or gave away something in between, that is the sum of the shares of its
    predecessors, with the steps taken; there is none where a share or a figure of theirs is not known ("không có số
    liệu so sánh").
    """
    return same_periods(wanted, (years,), known_on)[years]


def same_periods(
    wanted: Collection[Cell], years: Collection[int], known_on: datetime | None = None
) -> dict[int, dict[Cell, Value]]:
    """What `same_period` gives, for several numbers of years back, which costs no more queries than one."""
    before = {(cell, back): replace(cell, span=cell.span.years_before(back)) for cell in wanted for back in years}
    known = _restated({(cell, base) for (cell, _), base in before.items()}, known_on)
    return {back: {cell: known[cell, before[cell, back]] for cell in wanted} for back in years}


def _adding_up(wanted: Iterable[Cell]) -> list[Cell]:
    """The cells of several months within a year whose indicator adds up over time."""
    several = [cell for cell in wanted if cell.span.months > 1 and cell.span.last <= 12]
    keys = {cell.indicator for cell in several}
    if not keys:
        return []
    summed = set(Indicator.objects.filter(key__in=keys, over_time=Aggregation.SUM).values_list("key", flat=True))
    return [cell for cell in several if cell.indicator in summed]


def _from_months(wanted: Iterable[Cell], known_on: datetime | None) -> dict[Cell, Value]:
    """Sums of single months, where no month of the span is missing."""
    months = {
        cell: [replace(cell, span=Span(cell.span.year, month, month)) for month in _months(cell.span)]
        for cell in wanted
    }
    singles = effective([month for each in months.values() for month in each], known_on)
    return {cell: _sum([singles[month] for month in each], Origin.MONTHS) for cell, each in months.items()}


def _months(span: Span) -> range:
    return range(span.first, span.last + 1)


def _from_predecessors(wanted: Collection[Cell], known_on: datetime | None) -> dict[Cell, Value]:
    """For units born within the span: their own months, and those of their predecessors before."""
    if not wanted:
        return {}
    born = dict(Unit.objects.filter(code__in={cell.unit for cell in wanted}).values_list("code", "born"))
    halves = {cell: half for cell in wanted if (half := _halves(cell, born[cell.unit]))}
    own = effective([later for _, later in halves.values()], known_on)
    own |= _from_months([cell for cell, value in own.items() if value.origin is Origin.NOTHING], known_on)
    before = _restated([(cell, earlier) for cell, (earlier, _) in halves.items()], known_on)
    return {
        cell: _sum([before[cell, earlier], own[later]], Origin.PREDECESSORS)
        for cell, (earlier, later) in halves.items()
    }


def _halves(cell: Cell, born: date | None) -> tuple[Cell, Cell] | None:
    """The months of a span before a unit was born on the first of a month, and those from then on."""
    span = cell.span
    if born is None or born.day != 1 or not span.starts < born <= span.ends:
        return None
    return (
        replace(cell, span=Span(span.year, span.first, born.month - 1)),
        replace(cell, span=Span(span.year, born.month, span.last)),
    )


def _restated(pairs: Collection[Restated], known_on: datetime | None) -> dict[Restated, Value]:
    """For each cell the value of its base, an earlier cell of the same unit, for what it is in the span of the cell."""
    lineages = units.lineages({(base.unit, base.span.ends) for _, base in pairs}, known_on)
    shares = _that_add_up(_shares(pairs, lineages))
    parts = {(cell, base): [replace(base, unit=share.unit) for share in shares[cell, base]] for cell, base in pairs}
    known = values([part for each in parts.values() for part in each], known_on)
    return {pair: share_out([known[part] for part in parts[pair]], shares[pair]) for pair in pairs}


def _shares(
    pairs: Iterable[Restated], lineages: Mapping[tuple[str, date], Lineage]
) -> dict[Restated, tuple[Share, ...]]:
    """What units as they are at the end of a cell's span were made of; empty where that cannot be told."""
    special = {asked: lineage.special for asked, lineage in lineages.items()}

    @cache
    def made_of(asked: tuple[str, date], until: date, indicator: str | None) -> tuple[Share, ...]:
        steps = tuple(step for step in lineages[asked].steps if step.date <= until)
        return replace(lineages[asked], steps=steps).shares(indicator) or ()

    def of(cell: Cell, base: Cell) -> tuple[Share, ...]:
        asked = base.unit, base.span.ends
        return made_of(asked, cell.span.ends, cell.indicator if cell.indicator in special[asked] else None)

    return {(cell, base): of(cell, base) for cell, base in pairs}


def _that_add_up(shares: Mapping[Restated, tuple[Share, ...]]) -> dict[Restated, tuple[Share, ...]]:
    """The shares, none where the unit was not one whole unit before and the indicator does not add up over units.

    A rate of several is not the sum of their rates, and that of a part is no part of it.
    """
    keys = {cell.indicator for (cell, _), each in shares.items() if not whole(each)}
    summed = set(Indicator.objects.filter(key__in=keys, over_units=Aggregation.SUM).values_list("key", flat=True))
    return {pair: each if pair[0].indicator in summed or whole(each) else () for pair, each in shares.items()}


def whole(shares: Sequence[Share]) -> bool:
    """Whether the shares are one unit, undivided."""
    return len(shares) == 1 and shares[0].share == 1


def share_out(parts: Sequence[Value], shares: Sequence[Share]) -> Value:
    """The sum of the shares of the parts; nothing where one is missing."""
    if len(shares) == 1 and not shares[0].steps:
        return parts[0]
    shared = [
        replace(part, value=None if part.value is None else share.share * part.value, steps=share.steps)
        for part, share in zip(parts, shares, strict=True)
    ]
    return _sum(shared, Origin.PREDECESSORS)


def _sum(parts: Sequence[Value], origin: Origin) -> Value:
    """The sum; nothing where a part is missing. A part to which the indicator does not apply adds nothing."""
    stated = [part.value for part in parts if part.value is not None]
    if not stated or any(part.standing is Standing.MISSING for part in parts):
        return NOTHING
    return Value(
        sum(stated, Fraction(0)),
        origin,
        parts=len(stated),
        versions=tuple(version for part in parts for version in part.versions),
        steps=tuple(dict.fromkeys(step for part in parts for step in part.steps)),
    )
