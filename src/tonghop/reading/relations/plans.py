"""A percentage of a plan that an earlier sentence prints: `Kế hoạch 250 ha. … Đã trồng 180 ha, đạt 72% kế hoạch`."""

from collections import deque
from collections.abc import Iterator

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, RatioToPlan
from tonghop.reading.relations.quotients import Found, fits, misses
from tonghop.reading.relations.spans import span
from tonghop.reading.relations.units import same_kind
from tonghop.reading.roles.qualifying import content_words
from tonghop.reading.statements import Measure, Statement

_REMEMBERED = 40
_MOST_WORDS = 2


def relations(statements: list[Statement]) -> Iterator[Found]:
    """Ratios to plans printed in an earlier sentence, of the same thing by name or by value."""
    plans: deque[Measure] = deque(maxlen=_REMEMBERED)
    for statement in statements:
        own = [m for m in statement.measures if m.role is Role.PLAN_VALUE]
        for percent in statement.measures if plans and not own else ():
            actual = percent.of
            if percent.role is Role.PERCENT_OF_PLAN and percent.direction is None and actual and not actual.is_percent:
                plan = next((m for m in reversed(plans) if _is_of(m, actual, percent)), None)
                if plan:
                    told = fits(actual, plan, percent) or _named_alike(plan, actual)
                    certainty = Certainty.DEFINITE if told else Certainty.PRESUMED
                    yield RatioToPlan(actual.id, percent.id, plan.id), certainty, "kế hoạch"
        plans.extend(own)


def _is_of(plan: Measure, actual: Measure, percent: Measure) -> bool:
    """Whether the plan is that of the actual: it stands beside the same actual, or has its name and the ratio fits."""
    given = None in (plan.plan_of, percent.plan_of) or plan.plan_of == percent.plan_of
    if not given or plan.token.number <= 0 or not same_kind(plan, actual):
        return False
    if plan.partner and _same_value(plan.partner, actual):
        return misses(actual, plan, percent) < 1
    return _named_alike(plan, actual) and fits(actual, plan, percent)


def _same_value(first: Measure, second: Measure) -> bool:
    (low, high), (least, most) = span(first), span(second)
    return low <= most and least <= high


def _named_alike(plan: Measure, actual: Measure) -> bool:
    """Whether most words of the shorter name are in the longer, or both are of one indicator."""
    if plan.indicator and plan.indicator == actual.indicator:
        return True
    one, other = (content_words((measure.subject or "").lower()) for measure in (plan, actual))
    return len(one & other) * _MOST_WORDS >= min(len(one), len(other)) > 0
