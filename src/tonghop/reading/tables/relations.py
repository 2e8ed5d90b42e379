"""The relations that a table states by its shape: ratios and changes along a row, sums down a column and across."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, takewhile

from tonghop.catalog.headers import headers
from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Change, Quotient, RatioToPlan, Share, Statement, Sum, SumOfPlans, Via
from tonghop.core.relation import Fraction as Ratio
from tonghop.reading.relations.spans import span
from tonghop.reading.statements import Measure
from tonghop.reading.tables.columns import Column, Kind
from tonghop.reading.tables.grid import Filled
from tonghop.reading.tables.outline import Branch, branches
from tonghop.reading.tables.resolve import Span, holds

_MOST, _ALL = Fraction(2, 3), Fraction(1)
Stated = tuple[Statement, Certainty]
_VIA = {
    Role.PERCENT_OF_PLAN: Via.RATIO, Role.INDEX: Via.INDEX, Role.GROWTH: Via.GROWTH, Role.DECLINE: Via.DECLINE,
}  # fmt: skip


def statements(filled: Filled) -> Iterator[Stated]:
    """Everything a table states; its measures must have their figures."""
    for place in range(len(filled.frame.rows)):
        yield from _along(place, filled)
    for branch in branches(filled.frame.rows):
        yield from _down(branch, filled)
    yield from _shares(filled)
    yield from _across(filled)
    for first, second in pairwise(filled.worded):
        if first.role is second.role is Role.FRACTION and first.token.pair == second.token.pair:
            yield Ratio(first.id, second.id), Certainty.PRESUMED


def _along(place: int, filled: Filled) -> Iterator[Stated]:
    """Ratios, changes and shares of one row."""

    def at(column: Column | None) -> Measure | None:
        return filled.measures.get((place, column.index)) if column else None

    deltas = {c.current.index: at(c.column) for c in filled.comparisons if c.column.kind is Kind.DELTA and c.current}
    for comparison in filled.comparisons:
        current, base, stated = at(comparison.current), at(comparison.base), at(comparison.column)
        if not (comparison.current and current and stated):
            continue
        kind = comparison.column.kind
        if kind is Kind.PERCENT_OF_PLAN:
            yield RatioToPlan(current.id, stated.id, base.id if base else None), Certainty.DEFINITE
        elif kind in (Kind.SHARE, Kind.RATIO) and base:
            yield Share(current.id, base.id, stated.id), Certainty.PRESUMED
        elif kind in (Kind.INDEX, Kind.GROWTH):
            delta = None if base else deltas.get(comparison.current.index)
            if base or delta:
                yield _change(current, base, delta, stated, index=kind is Kind.INDEX), Certainty.DEFINITE
        elif kind is Kind.DELTA and base:
            yield _change(current, base, stated, None), Certainty.DEFINITE


def _change(
    current: Measure, base: Measure | None, delta: Measure | None, percent: Measure | None, *, index: bool = False
) -> Change:
    direction = next((m.direction for m in (percent, delta) if m and m.direction), None)
    return Change(current.id, _id(base), _id(delta), _id(percent), None if index else direction, index)


def _id(measure: Measure | None) -> str | None:
    return measure.id if measure else None


def _down(branch: Branch, filled: Filled) -> Iterator[Stated]:
    """Sums of the parts under a row, column by column.

    The parts are all of it where they add up in some column, or, in the only column, where the row calls itself a
    total and they come near it; else they may nest or leave a rest, and only bound it. Percentages of parts need not
    add up, so they only do where the numbers say so.
    """
    tried = {}
    for column in filled.frame.columns:
        total = filled.measures.get((branch.row, column.index))
        if total is None or not column.kind.holds_quantities:
            continue
        listed = [filled.measures.get((part, column.index)) for part in branch.parts]
        parts = [part for part in listed if part and part.unit == total.unit]
        adds_up = len(parts) > 1 and _adds_up(total, parts)
        if parts and (adds_up or not total.is_percent):
            tried[column.index] = total, parts, adds_up
    proven = any(adds_up for _, _, adds_up in tried.values())
    alone = len(tried) == 1 and all(branch.bare or (branch.total and _nearly(*stated[:2])) for stated in tried.values())
    exhaustive = proven or alone
    if branch.loose and not proven:
        return
    for total, parts, adds_up in tried.values():
        yield from _sum(total, parts, exhaustive=exhaustive and (adds_up or len(parts) == len(branch.parts)))
    if exhaustive:
        yield from _of_plans(branch, filled)


def _sum(total: Measure, parts: Sequence[Measure], *, exhaustive: bool) -> Iterator[Stated]:
    if exhaustive and len(parts) > 1:
        yield Sum(total.id, tuple(part.id for part in parts)), Certainty.DEFINITE
    elif sum((_span(part)[0] for part in parts), Fraction(0)) <= _span(total)[1]:
        yield Sum(total.id, tuple(part.id for part in parts), at_most=True), Certainty.PRESUMED
    else:
        yield from ((Sum(total.id, (part.id,), at_most=True), Certainty.PRESUMED) for part in parts)


def _shares(filled: Filled) -> Iterator[Stated]:
    """What each part of a total is of it, in percent, where most of the parts fit: the nearest total that they fit."""
    known = branches(filled.frame.rows)
    totals = [branch.row for branch in known if branch.total]
    for comparison in filled.comparisons:
        column, current = comparison.column, comparison.current
        if column.kind is Kind.SHARE and current and not comparison.base:
            for branch in known:
                tried = (list(_shares_of(filled, row, branch, current, column)) for row in (branch.row, *totals))
                yield from next(filter(None, tried), [])


def _shares_of(filled: Filled, row: int, branch: Branch, current: Column, column: Column) -> Iterator[Stated]:
    whole = filled.measures.get((row, current.index))
    pairs = (
        (filled.measures.get((part, current.index)), filled.measures.get((part, column.index))) for part in branch.parts
    )
    stated = [(part, share) for part, share in pairs if whole and part and share and part.unit == whole.unit]
    if whole is None or not whole.token.number:
        return
    fitting = sum(holds(Kind.SHARE, _span(part), _span(whole), _span(share)) for part, share in stated)
    if fitting > 1 and fitting >= _MOST * len(stated):
        for part, share in stated:
            yield Share(part.id, whole.id, share.id), Certainty.PRESUMED


def _of_plans(branch: Branch, filled: Filled) -> Iterator[Stated]:
    """Where parts add up, so do the plans or bases that their percentages imply."""
    for comparison in filled.comparisons:
        if comparison.base or comparison.current is None:
            continue
        places = (branch.row, *branch.parts)
        quotients = [_quotient(filled, place, comparison.current, comparison.column) for place in places]
        known = [quotient for quotient in quotients if quotient]
        if len(known) == len(places) > 2:
            yield SumOfPlans(known[0], tuple(known[1:])), Certainty.PRESUMED


def _quotient(filled: Filled, place: int, current: Column, column: Column) -> Quotient | None:
    actual, percent = filled.measures.get((place, current.index)), filled.measures.get((place, column.index))
    if actual is None or percent is None or percent.role not in _VIA:
        return None
    return Quotient(actual.id, percent.id, _VIA[percent.role])


def _across(filled: Filled) -> Iterator[Stated]:
    """Sums along a row: of a column called a total, where most rows add up; without any header, where all do."""
    total = headers().rows["total"]
    columns = filled.frame.columns
    for position, head in enumerate(columns):
        rest = list(takewhile(lambda c: c.kind is Kind.PLAIN and not total.match(c.header), columns[position + 1 :]))
        if head.kind is not Kind.PLAIN:
            continue
        if total.match(head.header):
            yield from _sums_of(filled, head, rest, needed=_MOST)
        elif not head.header:
            tried = (list(_sums_of(filled, head, rest[:end], needed=_ALL)) for end in range(2, len(rest) + 1))
            yield from next(filter(None, tried), [])


def _sums_of(filled: Filled, head: Column, rest: Sequence[Column], *, needed: Fraction) -> Iterator[Stated]:
    """The sum of each row, if enough rows add up."""
    rows = [_row_sum(filled, place, head, rest) for place in range(len(filled.frame.rows))]
    known = [row for row in rows if row]
    held = sum(_adds_up(total, parts) for total, parts in known)
    if len(known) > 1 and held >= needed * len(known):
        for total, parts in known:
            yield Sum(total.id, tuple(part.id for part in parts)), Certainty.PRESUMED


def _row_sum(filled: Filled, place: int, head: Column, rest: Sequence[Column]) -> tuple[Measure, list[Measure]] | None:
    total = filled.measures.get((place, head.index))
    parts = [part for column in rest if (part := filled.measures.get((place, column.index)))]
    same = total is not None and len(parts) > 1 and all(part.unit == total.unit for part in parts)
    return (total, parts) if total and same else None


def _nearly(total: Measure, parts: Sequence[Measure]) -> bool:
    """Whether the parts miss their total by so little that a slip explains it better than a rest."""
    missing = total.token.number - sum(part.token.number for part in parts)
    return len(parts) > 1 and abs(missing) * 10 <= abs(total.token.number)


def _adds_up(total: Measure, parts: Sequence[Measure]) -> bool:
    spans = [_span(part) for part in parts]
    low, high = _span(total)
    return sum((span[0] for span in spans), Fraction(0)) <= high and low <= sum(
        (span[1] for span in spans), Fraction(0)
    )


def _span(measure: Measure) -> Span:
    low, high = span(measure)
    return Fraction(low), Fraction(high)
