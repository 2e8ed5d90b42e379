"""Percentages, differences, fractions and products inside one statement."""

import re
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Hedge, Role
from tonghop.core.relation import Certainty, Change, Fraction, Product, RatioToPlan
from tonghop.reading.relations.changes import CHANGES, bare_difference, change
from tonghop.reading.relations.plans import stated_plan, unsaid_plan
from tonghop.reading.relations.quotients import Found, fits, is_change, is_part, is_product, is_quotient, is_whole
from tonghop.reading.relations.shares import RATE_WORDS, share
from tonghop.reading.relations.units import counts_people, is_quantity
from tonghop.reading.relations.worths import worth
from tonghop.reading.statements import Measure, Statement

_TOTALLED: Final = re.compile(r"(?:tổng|số tiền|kinh phí|trị giá|giá trị|thành tiền|=)[^;.]{0,40}$")
_EXCEEDS: Final = re.compile(r"^[^;.()]{0,40}vượt (?:mức |chỉ tiêu |so với )*(?:kế hoạch|dự toán|chỉ tiêu|mức)")
_ONLY_RATES: Final = re.compile(r"\W*(?:đạt|bằng|tương đương)(?: tỷ lệ| tỉ lệ)? ?")
_TARGETS: Final = re.compile(r"^[^.;]{0,20}(?:các|những) chỉ tiêu[^.;]{0,80}(?:gồm|như|là|:)")
_OUT_OF: Final = re.compile(r" ?(?:[^\W\d_]+ ){0,3}?(?:trong|trên) (?:tổng )?số ")
_RECENT: Final = 24
_AHEAD: Final = 4
_PLANS_NEAR: Final = 8
_HUNDRED: Final = 100
_TWO_COUNTS: Final = 20
_COMPARED: Final = 60
_YIELD: Final = "tạ/ha"
_TONNES: Final = 100_000
_SLIPS: Final = (Decimal("0.1"), Decimal(1), Decimal(10))
_OUTPUT: Final = re.compile(r"sản lượng[^,;.]{0,40}$")
_ANOTHER_RATE: Final = re.compile(r"(?:tốc độ|tỷ lệ|tỉ lệ|mức|chỉ số) [^\W\d_]+ [^,;]*(?:đạt|là|bằng) ?$")
_OPENS: Final = re.compile(r"\([^()]{0,16}$")
_NAMES: Final = re.compile(r"(?<!\w)(?:là|gồm|như)(?!\w)|:")
_BEHIND: Final = re.compile(r"[^,;.()]{0,30}\(\*? ?")


def relations(statements: list[Statement]) -> Iterator[Found]:
    """All links of the text."""
    recent: deque[Measure] = deque(maxlen=_RECENT)
    wholes: deque[Measure] = deque(maxlen=1)
    planned = -_PLANS_NEAR
    for index, statement in enumerate(statements):
        for measure in statement.measures:
            if measure.role is Role.PLAN_VALUE and measure.partner:
                planned = index
            if measure.role is Role.PERCENT_OF_PLAN and measure.direction is None:
                yield from _to_plan(statement, measure, list(recent))
            elif measure.role in CHANGES and measure.is_percent:
                yield from change(statement, measure, list(recent))
            elif measure.role is Role.DELTA and not measure.is_percent:
                yield from bare_difference(statement, measure)
            elif measure.role is Role.SHARE:
                yield from share(statement, measure, list(recent), wholes, statements[index + 1 : index + _AHEAD])
            elif measure.role is Role.FRACTION and measure.token.pair_role == "numerator":
                yield from _fraction(statement, measure, among_plans=index - planned < _PLANS_NEAR)
            elif measure.role is Role.COUNT and measure.before.endswith("số ") and _OUT_OF.fullmatch(measure.before):
                yield from _out_of(statement, measure)
            elif measure.role is Role.RATE:
                yield from _product(statement, measure)
        if statement.measures:
            recent.extend([m for m in statement.measures if is_quantity(m)])


