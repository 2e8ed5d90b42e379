"""Percentages, differences, fractions and products inside one statement."""

import re
from collections import deque
from collections.abc import Iterator
from decimal import Decimal

from tonghop.core.figure import Hedge, Role
from tonghop.core.relation import Certainty, Change, Fraction, Product, RatioToPlan, Share
from tonghop.core.relation import Statement as Stated
from tonghop.reading.relations.groups import span
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

Found = tuple[Stated, Certainty, str]

_RATE_WORDS = re.compile(
    r"(?:đạt tỷ lệ|đạt tỉ lệ|tỷ lệ|tỉ lệ|đạt|chiếm|bằng|\(|chiếm tỷ lệ)(?: khoảng| trên| gần| là)? ?\(?$"
)
_BASE = re.compile(r"(?:cùng kỳ|năm trước|kỳ trước|năm 20\d\d|tháng trước|quý trước|năm ngoái)[^,;()]{0,24}\(?[ :]*$")
_START = re.compile(r"(?:đầu năm|đầu kỳ|cuối năm 20\d\d|năm 20\d\d|năm trước)[^,;]{0,30}$")
_NOW = re.compile(r"(?:cuối năm|cuối kỳ|đến nay|hiện còn|hiện nay|năm nay|nay)[^,;]{0,20}$")
_BASE_SENTENCE = re.compile(r"^[\s\-+]*so (?:với )?(?:cùng kỳ|năm)[^,;:()]{0,30}(?:là|có|:) ?$")
_FROM = re.compile(r"(?:từ|tăng từ|giảm từ)[ :]*$")
_UP_TO = re.compile(r"^[^,;()]{0,40}(?:lên|xuống|còn|đến|thành)(?: còn)?[ :]*$")
_TOTALLED = re.compile(r"(?:tổng|số tiền|kinh phí|trị giá|giá trị|thành tiền|=)[^;.]{0,40}$")
_EXCEEDS = re.compile(r"^[^;.()]{0,40}vượt (?:mức |chỉ tiêu |so với )*(?:kế hoạch|dự toán|chỉ tiêu|mức)")
_IN_BRACKETS = re.compile(
    r"[^,;()]{0,30}\(\*? ?(?:chiếm |đạt |tỷ lệ |tỉ lệ |bằng )*$|[^;()]{0,40},? chiếm (?:tỷ lệ |tỉ lệ )?$"
)
_NAMED_WHOLE = re.compile(r" ?(?:của |trên |trong |so với )?(?:tổng|toàn)")
_RECENT = 12
_SLIP = 5
_CHANGES = frozenset({Role.GROWTH, Role.DECLINE, Role.INDEX})


def relations(statements: list[Statement]) -> Iterator[Found]:
    """All links of the text."""
    recent: deque[Measure] = deque(maxlen=_RECENT)
    for statement in statements:
        for measure in statement.measures:
            if measure.role is Role.PERCENT_OF_PLAN and measure.direction is None:
                yield from _to_plan(statement, measure)
            elif measure.role in _CHANGES and measure.is_percent:
                yield from _change(statement, measure)
            elif measure.role is Role.DELTA and not measure.is_percent:
                yield from _bare_delta(statement, measure)
            elif measure.role is Role.SHARE:
                yield from _share(statement, measure, list(recent))
            elif measure.role is Role.FRACTION and measure.token.pair_role == "numerator":
                yield from _fraction(statement, measure)
            elif measure.role is Role.RATE:
                yield from _product(statement, measure)
        recent.extend(m for m in statement.measures if is_quantity(m))


