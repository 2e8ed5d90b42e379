"""What the columns of percentages and differences compare: told by headers, decided by the rows' own arithmetic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

from tonghop.core.figure import Direction, Hedge
from tonghop.reading.numerals import last_nonzero_step
from tonghop.reading.tables.cells import NumberCell
from tonghop.reading.tables.columns import PERCENT, Column, Kind, year_group

Values = Mapping[int, Mapping[int, NumberCell]]
"""Place of the row → index of the column → its number."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column of comparisons: `current` against `base`, both columns of quantities, None where the table lacks them.

    A base of kind PLAN makes a ratio to plan of it, for PLAIN columns a share of a whole.
    """

    column: Column
    current: Column | None
    base: Column | None


def compare(columns: list[Column], values: Values) -> list[Comparison]:
    """Every comparing column with its kind settled and its two sides."""
    return [_best(column, columns, values) for column in columns if _compares(column)]


def _compares(column: Column) -> bool:
    return column.kind.is_percent or column.kind in (Kind.VERSUS, Kind.DELTA)


def _best(column: Column, columns: list[Column], values: Values) -> Comparison:
    options = list(_options(column, columns))
    scored = [(_fitting(option, values), option) for option in options]
    best = max(scored, key=lambda item: item[0], default=(Fraction(0), None))
    if best[1] and (best[0] >= Fraction(1, 2) or column.kind not in (Kind.RATIO, Kind.SHARE)):
        chosen = best[1]
        unproved = (
            best[0] < Fraction(1, 2) and chosen.column.kind is not Kind.PERCENT_OF_PLAN and column.kind is Kind.VERSUS
        )
        return replace(chosen, column=_guess(column, values)) if unproved else chosen
    current = next(iter(_currents(column, columns)), None)
    return Comparison(_guess(column, values), current, None)


def _options(column: Column, columns: list[Column]) -> Iterator[Comparison]:
    plans = [c for c in columns if c.kind is Kind.PLAN]
    plans.sort(key=lambda plan: (plan.plan_of != column.plan_of, *_elsewhere(column, plan)))
    priors = [c for c in columns if c.kind is Kind.PRIOR]
    for current in _currents(column, columns):
        if column.kind in (Kind.PERCENT_OF_PLAN, Kind.RATIO):
            for plan in plans:
                if plan is not current:
                    yield Comparison(_as(column, Kind.PERCENT_OF_PLAN), current, plan)
        if column.kind in (Kind.VERSUS, Kind.INDEX, Kind.GROWTH, Kind.DELTA, Kind.RATIO):
            for prior in priors:
                yield from (Comparison(_as(column, kind), current, prior) for kind in _ways(column))
        if column.kind is Kind.DELTA:
            yield from (Comparison(column, current, plan) for plan in plans if plan is not current)
        if column.kind in (Kind.RATIO, Kind.SHARE):
            wholes = [c for c in columns if c.kind is Kind.PLAIN and c.index < column.index and c is not current]
            yield from (Comparison(_as(column, Kind.SHARE), current, whole) for whole in wholes)


def _currents(column: Column, columns: list[Column]) -> list[Column]:
    """The columns it may speak of, the likeliest first: done before planned, nearest on the left before the rest.

    A column under a year speaks of those under that year.
    """
    quantities = [c for c in columns if c.kind.holds_quantities]
    year = _year(column)
    found = [c for c in quantities if year and _year(c) == year] or [c for c in quantities if c.kind is not Kind.PRIOR]

    def distance(other: Column) -> tuple[bool, bool, bool, int]:
        elsewhen = column.period is not None and other.period != column.period
        return other.kind is Kind.PLAN, elsewhen, other.index > column.index, abs(other.index - column.index)

    return sorted(found, key=distance)


def _elsewhere(column: Column, other: Column) -> tuple[bool, int]:
    """How far a column stands: one under another year further than any other."""
    return _year(column) != _year(other), abs(other.index - column.index)


def _year(column: Column) -> str | None:
    year = year_group(column.header)
    return year["year"] if year else None


def _ways(column: Column) -> tuple[Kind, ...]:
    if column.kind is Kind.DELTA:
        return (Kind.DELTA,)
    if column.kind is Kind.GROWTH:
        return Kind.GROWTH, Kind.INDEX
    return (Kind.INDEX, Kind.GROWTH) if "%" in column.header else (Kind.INDEX, Kind.GROWTH, Kind.DELTA)


def _as(column: Column, kind: Kind) -> Column:
    return replace(column, kind=kind, unit=PERCENT if kind.is_percent else column.unit)


def _guess(column: Column, values: Values) -> Column:
    """The kind of a comparison whose base is not in the table, by the look of its numbers."""
    cells = [row[column.index] for row in values.values() if column.index in row]
    signed = any(cell.direction for cell in cells)
    middle = median(cell.value for cell in cells) if cells else Decimal(0)
    if column.kind is Kind.RATIO:
        return _as(column, Kind.SHARE)
    if column.kind not in (Kind.VERSUS, Kind.GROWTH):
        return column
    if column.kind is Kind.GROWTH:
        return (
            _as(column, Kind.INDEX)
            if not signed and all(cell.value >= 50 for cell in cells) and 80 <= middle <= 150
            else column
        )
    return _as(column, Kind.INDEX if not signed and middle >= 50 else Kind.GROWTH)


def _fitting(option: Comparison, values: Values) -> Fraction:
    """The share of rows on which the comparison holds, of those on which it can be tested."""
    assert option.current
    assert option.base
    held = tested = 0
    for row in values.values():
        current, base, stated = (row.get(c.index) for c in (option.current, option.base, option.column))
        if current and base and stated and base.value:
            tested += 1
            held += holds(option.column.kind, span(current), span(base), span(stated))
    return Fraction(held, tested) if tested else Fraction(0)


Span = tuple[Fraction, Fraction]


def span(cell: NumberCell) -> Span:
    """The interval that the printed rounding allows, negative where a minus is printed; `trên` and `gần` reach one unit
    of the last digit that is not zero."""
    half = Fraction(cell.step) / 2
    reach = Fraction(last_nonzero_step(cell.value)) if cell.value else half
    nothing = Fraction(0)
    sides = {Hedge.OVER: (nothing, reach), Hedge.UNDER: (reach, nothing), Hedge.ABOUT: (reach / 2, reach / 2)}
    below, above = sides.get(cell.hedge, (half, half))
    low, high = Fraction(cell.value) - below, Fraction(cell.value) + above
    return (-high, -low) if cell.direction is Direction.DOWN else (low, high)


def holds(kind: Kind, current: Span, base: Span, stated: Span) -> bool:
    """Whether `stated` can be the comparison of `current` with `base`, all within their rounding."""
    if kind is Kind.DELTA:
        return current[0] - base[1] <= stated[1] and stated[0] <= current[1] - base[0]
    low, high = (stated[0] + 100, stated[1] + 100) if kind is Kind.GROWTH else stated
    return (
        min(current[0] * 100 - high * base[1], current[0] * 100 - high * base[0])
        <= 0
        <= max(current[1] * 100 - low * base[0], current[1] * 100 - low * base[1])
    )
