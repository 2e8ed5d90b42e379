"""What an assessment says of an indicator whose value was told elsewhere: by its name, how it compares."""

from dataclasses import replace

from tonghop.catalog.phrases import Form, called, phrases, saying
from tonghop.core.fact import Fact
from tonghop.core.paper import Kind, Runs
from tonghop.writing.chips import difference, exact, ratio, stands
from tonghop.writing.comparisons import called_before, is_few, is_rate, measured_by_plan, of_percent, of_plans
from tonghop.writing.known import Known, Silence
from tonghop.writing.rounding import Style
from tonghop.writing.sentences import statement, style_for
from tonghop.writing.setting import Setting
from tonghop.writing.wording import filled, joined, uncapitalised

_BEHIND_VALUE = ", "


def claim(known: Known, setting: Setting) -> Runs:
    """How it stands against its plans and the same time a year earlier, as a sentence within a sentence.

    With its value where the comparisons would not be understood without.
    """
    plans = tuple(plan for plan in known.plans if stands(plan) and exact(plan))
    known = replace(known.bare(), plans=plans, silence=Silence.UNKNOWN, to_date=None, companions=(), year_end=None)
    if not _is_clear(known, setting):
        return uncapitalised(statement(known, setting, timed=False))
    style, before = style_for(known, setting), known.before
    compared = of_plans(known, known.fact, setting, style, 0)
    if before and exact(before) != exact(known.fact):
        compared = joined(compared, _BEHIND_VALUE, _change(known, before, style))
    first, *rest = compared
    compared = (str(first).removeprefix(_BEHIND_VALUE), *rest)
    return filled(phrases("claims", known.cell.measure.value)[0], name=called(known.indicator), compared=compared)


def _is_clear(known: Known, setting: Setting) -> bool:
    """Whether what it is compared with says enough without its value."""
    before = known.before
    of_now = known.cell.span == setting.span and known.fact.as_of is None
    measured = measured_by_plan(known.indicator) or not known.plans
    rate = of_percent(known.indicator) or is_rate(known.indicator)
    named = not rate and known.indicator.key not in phrases("claims", "valued")
    based = before is None or bool(stands(before) and exact(before))
    moved = based and before is not None and exact(before) != exact(known.fact)
    counted = not stands(known.of) and saying(known.indicator).form is not Form.RANK
    return of_now and named and measured and based and counted and (moved or bool(known.plans))


def _change(known: Known, before: Fact, style: Style) -> Runs:
    """`tăng 7,4% so với cùng kỳ năm trước`, `giảm 01 lớp so với …`."""
    now, then = exact(known.fact), exact(before)
    way = "more" if now > then else "less"
    growth = Kind.GROWTH if way == "more" else Kind.DECLINE
    by = difference(known.fact, before, style) if is_few(style, now, then) else (ratio(growth, known.fact, before), "%")
    return filled(phrases("claims", way)[0], d=by, before=called_before(before, 0))
