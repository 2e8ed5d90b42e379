"""Percentages compared with one another: `đạt 38,1%, thấp hơn 0,4% so với chỉ tiêu (38,5%)` are points."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Difference
from tonghop.reading.relations.quotients import Found
from tonghop.reading.relations.spans import adding
from tonghop.reading.roles.phrases import PRIOR
from tonghop.reading.statements import Measure, Statement

_LEVELS: Final = frozenset({Role.SHARE, Role.GROWTH, Role.DECLINE, Role.RATE})
_GAPS: Final = frozenset({Role.PERCENT_OF_PLAN, Role.GROWTH, Role.DECLINE, Role.DELTA})
_VERB: Final = re.compile(r"(?:tăng|giảm|vượt|thấp hơn|cao hơn|kém|hụt)(?: (?:là|khoảng|gần|hơn|thêm|được))? ?$")
_LOWER: Final = re.compile(r"(?:thấp hơn|cao hơn) $")
_AGAINST: Final = re.compile(r" ?so (?:với )?[^;()]{1,160}\([^()\d;]{0,30}$")
_BEFORE_IT: Final = re.compile(r"\) ?,?(?: là)? ?(?:tăng|giảm|vượt|thấp hơn|cao hơn|kém|hụt)? ?$")
_FROM: Final = re.compile(r"từ(?: mức)? ?$")
_TO: Final = re.compile(r" ?[^,;().]{0,30}(?:lên|xuống|còn|đến)(?: còn)? ?$")
_NEAR: Final = 60
_BOTH: Final = 2


def relations(statements: list[Statement]) -> Iterator[Found]:
    """Differences of percentages that fit, or that the words plainly tell."""
    for statement in statements:
        percents = [m for m in statement.measures if m.is_percent or m.unit == "điểm %"]
        if len(percents) > 2:
            yield from _differences(statement, percents)


def _differences(statement: Statement, percents: list[Measure]) -> Iterator[Found]:
    gaps = [m for m in percents if m.role in _GAPS and _is_gap(statement, m)]
    plain = [m for m in percents if not any(m is gap for gap in gaps)]
    for gap in gaps:
        levels = plain if gap.is_percent else [m for m in percents if m.is_percent]
        pairs = list(_pairs(statement, levels, gap))
        fitting = next(
            (pair for pair in pairs if adding(max(pair, key=_value), [min(pair, key=_value), gap]) == _BOTH), None
        )
        if fitting:
            yield _difference(fitting, gap), Certainty.DEFINITE, "so với"
        elif len(pairs) == 1 and _are_points(statement, gap, pairs[0]):
            yield _difference(pairs[0], gap), Certainty.PRESUMED, "so với"


def _difference(pair: tuple[Measure, Measure], gap: Measure) -> Difference:
    return Difference(max(pair, key=_value).id, min(pair, key=_value).id, gap.id)


def _value(measure: Measure) -> Decimal:
    return measure.token.number


def _are_points(statement: Statement, gap: Measure, pair: tuple[Measure, Measure]) -> bool:
    """Whether the words leave no other reading: `điểm phần trăm`, or lower and higher than a level that is no rate."""
    now, then = (measure.token.number for measure in pair)
    relative = then and abs(abs(now - then) * 100 / then - gap.token.number) < 1
    told = _LOWER.search(statement.folded[max(0, gap.at - 24) : gap.at])
    return gap.unit == "điểm %" or bool(told and not relative and pair[0].role is Role.SHARE)


def _is_gap(statement: Statement, measure: Measure) -> bool:
    return measure.unit == "điểm %" or _VERB.search(statement.folded[max(0, measure.at - 24) : measure.at]) is not None


def _pairs(statement: Statement, levels: list[Measure], gap: Measure) -> Iterator[tuple[Measure, Measure]]:
    """What a difference may be between: the level before it, and the one in a bracket beside it or after `từ`."""
    before = [m for m in levels if m.at < gap.at and m.clause == gap.clause]
    outer = [m for m in before if m.path == gap.path[: len(m.path)] and m.role in _LEVELS]
    after = next((m for m in levels if m.at > gap.at), None)
    if outer and after and after.path[:-1] == gap.path and _AGAINST.match(statement.between(gap, after)):
        yield outer[-1], after
    beside = before[-1] if before and len(before[-1].path) > len(gap.path) else None
    if beside and beside.role is Role.PLAN_VALUE and PRIOR.match(gap.after.strip()):
        return
    if outer and beside and _BEFORE_IT.match(statement.between(beside, gap)):
        yield outer[-1], beside
    behind = [m for m in levels if gap.at < m.at < gap.at + _NEAR and m.path[:-1] == gap.path]
    for start, end in pairwise([*before, *behind]):
        if abs(gap.at - end.at) < _NEAR and _FROM.search(start.before) and _TO.fullmatch(statement.between(start, end)):
            yield end, start