def _to_plan(statement: Statement, percent: Measure) -> Iterator[Found]:
    actual = percent.of
    exceeds = bool(_EXCEEDS.match(percent.after))
    if actual is None:
        if exceeds:
            yield RatioToPlan(None, percent.id, None, True), Certainty.DEFINITE, "vượt kế hoạch"
        return
    if actual.role is Role.FRACTION and actual.partner and not exceeds:
        return
    if actual.token.pair_role == "numerator":
        plan = actual.partner if _is_of_partner(statement, percent, actual) else None
    else:
        plan = _stated_plan(statement, percent, actual)
    if plan or _is_whole(actual) or exceeds:
        yield RatioToPlan(actual.id, percent.id, plan.id if plan else None, exceeds), Certainty.DEFINITE, "kế hoạch"


def _is_of_partner(statement: Statement, percent: Measure, actual: Measure) -> bool:
    """`46 tỷ đồng/61 tỷ đồng, đạt 75% dự toán tỉnh giao và 71% dự toán xã giao`: one of them is of the printed plan."""
    rivals = [m for m in statement.measures if m.role is Role.PERCENT_OF_PLAN and m.of is actual]
    plan = actual.partner
    fitting = next((m for m in rivals if plan and _fits(actual, plan, m)), rivals[0])
    return percent is fitting or percent.plan_of == fitting.plan_of


def _stated_plan(statement: Statement, percent: Measure, actual: Measure) -> Measure | None:
    plans = [m for m in statement.measures if m.role is Role.PLAN_VALUE and m.partner is None and m is not actual]
    near = [m for m in plans if same_kind(actual, m) and abs(m.clause - percent.clause) < 2]
    fitting = [m for m in near if m.plan_of == percent.plan_of or None in (m.plan_of, percent.plan_of)]
    plan = min(fitting, key=lambda m: abs(m.at - percent.at), default=None)
    rivals = [
        m
        for m in statement.measures
        if plan and m.role is Role.PERCENT_OF_PLAN and abs(m.at - plan.at) < abs(percent.at - plan.at)
    ]
    return None if rivals else plan


def _is_whole(measure: Measure) -> bool:
    """Whether the quantity counts whole things, so that a percentage must lead to a whole number."""
    return (
        measure.token.unit_kind == "count"
        and measure.token.step <= 1
        and measure.token.number == measure.token.number.to_integral_value()
    )


def _change(statement: Statement, percent: Measure) -> Iterator[Found]:
    current = percent.of
    if current is None or current.is_percent:
        return
    opening = statement.measures[0]
    if is_quantity(opening) and _BASE_SENTENCE.search(statement.folded[: opening.at]):
        yield from _against_base_sentence(statement, opening, percent)
        return
    delta = next(
        (
            m
            for m in statement.measures
            if m.role is Role.DELTA and not m.is_percent and m.of is current and abs(m.at - percent.at) < 80
        ),
        None,
    )
    base = _stated_base(statement, current, percent)
    if delta or base or _is_whole(current):
        ids = (current.id, base.id if base else None, delta.id if delta else None, percent.id)
        yield Change(*ids, percent.direction, percent.role is Role.INDEX), Certainty.DEFINITE, "so với"


def _against_base_sentence(statement: Statement, base: Measure, percent: Measure) -> Iterator[Found]:
    """`Xảy ra 118 vụ. So với cùng kỳ là 131 vụ, giảm 13 vụ (9,9%)`: the current value stands in the sentence before."""
    earlier = statement.previous.measures if statement.previous else []
    current = next((m for m in earlier if is_quantity(m) and m.unit == base.unit and not m.path), None)
    delta = next((m for m in statement.measures if m.role is Role.DELTA and m.of in (base, current)), None)
    if current:
        yield (
            Change(current.id, base.id, delta.id if delta else None, percent.id, percent.direction),
            Certainty.DEFINITE,
            "so với",
        )