def _to_plan(statement: Statement, percent: Measure, recent: list[Measure]) -> Iterator[Found]:
    actual = percent.of or _subject_before(statement, percent)
    exceeds = bool(_EXCEEDS.match(percent.after))
    if pair := _pair_behind(statement, percent):
        yield RatioToPlan(pair[0].id, percent.id, pair[1].id), Certainty.DEFINITE, "kế hoạch"
        return
    if actual is None:
        if exceeds:
            yield RatioToPlan(None, percent.id, None, True), Certainty.DEFINITE, "vượt kế hoạch"
        return
    if actual.role is Role.FRACTION and actual.partner and not exceeds:
        return
    if actual.token.pair_role == "numerator":
        plan = actual.partner if _is_of_partner(statement, percent, actual) else None
    else:
        plan = stated_plan(statement, percent, actual) or unsaid_plan(statement, percent, actual, recent)
    if plan or is_whole(actual) or exceeds:
        yield RatioToPlan(actual.id, percent.id, plan.id if plan else None, exceeds), Certainty.DEFINITE, "kế hoạch"


def _pair_behind(statement: Statement, percent: Measure) -> tuple[Measure, Measure] | None:
    """`đạt 102% kế hoạch (4,9 tỷ đồng/4,8 tỷ đồng)`: the actual over its plan in brackets right behind."""
    index = statement.place_of(percent)
    actual, plan = (*statement.measures[index + 1 : index + 3], None, None)[:2]
    if actual is None or plan is None or actual.partner is not plan:
        return None
    beside = _BEHIND.fullmatch(statement.between(percent, actual)) is not None
    return (actual, plan) if beside and is_quotient(actual, plan, percent) else None


def _is_of_partner(statement: Statement, percent: Measure, actual: Measure) -> bool:
    """`46 tỷ đồng/61 tỷ đồng, đạt 75% dự toán tỉnh giao và 71% dự toán xã giao`: one of them is of the printed plan."""
    rivals = [m for m in statement.measures if m.role is Role.PERCENT_OF_PLAN and m.of is actual] or [percent]
    plan = actual.partner
    fitting = next((m for m in rivals if plan and fits(actual, plan, m)), rivals[0])
    return percent is fitting or percent.plan_of == fitting.plan_of


def _subject_before(statement: Statement, percent: Measure) -> Measure | None:
    """`Lúa 115/116 ha. Đạt 99,1% kế hoạch`: a sentence that only rates the pair that the one before ends with."""
    alone = statement.measures[0] is percent and _ONLY_RATES.fullmatch(percent.before)
    earlier = statement.previous.measures if alone and statement.previous else []
    return earlier[-1].partner if earlier and earlier[-1].token.pair_role == "denominator" else None


def _fraction(statement: Statement, numerator: Measure, *, among_plans: bool) -> Iterator[Found]:
    """`14/25 dự án`; more than the whole is none, where actuals over their plans stand near, and a rate per hundred."""
    denominator = numerator.partner
    if denominator is None:
        return
    if compared := _compared_before(statement, numerator, denominator):
        yield compared, Certainty.DEFINITE, "so với"
        return
    tied = (
        m
        for m in statement.measures
        if m.is_percent and m.of is numerator and m.role in (Role.SHARE, Role.PERCENT_OF_PLAN, Role.INDEX)
    )
    percent = next((m for m in tied if _is_rate_of(statement, numerator, denominator, m)), None)
    beyond = numerator.token.number > denominator.token.number
    targets = percent and (percent.role is Role.PERCENT_OF_PLAN or _TARGETS.search(statement.folded[: numerator.at]))
    if percent and (targets or beyond):
        yield RatioToPlan(numerator.id, percent.id, denominator.id), Certainty.DEFINITE, "kế hoạch"
        return
    two_counts = numerator.token.number > _TWO_COUNTS * denominator.token.number
    if not two_counts and not (beyond and (among_plans or denominator.token.number == _HUNDRED)):
        rate = percent.id if percent else None
        certainty = Certainty.PRESUMED if beyond else Certainty.DEFINITE
        yield Fraction(numerator.id, denominator.id, rate), certainty, "/"


