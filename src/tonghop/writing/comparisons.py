"""What a value is held against: the plans of the year, the same time a year earlier."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tonghop.catalog.indicators import Better, Indicator, TimeType
from tonghop.catalog.phrases import Form, named, phrases, saying
from tonghop.core.fact import Fact
from tonghop.core.paper import Kind, Runs
from tonghop.writing.chips import difference, exact, quantity, ratio, stands
from tonghop.writing.known import Known, Silence
from tonghop.writing.rounding import Style, beside, style_of
from tonghop.writing.setting import Setting
from tonghop.writing.wording import chosen, filled, joined, listed

_PERCENT, _POINTS = "%", "điểm %"
_YEAR = 12
SHORT = 2
"""Variants of comparisons that tell nothing of the base."""
_FEW = 100  # counts below are compared by how many more or fewer there are


def of_percent(indicator: Indicator) -> bool:
    """Whether its values are percentages, which are compared by points."""
    return indicator.unit == _PERCENT


def is_rate(indicator: Indicator) -> bool:
    """Whether it is so much of one for each of another (tạ/ha), which is compared by how much more or less."""
    return "/" in indicator.unit


def measured_by_plan(indicator: Indicator) -> bool:
    """Whether a percentage of the plan says how far it is done: not of rates, nor of what is better lower."""
    computed = of_percent(indicator) or indicator.time is TimeType.RATE
    return not computed and indicator.direction is not Better.LOWER


def of_plans(known: Known, fact: Fact, setting: Setting, style: Style, variant: int, *, reached: bool = False) -> Runs:
    """What percentage of each plan was done, or the plans themselves where a percentage would not say how well.

    Where the value was said to be `reached`, the plan is not said to be so too.
    """
    plans = [plan for plan in known.plans if stands(plan) and exact(plan)]
    if not plans or saying(known.indicator).form is Form.RANK:
        return ()
    if not measured_by_plan(known.indicator):
        between = phrases("of_plan", "between_values")[0]
        return filled(
            phrases("of_plan", "values")[0],
            values=listed([_value(known, plan, setting, style) for plan in plans], between),
        )
    first, *others = together(plans)
    ways = phrases("of_plan", "percent_of_reached" if reached else "percent")
    said = joined(", ", _percent(chosen(ways, variant), known, fact, first, setting))
    if fact is known.fact:
        said = joined(said, _earlier_percent(known, setting, variant))
    for alike in others:
        said = joined(said, _percent(phrases("of_plan", "more")[0], known, fact, alike, setting))
    return said


def together(plans: Iterable[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """Plans in their order, those that are equal beside one another: told as one, of all who assigned them."""
    groups: dict[tuple[Fraction, bool], tuple[Fact, ...]] = {}
    for plan in plans:
        what = exact(plan), bool(plan.cell.version)
        groups[what] = (*groups.get(what, ()), plan)
    return tuple(groups.values())


def _earlier_percent(known: Known, setting: Setting, variant: int) -> Runs:
    """What percentage of its plan was done at the same time a year earlier: of money, which is spent by plans."""
    plans = [plan for plan in known.plans_before if stands(plan) and exact(plan)]
    before = known.before
    paced = known.indicator.group in phrases("of_plan", "paced") and known.cell.span.months < _YEAR
    if not plans or not paced or before is None or not stands(before):
        return ()
    template = phrases("of_plan", "earlier")[0].replace("{before}", called_before(before, variant))
    return _percent(template, known, before, together(plans)[0], setting)


def _value(known: Known, plan: Fact, setting: Setting, style: Style) -> Runs:
    name = phrases("of_plan", "in_year")[0].format(plan=_name(known, plan), year=plan.cell.span.year)
    number = quantity(plan, beside(style, exact(plan)))
    return filled(phrases("of_plan", "value")[0], plan=_assigned(name, (plan,), setting) or name, n=number)


def _percent(template: str, known: Known, done: Fact, plans: Sequence[Fact], setting: Setting) -> Runs:
    name = _name(known, plans[0])
    called = _assigned(name, plans, setting) or phrases("of_plan", "of_year")[0].format(plan=name)
    return filled(template, p=(ratio(Kind.PERCENT_OF_PLAN, done, *plans),), plan=called)


def _name(known: Known, plan: Fact) -> str:
    name = named("plans", known.indicator.group if measured_by_plan(known.indicator) else "default")[0]
    return phrases("of_plan", "adjusted")[0].format(plan=name) if plan.cell.version else name


def _assigned(name: str, plans: Sequence[Fact], setting: Setting) -> str:
    """`dự toán Thành phố và Phường giao`; empty where nobody is named."""
    codes = [plan.cell.authority for plan in plans if plan.cell.authority]
    if not codes:
        return ""
    *others, last = (setting.authorities.get(code, code) for code in codes)
    both = phrases("of_plan", "and")[0].join((", ".join(others), last)) if others else last
    return phrases("of_plan", "assigned")[0].format(plan=name, authority=both)


def with_before(known: Known, style: Style, variant: int) -> Runs:
    """How it changed since the last year ended and since the same time a year earlier, or why that cannot be said."""
    if saying(known.indicator).form is Form.RANK:
        return ()
    since = _since_year_end(known, style, variant)
    before = known.before
    if before is None or not stands(before):
        reorganised = known.silence is Silence.REORGANISED and not since
        return (", " + phrases("change", "reorganised")[0],) if reorganised else since
    return joined(since, ", ", _change(known, before, style, variant, called_before(before, variant)))


def _since_year_end(known: Known, style: Style, variant: int) -> Runs:
    then, before = known.year_end, known.before
    if then is None or not stands(then) or exact(then) in (0, exact(known.fact)):
        return ()
    if before is not None and stands(before) and exact(then) == exact(before):
        return ()
    earlier = phrases("before", "end")[0].format(last=then.cell.span.year)
    return joined(", ", _change(known, then, style, variant % SHORT, earlier))


def _change(known: Known, before: Fact, style: Style, variant: int, earlier: str) -> Runs:
    now, then = exact(known.fact), exact(before)
    if now == then:
        return filled(chosen(phrases("change", "same"), variant), before=earlier)
    if not then:
        return filled(phrases("change", "nothing")[0], before=earlier)
    way = "more" if now > then else "less"
    if of_percent(known.indicator):
        points = difference(known.fact, before, style_of(_POINTS, abs(now - then)))
        return filled(chosen(phrases("change", f"{way}_points"), variant), d=points, before=earlier)
    if is_rate(known.indicator):
        more = difference(known.fact, before, style_of(known.indicator.unit, abs(now - then)))
        return filled(chosen(phrases("change", f"{way}_rate"), variant), d=more, before=earlier)
    growth = ratio(Kind.GROWTH if way == "more" else Kind.DECLINE, known.fact, before)
    if is_few(style, now, then):
        ways = phrases("change", f"{way}_by")
        return filled(chosen(ways, variant), d=difference(known.fact, before, style), p=(growth,), before=earlier)
    alone = not known.plans and (known.year_end is None or before is known.year_end)
    if now and alone and variant % 5 == 4 and known.indicator.direction is not Better.LOWER:
        index = ratio(Kind.INDEX, known.fact, before)
        return filled(phrases("change", "index")[0], p=(index,), before=earlier)
    said = filled(chosen(phrases("change", way), variant), p=(growth,), before=earlier)
    part_of_year = before.cell.span.months < _YEAR
    told = variant % 3 == 2 and part_of_year and not known.plans and not style.counted
    return joined(said, _base(before, style)) if told else said


def is_few(style: Style, now: Fraction, then: Fraction) -> bool:
    """Whether so few things are counted that their change is told by their number."""
    return style.counted and now.denominator == then.denominator == 1 and max(now, then) < _FEW


def _base(before: Fact, style: Style) -> Runs:
    number = quantity(before, beside(style, exact(before)))
    return filled(phrases("change", "base")[0], before=called_before(before, 1), n=number)


def called_before(before: Fact, variant: int) -> str:
    """`cùng kỳ năm trước`, `năm 2023`."""
    span = before.cell.span
    ways = phrases("before", "year" if span.months == _YEAR else "part")
    return chosen(ways, variant).format(last=span.year)