def _stated_base(statement: Statement, current: Measure, change: Measure) -> Measure | None:
    """`(cùng kỳ: 120 vụ)` or `từ 120 vụ lên 150 vụ`."""
    alike = [
        m for m in statement.measures if m is not current and is_quantity(m) and same_kind(current, m) and not m.partner
    ]
    for measure in [m for m in alike if m.unit == current.unit] or alike:
        if (
            change.at < measure.at < change.at + 110
            and _BASE.search(measure.before)
            and measure.clause == change.clause
        ):
            return measure
        if measure.at < current.at and _START.search(measure.before) and _NOW.search(current.before):
            return measure
        if (
            measure.at < current.at
            and _FROM.search(measure.before)
            and _UP_TO.match(statement.between(measure, current))
        ):
            return measure
    return None


def _bare_delta(statement: Statement, delta: Measure) -> Iterator[Found]:
    if delta.of is None or any(
        m.role in _CHANGES and m.of is delta.of and abs(m.at - delta.at) < 80 for m in statement.measures
    ):
        return
    base = _stated_base(statement, delta.of, delta)
    if base:
        yield Change(delta.of.id, base.id, delta.id, None, delta.direction), Certainty.DEFINITE, "so với"


def _fraction(statement: Statement, numerator: Measure) -> Iterator[Found]:
    denominator = numerator.partner
    if denominator is None:
        return
    if delta := _difference_before(statement, numerator, denominator):
        yield Change(numerator.id, denominator.id, delta.id, None, delta.direction), Certainty.DEFINITE, "so với"
        return
    tied = (
        m
        for m in statement.measures
        if m.is_percent and m.of is numerator and m.role in (Role.SHARE, Role.PERCENT_OF_PLAN)
    )
    percent = next((m for m in tied if _is_rate_of(numerator, denominator, m)), None)
    if percent and (percent.role is Role.PERCENT_OF_PLAN or numerator.token.number > denominator.token.number):
        yield RatioToPlan(numerator.id, percent.id, denominator.id), Certainty.DEFINITE, "kế hoạch"
    else:
        beyond = numerator.token.number > denominator.token.number
        yield (
            Fraction(numerator.id, denominator.id, percent.id if percent else None),
            Certainty.PRESUMED if beyond else Certainty.DEFINITE,
            "/",
        )


def _is_rate_of(numerator: Measure, denominator: Measure, percent: Measure) -> bool:
    told = percent.hedge is Hedge.EXACT and bool(_RATE_WORDS.search(percent.before[-40:]))
    return told or _fits(numerator, denominator, percent)


def _difference_before(statement: Statement, now: Measure, then: Measure) -> Measure | None:
    """`tăng 93 vụ (206/113 vụ)`: this year's value over last year's beside their difference."""
    gap = abs(now.token.number - then.token.number)
    near = (m for m in statement.measures if m.role is Role.DELTA and not m.is_percent and 0 < now.at - m.at < 40)
    return next((m for m in near if m.token.number == gap and now.path != m.path), None)


def _share(statement: Statement, percent: Measure, recent: list[Measure]) -> Iterator[Found]:
    """A share of a whole the words leave to the reader is reported where its quotient fits, or nearly does."""
    part = percent.of
    if part is None or part.token.pair_role == "numerator":
        return
    if part.parent and _is_own_share(statement, part, percent):
        if _misses(part, part.parent, percent) < _SLIP or not _of_something_else(statement, part.parent):
            yield Share(part.id, part.parent.id, percent.id), Certainty.DEFINITE, "tỷ lệ"
        return
    earlier = [m for m in statement.measures if m.at < percent.at and is_quantity(m)]
    clause = [m for m in earlier if m.clause == percent.clause]
    pair = (
        _fitting(clause, clause, percent)
        or _nearly_fitting(clause, percent)
        or _fitting(clause, [*_before(statement), *earlier], percent)
        or (_fitting(clause[-1:], recent, percent) if "chiếm" in percent.before[-24:] else None)
        or _nearly_fitting(earlier, percent)
    )
    if pair:
        yield Share(pair[0].id, pair[1].id, percent.id), Certainty.DEFINITE, "tỷ lệ"
        return
    wholes = [m for m in clause if _is_part(part, m) and m.at < part.at and m.unit == part.unit and m.path == part.path]
    if len(wholes) == 1 and _RATE_WORDS.search(percent.before[-24:]):
        yield Share(part.id, wholes[0].id, percent.id), Certainty.PRESUMED, "tỷ lệ"