def _out_of(statement: Statement, whole: Measure) -> Iterator[Found]:
    """`185 trong tổng số 220 xã đạt chuẩn`: a part and its whole in words."""
    index = statement.place_of(whole)
    part = statement.measures[index - 1] if index else None
    if part is None or part.role is not Role.COUNT or not is_part(part, whole):
        return
    rate = next((m for m in statement.measures if m.is_percent and m.of in (part, whole)), None)
    told = rate if rate and is_quotient(part, whole, rate) else None
    yield Fraction(part.id, whole.id, told.id if told else None), Certainty.DEFINITE, "trong tổng số"


def _is_rate_of(statement: Statement, numerator: Measure, denominator: Measure, percent: Measure) -> bool:
    """Whether a percentage is told of a pair, and not of a thing named behind it: `4/7 khoản thu là thuế đất (98%)`."""
    exact = percent.hedge is Hedge.EXACT and percent.role is not Role.INDEX
    told = exact and RATE_WORDS.search(percent.before[-40:]) and not _ANOTHER_RATE.search(percent.before)
    named = _OPENS.search(percent.before) and _NAMES.search(statement.between(denominator, percent))
    return bool(told and not named) or is_quotient(numerator, denominator, percent)


def _compared_before(statement: Statement, now: Measure, then: Measure) -> Change | None:
    """`tăng 93 vụ (206/113 vụ)`, `giảm 5,8% (3.389/3.599 vụ)`: this year's value over last year's, compared before."""
    index = statement.place_of(now)
    rate = delta = None
    for measure in reversed(statement.measures[max(0, index - 2) : index]):
        if now.path[:-1] != measure.path or now.at - measure.at > _COMPARED:
            break
        if measure.role in (Role.GROWTH, Role.DECLINE) and rate is None and is_change(now, then, measure):
            rate = measure
        elif measure.role is Role.DELTA and measure.token.number == abs(now.token.number - then.token.number):
            delta = measure
    found = rate or delta
    if found is None:
        return None
    return Change(now.id, then.id, delta.id if delta else None, rate.id if rate else None, found.direction)


def _product(statement: Statement, rate: Measure) -> Iterator[Found]:
    if rate.unit == _YIELD:
        yield from _harvest(statement, rate)
    yield from worth(statement, rate)
    if not (rate.unit or "").startswith("VND"):
        return
    near = [m for m in statement.measures if m.clause == rate.clause]
    counts = [m for m in near if m.at < rate.at and m.role is Role.COUNT]
    amounts = [m for m in near if m.role is Role.AMOUNT and m.unit == "VND" and counts and m.at > counts[-1].at]
    total = next((m for m in amounts if _TOTALLED.search(m.before[-60:])), None)
    if total is None or not total.token.number > rate.token.number > Decimal(0):
        return
    rivals = sum(m.role is Role.RATE and m.unit == rate.unit for m in near if m.at > counts[-1].at)
    if (rivals == 1 and _is_for_each(counts[-1], rate)) or is_product(counts[-1], rate, total):
        yield Product((counts[-1].id, rate.id), total.id), Certainty.DEFINITE, "×"


def _is_for_each(count: Measure, rate: Measure) -> bool:
    """Whether a rate is paid for each thing counted: `300.000 đồng`, `VND/người` for 12 pupils, but not `VND/tháng`."""
    per = (rate.unit or "").partition("/")[2]
    return not per or per in (count.unit or "") or (per == "người" and counts_people(count))


def _harvest(statement: Statement, rate: Measure) -> Iterator[Found]:
    """`Lúa 115 ha, năng suất 62,6 tạ/ha, sản lượng 719,7 tấn`: the area before a yield and the output behind it."""
    index = statement.place_of(rate)
    earlier = (m for m in reversed(statement.measures[max(0, index - 3) : index]) if m.token.pair_role != "denominator")
    area = next((m for m in earlier if m.role is Role.AREA), None)
    output = next((m for m in statement.measures[index + 1 : index + 3] if m.unit == "tấn"), None)
    if area is None or output is None or not _OUTPUT.search(statement.between(rate, output)):
        return
    told = area.token.number * rate.token.number / _TONNES / output.token.number if output.token.number else Decimal(0)
    if area.path == rate.path == output.path and any(abs(told - slip) * 20 < slip for slip in _SLIPS):
        yield Product((area.id, rate.id), output.id), Certainty.PRESUMED, "×"
