"""What a value is held against: the plans of the year, the same time a year earlier."""

from tonghop.catalog.indicators import Better, Indicator, TimeType
from tonghop.catalog.phrases import named, phrases
from tonghop.core.fact import Fact, Standing
from tonghop.core.paper import Kind, Runs
from tonghop.writing.chips import difference, exact, quantity, ratio
from tonghop.writing.known import Known, Silence
from tonghop.writing.rounding import Style, style_of
from tonghop.writing.setting import Setting
from tonghop.writing.wording import chosen, filled, joined

_PERCENT, _POINTS = "%", "điểm %"
_FEW = 100  # counts below are compared by how many more or fewer there are


def of_percent(indicator: Indicator) -> bool:
    """Whether its values are percentages, which are compared by points."""
    return indicator.unit == _PERCENT


def measured_by_plan(indicator: Indicator) -> bool:
    """Whether a percentage of the plan says how far it is done: not of rates, nor of what is better lower."""
    is_rate = of_percent(indicator) or indicator.time is TimeType.RATE
    return not is_rate and indicator.direction is not Better.LOWER


def of_plans(known: Known, fact: Fact, setting: Setting, variant: int) -> Runs:
    """What percentage of each plan was done, or the plan itself where a percentage would not say how well."""
    plans = [plan for plan in known.plans if plan.standing is Standing.VALUE and exact(plan)]
    if not plans:
        return ()
    if not measured_by_plan(known.indicator):
        return filled(phrases("of_plan", "value")[0], plan=_called(known, plans[0], setting), n=_own(known, plans[0]))
    first, *others = plans
    ways = phrases("of_plan", "percent")
    said = joined(", ", _percent(chosen(ways, variant), known, fact, first, setting))
    for plan in others:
        said = joined(said, _percent(phrases("of_plan", "more")[0], known, fact, plan, setting))
    return said


def _percent(template: str, known: Known, done: Fact, plan: Fact, setting: Setting) -> Runs:
    return filled(template, p=(ratio(Kind.PERCENT_OF_PLAN, done, plan),), plan=_called(known, plan, setting))


def _called(known: Known, plan: Fact, setting: Setting) -> Runs:
    """`dự toán Thành phố giao`, `kế hoạch năm`."""
    name = named("plans", known.indicator.group if measured_by_plan(known.indicator) else "default")[0]
    if plan.cell.version:
        name = phrases("of_plan", "adjusted")[0].format(plan=name)
    authority = setting.authorities.get(plan.cell.authority, plan.cell.authority)
    if not authority:
        return (phrases("of_plan", "of_year")[0].format(plan=name),)
    return (phrases("of_plan", "assigned")[0].format(plan=name, authority=authority),)


def _own(known: Known, fact: Fact) -> Runs:
    return quantity(fact, style_of(known.indicator.unit, exact(fact)))


def with_before(known: Known, style: Style, variant: int) -> Runs:
    """How it changed since the same time a year earlier, or why that cannot be said."""
    before = known.before
    if before is None or before.standing is not Standing.VALUE:
        reorganised = known.silence is Silence.REORGANISED
        return joined(", ", phrases("change", "reorganised")[0]) if reorganised else ()
    return joined(", ", _change(known, before, style, variant))


def _change(known: Known, before: Fact, style: Style, variant: int) -> Runs:
    now, then = exact(known.fact), exact(before)
    earlier = called_before(before, variant)
    if now == then:
        return filled(chosen(phrases("change", "same"), variant), before=earlier)
    if not then:
        return filled(phrases("change", "nothing")[0], before=earlier)
    way = "more" if now > then else "less"
    if of_percent(known.indicator):
        points = difference(known.fact, before, style_of(_POINTS, abs(now - then)))
        return filled(chosen(phrases("change", f"{way}_points"), variant), d=points, before=earlier)
    return _relative(known, before, style, variant, way)


def _relative(known: Known, before: Fact, style: Style, variant: int, way: str) -> Runs:
    earlier, now, then = called_before(before, variant), exact(known.fact), exact(before)
    growth = ratio(Kind.GROWTH if way == "more" else Kind.DECLINE, known.fact, before)
    if style.counted and now.denominator == then.denominator == 1 and max(now, then) < _FEW:
        ways = phrases("change", f"{way}_by")
        return filled(chosen(ways, variant), d=difference(known.fact, before, style), p=(growth,), before=earlier)
    if now and variant % 5 == 4 and known.indicator.direction is not Better.LOWER:
        index = ratio(Kind.INDEX, known.fact, before)
        return filled(phrases("change", "index")[0], p=(index,), before=earlier)
    said = filled(chosen(phrases("change", way), variant), p=(growth,), before=earlier)
    if variant % 3 == 2:
        own = style_of(known.indicator.unit, then)
        said = joined(
            said, filled(phrases("change", "base")[0], before=called_before(before, 1), n=quantity(before, own))
        )
    return said


def called_before(before: Fact, variant: int) -> str:
    """`cùng kỳ năm trước`, `năm 2023`."""
    span = before.cell.span
    ways = phrases("before", "year" if span.months == 12 else "part")
    return chosen(ways, variant).format(last=span.year)
