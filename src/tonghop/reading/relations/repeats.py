"""Relations between statements: one quantity said twice, one plan behind several percentages, sums of plans, time."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Basis, Hedge, Role
from tonghop.core.period import year_of
from tonghop.core.relation import (
    Certainty,
    Difference,
    OrderOfPlans,
    Quotient,
    SamePlan,
    SameQuantity,
    SumOfPlans,
    Via,
)
from tonghop.reading.relations.echoes import REPEATABLE, echoes, joined
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.headlines import headlines, misprinted
from tonghop.reading.relations.quotients import Found
from tonghop.reading.statements import Measure, Statement

_VIA: Final = {
    Role.PERCENT_OF_PLAN: Via.RATIO,
    Role.INDEX: Via.INDEX,
    Role.GROWTH: Via.GROWTH,
    Role.DECLINE: Via.DECLINE,
}
_TABLED: Final = REPEATABLE.union(_VIA)
_CHANGES: Final = (Role.INDEX, Role.GROWTH, Role.DECLINE)
_SUMMED: Final = (Role.AMOUNT, Role.COUNT, Role.AREA)
_CHANCE: Final = Decimal(20)
_BOTH: Final = 2
_EVENT: Final = re.compile(r"thêm|tiếp tục|mới|lần")


def relations(statements: list[Statement], groups: list[Group], in_tables: list[Measure]) -> Iterator[Found]:
    """All relations that reach across statements, and between the text and its tables."""
    measures = [measure for statement in statements for measure in statement.measures]
    quotients = _quotients(measures)
    yield from _same_plans(quotients)
    yield from _sums_of_plans(groups, quotients)
    yield from _orders(quotients)
    yield from _same_quantities(statements)
    yield from _cumulative(measures)
    yield from _tabled(measures, in_tables)


def _quotients(measures: Iterable[Measure]) -> dict[int, list[Measure]]:
    """Percentages of plan or against a base, by the measure they qualify."""
    result: dict[int, list[Measure]] = {}
    for measure in measures:
        plain = measure.role is not Role.PERCENT_OF_PLAN or measure.direction is None
        if measure.role in _VIA and measure.is_percent and plain and measure.of and not measure.of.is_percent:
            result.setdefault(id(measure.of), []).append(measure)
    return result


def _quotient(percent: Measure) -> Quotient:
    assert percent.of
    return Quotient(percent.of.id, percent.id, _VIA[percent.role])


def _keys(measure: Measure) -> list[tuple[str, bool]]:
    subject = " ".join((measure.subject or "").lower().split())
    named = [(subject, False)] if len(subject.split()) >= 3 else []
    return ([(measure.indicator, True)] if measure.indicator else []) + named


def _same_plans(quotients: dict[int, list[Measure]]) -> Iterator[Found]:
    plans: dict[tuple[tuple[str, bool], tuple[object, ...]], list[Measure]] = {}
    for percents in quotients.values():
        for percent in percents:
            assert percent.of
            for key in _keys(percent.of) if percent.role is Role.PERCENT_OF_PLAN else ():
                same = (percent.plan_of, year_of(percent.of.period), percent.of.unit, percent.of.place)
                plans.setdefault((key, same), []).append(percent)
    for ((_, listed), _), percents in plans.items():
        if len(percents) < _BOTH:
            continue
        distinct = list({(p.of.token.number if p.of else None, p.token.number): p for p in percents}.values())
        dates = {(p.period, p.as_of) for p in distinct}
        if len(distinct) > 1 and len(dates) == len(distinct):
            certainty = Certainty.DEFINITE if listed else Certainty.PRESUMED
            yield SamePlan(tuple(_quotient(p) for p in distinct)), certainty, "dự toán"


def _sums_of_plans(groups: list[Group], quotients: dict[int, list[Measure]]) -> Iterator[Found]:
    for group in groups:
        if len(group.parts) < 2 or not (group.whole and group.adds_up):
            continue
        for percent in quotients.get(id(group.total), ()):
            parts = [
                next((q for q in quotients.get(id(part), ()) if _matches(percent, q)), None) for part in group.parts
            ]
            if all(parts):
                stated = SumOfPlans(_quotient(percent), tuple(_quotient(part) for part in parts if part))
                same = all(part and part.plan_of == percent.plan_of for part in parts)
                yield stated, Certainty.DEFINITE if same else Certainty.PRESUMED, "tổng dự toán"


def _matches(total: Measure, part: Measure) -> bool:
    if total.role is Role.PERCENT_OF_PLAN:
        return part.role is Role.PERCENT_OF_PLAN and (
            total.plan_of == part.plan_of or (total.plan_of or "") in (part.plan_of or "").split("+")
        )
    return part.role in _CHANGES and part.base_period == total.base_period


def _orders(quotients: dict[int, list[Measure]]) -> Iterator[Found]:
    bases: dict[object, list[Measure]] = {}
    for percents in quotients.values():
        for percent in percents:
            assert percent.of
            if percent.role in _CHANGES and percent.of.indicator and percent.of.basis is not Basis.PLAN:
                base = percent.of.indicator, percent.of.place, percent.of.unit
                bases.setdefault(base, []).append(percent)
    for percents in bases.values():
        last = {id(percent.of): percent for percent in percents}
        for first, second in _one_before_another([percent.of for percent in last.values() if percent.of]):
            stated = OrderOfPlans(_quotient(last[id(first)]), _quotient(last[id(second)]))
            yield stated, Certainty.PRESUMED, "lũy kế"


def _one_before_another(measures: list[Measure]) -> list[tuple[Measure, Measure]]:
    """Pairs of a part of the year up to a date and an estimate of the same year that goes on from it: of the whole, not
    of its parts by place or sex."""
    so_far = [m for m in measures if (m.period or "").endswith("-YTD")] if len(measures) > 1 else []
    if not so_far or len(so_far) == len(measures):
        return []
    estimates: dict[int | None, list[Measure]] = {}
    for measure in measures:
        if measure.parent and measure.parent.indicator == measure.indicator:
            continue
        if measure.basis is Basis.ESTIMATE and not (measure.period or "").endswith("-YTD"):
            estimates.setdefault(year_of(measure.period), []).append(measure)
    years = [(first, year_of(first.period)) for first in so_far]
    return [(first, second) for first, year in years if year for second in estimates.get(year, ())]


def _same_quantities(statements: list[Statement]) -> Iterator[Found]:
    agreeing = [*echoes(statements), *headlines(statements)]
    placed = {id(measure): statement for statement in statements for measure in statement.measures}
    for members in _of_one_thing(statements):
        equal: dict[Decimal, list[Measure]] = {}
        for measure in members:
            equal.setdefault(measure.token.number, []).append(measure)
        agreeing += [same for same in equal.values() if len(same) > 1 and not _tied(same) and _telling(same)]
        if len(equal) > 1:
            yield from _disagreeing(members, placed)
    for same in joined(agreeing):
        yield SameQuantity(tuple(measure.id for measure in same)), Certainty.DEFINITE, "nhắc lại"
    for same in misprinted(statements):
        yield SameQuantity(tuple(measure.id for measure in same)), Certainty.PRESUMED, "nhắc lại"


def _of_one_thing(statements: list[Statement]) -> list[list[Measure]]:
    """Measures of one indicator, period, unit, place and basis, where there are several."""
    said: dict[object, list[Measure]] = {}
    for statement in statements:
        for measure in statement.measures:
            exact = measure.hedge is Hedge.EXACT and measure.role in REPEATABLE and not measure.is_percent
            if exact and measure.indicator:
                planned = measure.role is Role.PLAN_VALUE
                time = measure.period, measure.as_of, measure.basis
                thing = measure.indicator, time, measure.unit, measure.place, planned
                said.setdefault(thing, []).append(measure)
    return [members for members in said.values() if len(members) > 1]


def _telling(members: list[Measure]) -> bool:
    """Whether equal numbers are no chance: large, and of subjects with words in common."""
    words = [set((measure.subject or "").lower().split()) for measure in members]
    return members[0].token.number >= _CHANCE and len(set.intersection(*words)) > 1


def _tied(members: list[Measure]) -> bool:
    """Whether two equal numbers are the sides of one fraction or a part and its whole."""
    return len(members) == 2 and (
        members[0].partner is members[1] or members[1].parent is members[0] or members[0].parent is members[1]
    )


def _disagreeing(members: list[Measure], placed: dict[int, Statement]) -> Iterator[Found]:
    """Different values of what sentences of one section call one and the same thing: worth a question."""
    by_subject: dict[object, list[Measure]] = {}
    for measure in members:
        subject = " ".join((measure.subject or "").lower().split())
        if (
            len(subject.split()) >= 4
            and measure.parent is None
            and measure.partner is None
            and not _EVENT.search(subject)
        ):
            by_subject.setdefault((subject, placed[id(measure)].headings), []).append(measure)
    for same in by_subject.values():
        apart = len({id(placed[id(m)]) for m in same}) == len(same)
        if apart and len({m.token.number for m in same}) > 1 and _comparable(same):
            yield SameQuantity(tuple(m.id for m in same)), Certainty.PRESUMED, "nhắc lại"


def _tabled(measures: list[Measure], in_tables: list[Measure]) -> Iterator[Found]:
    """What the text and its own table state of one indicator, period, basis and unit."""
    cells: dict[object, list[Measure]] = {}
    for measure in in_tables:
        if measure.indicator and measure.role in _TABLED:
            cells.setdefault(_identity(measure), []).append(measure)
    for measure in measures if cells else ():
        same = cells.get(_identity(measure), []) if measure.indicator and measure.parent is None else []
        if len(same) == 1 and _comparable([measure, *same]):
            agreed = same[0].token.number == measure.token.number
            yield (
                SameQuantity((measure.id, same[0].id)),
                Certainty.DEFINITE if agreed or _same_words(measure, same[0]) else Certainty.PRESUMED,
                "bảng",
            )


def _comparable(members: list[Measure]) -> bool:
    """Whether values lie near enough to be one quantity with a slip; far ones are two quantities of a like name."""
    values = [measure.token.number for measure in members]
    return max(values) <= 2 * min(values)


def _identity(measure: Measure) -> tuple[object, ...]:
    return measure.indicator, measure.role, measure.period, measure.basis, measure.unit, measure.place, measure.plan_of


def _same_words(first: Measure, second: Measure) -> bool:
    one, other = (set((measure.subject or "").lower().split()) for measure in (first, second))
    return len(one & other) >= min(len(one), len(other), 3) > 1


def _cumulative(measures: list[Measure]) -> Iterator[Found]:
    by_indicator: dict[object, list[Measure]] = {}
    for measure in measures:
        if measure.indicator and measure.role in _SUMMED and measure.hedge is Hedge.EXACT:
            thing = measure.indicator, measure.unit, measure.place
            by_indicator.setdefault(thing, []).append(measure)
    for same in by_indicator.values():
        for first, second in _one_before_another(same):
            if first.basis is Basis.ACTUAL:
                yield Difference(second.id, first.id), Certainty.DEFINITE, "lũy kế"