def _is_own_share(statement: Statement, part: Measure, percent: Measure) -> bool:
    """`trong đó 14 trường tiểu học (41,0%)`, `…, chiếm 41%`: a percentage behind a part is of the part's total."""
    behind = _IN_BRACKETS.match(statement.between(part, percent))
    named = _NAMED_WHOLE.match(percent.after)
    return part.parent is not None and behind is not None and named is None and same_kind(part.parent, part)


def _of_something_else(statement: Statement, total: Measure) -> bool:
    """Whether the percentages behind two or more parts miss, and so are of totals that the words leave unsaid."""
    shares = [m for m in statement.measures if m.role is Role.SHARE and m.of and m.of.parent is total]
    own = [m for m in shares if m.of and _is_own_share(statement, m.of, m)]
    return sum(_misses(m.of, total, m) >= _SLIP for m in own if m.of) > 1


def _fitting(parts: list[Measure], wholes: list[Measure], percent: Measure) -> tuple[Measure, Measure] | None:
    """The nearest part and whole whose quotient the percentage is."""
    pairs = ((p, w) for p in list(reversed(parts))[:4] for w in reversed(wholes) if _is_part(p, w))
    return next((pair for pair in pairs if _fits(*pair, percent)), None)


def _nearly_fitting(measures: list[Measure], percent: Measure) -> tuple[Measure, Measure] | None:
    """`170 đơn = 149 vụ việc … 112 đơn = 105 vụ việc, đạt 65%`: the pair that nearly fits."""
    last = list(reversed(measures))[:2]
    pairs = [(p, w) for p in last for w in measures if w.at < p.at and _is_part(p, w)]
    missed = [(_misses(p, w, percent), n) for n, (p, w) in enumerate(pairs)]
    best = min(missed, default=None)
    return pairs[best[1]] if best and best[0] < 1 else None


def _misses(part: Measure, whole: Measure, percent: Measure) -> Decimal:
    """By how many percentage points the quotient misses the percentage."""
    return abs(part.token.number / whole.token.number * 100 - percent.token.number)


def _before(statement: Statement) -> list[Measure]:
    """The quantities of the sentences before it, as far as the paragraph reaches, at most six."""
    result: list[Measure] = []
    previous = statement.previous
    for _ in range(6):
        if previous is None:
            break
        result = [m for m in previous.measures if is_quantity(m)] + result
        previous = previous.previous
    return result


def _is_part(part: Measure, whole: Measure) -> bool:
    return (
        whole is not part
        and whole.token.number > 0
        and (same_kind(whole, part) or same_kind(part, whole))
        and span(whole)[1] >= part.token.number
    )


def _fits(part: Measure, whole: Measure, percent: Measure) -> bool:
    (low, high), (least, most) = span(part), span(whole)
    rate_low, rate_high = span(percent)
    if percent.token.number == 0 or part.token.number > whole.token.number:
        return False
    return low * 100 <= rate_high * most and high * 100 >= rate_low * least and most > 0


def _product(statement: Statement, rate: Measure) -> Iterator[Found]:
    if not (rate.unit or "").startswith("VND"):
        return
    near = [m for m in statement.measures if m.clause == rate.clause]
    counts = [m for m in near if m.at < rate.at and m.role is Role.COUNT]
    amounts = [m for m in near if m.role is Role.AMOUNT and m.unit == "VND" and counts and m.at > counts[-1].at]
    total = next((m for m in amounts if _TOTALLED.search(m.before[-60:])), None)
    if total and total.token.number > rate.token.number > Decimal(0):
        yield Product((counts[-1].id, rate.id), total.id), Certainty.DEFINITE, "×"
