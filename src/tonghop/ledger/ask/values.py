"""Values of cells: stated, added up from the units below, from single months, or from predecessors of the unit."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell, Standing
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.ask.effective import NOTHING, Answer, Origin, effective
from tonghop.ledger.models import Indicator, Unit
from tonghop.ledger.units import Step


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a cell, exact; None where there is none. `steps` are the mergers and splits it was taken across."""

    value: Fraction | None
    origin: Origin
    standing: Standing = Standing.VALUE
    parts: int = 0
    versions: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()


def values(wanted: Collection[Cell], known_on: datetime | None = None) -> dict[Cell, Value]:
    """The values of cells, now or as known on a moment; a bounded number of queries whatever the number of cells.

    What is stated or added up goes first; then, for what adds up over time, single months that are all there; then,
    for a unit born within the span, its own months and those of its predecessors before.
    """
    found = {cell: _plain(answer) for cell, answer in effective(wanted, known_on).items()}
    for fill in (_from_months, _from_predecessors):
        missing = [cell for cell in _adding_up(found) if found[cell].origin is Origin.NOTHING]
        if missing:
            found |= fill(missing, known_on)
    return found


def same_period(wanted: Collection[Cell], known_on: datetime | None = None, years: int = 1) -> dict[Cell, Value]:
    """For each cell the value of the same span `years` earlier, of the unit as it is now.

    Where the unit came about in between, that is the sum of the shares of its predecessors, with the steps taken; it
    has no value where the unit has no known predecessor ("không có số liệu so sánh").
    """
    before = {cell: replace(cell, span=cell.span.years_before(years)) for cell in wanted}
    unchanged = values(list(before.values()), known_on)
    found = {cell: unchanged[base] for cell, base in before.items()}
    lost = [cell for cell, value in found.items() if value.value is None]
    return found | _across(lost, lambda cell: before[cell].span, known_on)


def _plain(answer: Answer) -> Value:
    exact = None if answer.value is None else Fraction(answer.value)
    versions = () if answer.version is None else (answer.version,)
    return Value(exact, answer.origin, answer.standing, answer.parts, versions)


_NO_VALUE = _plain(NOTHING)


def _adding_up(found: Mapping[Cell, Value]) -> list[Cell]:
    keys = {cell.indicator for cell in found}
    summed = set(Indicator.objects.filter(key__in=keys, over_time=Aggregation.SUM).values_list("key", flat=True))
    return [cell for cell in found if cell.indicator in summed and cell.span.months > 1]


def _from_months(wanted: Iterable[Cell], known_on: datetime | None) -> dict[Cell, Value]:
    """Sums of single months, where every month of the span is there."""
    months = {
        cell: [
            replace(cell, span=Span(cell.span.year, month, month))
            for month in range(cell.span.first, cell.span.last + 1)
        ]
        for cell in wanted
        if cell.span.last <= 12
    }
    singles = effective([month for each in months.values() for month in each], known_on)
    return {
        cell: _sum([_plain(singles[month]) for month in each], Origin.MONTHS)
        for cell, each in months.items()
        if all(singles[month].value is not None for month in each)
    }


def _from_predecessors(wanted: Iterable[Cell], known_on: datetime | None) -> dict[Cell, Value]:
    """For units born within the span: their own months, and those of their predecessors before."""
    born = dict(Unit.objects.filter(code__in={cell.unit for cell in wanted}).values_list("code", "born"))
    split = {cell: _halves(cell, born[cell.unit]) for cell in wanted}
    young = {cell: halves for cell, halves in split.items() if halves}
    own = effective([after for _, after in young.values()], known_on)
    before = _across(young, lambda cell: young[cell][0].span, known_on)
    return {
        cell: _sum([before[cell], _plain(own[after])], Origin.PREDECESSORS)
        for cell, (_, after) in young.items()
        if before[cell].value is not None and own[after].value is not None
    }


def _halves(cell: Cell, born: date | None) -> tuple[Cell, Cell] | None:
    """The months of a span before a unit was born on the first of a month, and those from then on."""
    span = cell.span
    if born is None or born.day != 1 or not span.starts < born <= span.ends or span.last > 12:
        return None
    month = born.month
    return (
        replace(cell, span=Span(span.year, span.first, month - 1)),
        replace(cell, span=Span(span.year, month, span.last)),
    )


def _across(wanted: Collection[Cell], span_of: Callable[[Cell], Span], known_on: datetime | None) -> dict[Cell, Value]:
    """The values over another span of the units that a unit came from, each by its share."""
    lineages = {
        (unit, on): units.lineage(unit, on) for unit, on in {(cell.unit, span_of(cell).ends) for cell in wanted}
    }
    shares = {}
    for cell in wanted:
        lineage = lineages[cell.unit, span_of(cell).ends]
        shares[cell] = () if lineage.unchanged else lineage.shares(cell.indicator) or ()
    bases = {
        cell: [replace(cell, unit=share.unit, span=span_of(cell)) for share in each] for cell, each in shares.items()
    }
    known = values([base for each in bases.values() for base in each], known_on)
    found = dict.fromkeys(wanted, _NO_VALUE)
    for cell, each in bases.items():
        if each and all(known[base].value is not None for base in each):
            parts = [
                replace(known[base], value=share.share * (known[base].value or 0), steps=share.steps)
                for base, share in zip(each, shares[cell], strict=True)
            ]
            found[cell] = _sum(parts, Origin.PREDECESSORS)
    return found


def _sum(parts: Collection[Value], origin: Origin) -> Value:
    return Value(
        sum((part.value for part in parts if part.value is not None), Fraction(0)),
        origin,
        parts=len(parts),
        versions=tuple(version for part in parts for version in part.versions),
        steps=tuple(dict.fromkeys(step for part in parts for step in part.steps)),
    )
