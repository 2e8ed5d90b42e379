"""A percentage of a plan that an earlier sentence prints: `Kế hoạch 250 ha. … Đã trồng 180 ha, đạt 72% kế hoạch`."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, RatioToPlan
from tonghop.reading.relations.quotients import Found, fits, is_quotient, is_whole, misses
from tonghop.reading.relations.spans import span
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.roles.qualifying import content_words
from tonghop.reading.statements import Measure, Statement

_SPENT: Final = re.compile(r"(?:giải ngân|thanh toán|thực hiện|đã chi)[^,;.()]{0,30}$")
_GIVEN: Final = re.compile(r"(?:phân bổ|được giao|bố trí|giao vốn|kế hoạch vốn)[^,;.()]{0,60}$")
_NEAR: Final = 3
_DIGITS: Final = 3
_REMEMBERED: Final = 40
_MOST_WORDS: Final = 2


def relations(statements: list[Statement]) -> Iterator[Found]:
    """Ratios to plans printed in an earlier sentence, of the same thing by name or by value."""
    plans: deque[Measure] = deque(maxlen=_REMEMBERED)
    for statement in statements:
        own = [m for m in statement.measures if m.role is Role.PLAN_VALUE]
        for percent in statement.measures if plans and not own else ():
            actual = percent.of
            if percent.role is Role.PERCENT_OF_PLAN and percent.direction is None and actual and not actual.is_percent:
                plan = next((m for m in reversed(plans) if _is_of(m, actual, percent)), None)
                plan = plan or _just_told(statement, actual, percent)
                if plan:
                    told = is_quotient(actual, plan, percent) or _named_alike(plan, actual)
                    certainty = Certainty.DEFINITE if told else Certainty.PRESUMED
                    yield RatioToPlan(actual.id, percent.id, plan.id), certainty, "kế hoạch"
        if own:
            plans.extend(own)


def _just_told(statement: Statement, actual: Measure, percent: Measure) -> Measure | None:
    """`Dự toán tỉnh giao là 460 tỷ đồng. Ước cả năm thu 471 tỷ đồng, bằng 102,4% dự toán`: by what fits exactly."""
    before = statement.previous.measures if statement.previous else ()
    plans = (m for m in before if m.role is Role.PLAN_VALUE and m.unit == actual.unit and m.partner is None)
    return next((m for m in plans if _is_exact(actual, m, percent)), None)


def _is_precise(percent: Measure) -> bool:
    return len(percent.token.number.normalize().as_tuple().digits) >= _DIGITS


def _is_exact(actual: Measure, plan: Measure, percent: Measure) -> bool:
    """Whether a percentage of many digits is that of the actual to the plan, which can hardly be chance."""
    return _is_precise(percent) and plan.token.number > 0 and is_quotient(actual, plan, percent)


def _is_of(plan: Measure, actual: Measure, percent: Measure) -> bool:
    """Whether the plan is that of the actual: it stands beside the same actual, or has its name and the ratio fits."""
    given = None in (plan.plan_of, percent.plan_of) or plan.plan_of == percent.plan_of
    if not given or plan.token.number <= 0 or not same_kind(plan, actual):
        return False
    if plan.partner and _same_value(plan.partner, actual):
        return misses(actual, plan, percent) < 1
    return fits(actual, plan, percent) and _named_alike(plan, actual)


def _same_value(first: Measure, second: Measure) -> bool:
    (low, high), (least, most) = span(first), span(second)
    return low <= most and least <= high


def _named_alike(plan: Measure, actual: Measure) -> bool:
    """Whether most words of the shorter name are in the longer, or both are of one indicator."""
    if plan.indicator and plan.indicator == actual.indicator:
        return True
    one, other = (content_words((measure.subject or "").lower()) for measure in (plan, actual))
    return len(one & other) * _MOST_WORDS >= min(len(one), len(other)) > 0


def stated_plan(statement: Statement, percent: Measure, actual: Measure) -> Measure | None:
    """The plan that the sentence prints beside the actual: a plan by its words, or the amount assigned before it."""
    plans = [m for m in statement.measures if m.role is Role.PLAN_VALUE and m.partner is None and m is not actual]
    near = [m for m in plans if same_kind(actual, m) and abs(m.clause - percent.clause) < 2]
    near = [m for m in near if _is_exact(actual, m, percent) or not _bracketed_behind_another(statement, m, actual)]
    fitting = [m for m in near if m.plan_of == percent.plan_of or None in (m.plan_of, percent.plan_of)]
    plan = min(fitting, key=lambda m: abs(m.at - percent.at), default=None)
    rivals = [
        m
        for m in statement.measures
        if plan and m.role is Role.PERCENT_OF_PLAN and abs(m.at - plan.at) < abs(percent.at - plan.at)
    ]
    if plan is None:
        return _assigned(statement, percent, actual)
    return None if rivals and not _is_exact(actual, plan, percent) else plan


def _bracketed_behind_another(statement: Statement, plan: Measure, actual: Measure) -> bool:
    """`đạt 94% kế hoạch; quản lý 20 người (kế hoạch: 34 người)`: whether the plan in brackets is of another value."""
    if not plan.path or plan.path == actual.path:
        return False
    *_, told = (None, *(m for m in statement.measures if m.at < plan.at and m.path == plan.path[:-1]))
    return told is not None and told is not actual and told.of is not actual


def _assigned(statement: Statement, percent: Measure, actual: Measure) -> Measure | None:
    """`được phân bổ 155 tỷ đồng cho 37 công trình, đã giải ngân 22 tỷ đồng, đạt 14,2% kế hoạch`."""
    if not _SPENT.search(actual.before):
        return None
    before = (m for m in reversed(statement.measures) if m.at < actual.at and m.clause == actual.clause)
    given = next((m for m in before if m.unit == actual.unit and _GIVEN.search(m.before) and not m.path), None)
    return given if given and given.token.number and misses(actual, given, percent) < _NEAR else None


def unsaid_plan(statement: Statement, percent: Measure, actual: Measure, recent: list[Measure]) -> Measure | None:
    """`tổng số lệnh gọi là 3.800 … . Số đảng viên là 79 người (2,08% chỉ tiêu)`: a count before that fits exactly."""
    if not is_whole(actual) or not _is_precise(percent):
        return None
    before = [*recent, *(m for m in statement.measures if m.at < actual.at and is_quantity(m))]
    counts = (m for m in reversed(before) if is_whole(m) and m.token.pair is None and m is not actual)
    return next((m for m in counts if same_kind(m, actual) and fits(actual, m, percent)), None)
