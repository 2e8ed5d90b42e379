"""Changes: a value against an earlier one, the difference between them, the rate of growth or decline."""

import re
from collections.abc import Iterator
from typing import Final

from tonghop.core.figure import Direction, Role
from tonghop.core.relation import Certainty, Change
from tonghop.reading.relations.quotients import Found, is_change, is_change_by, is_whole
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.roles.qualifying import content_words, described
from tonghop.reading.roles.within import is_open
from tonghop.reading.statements import Measure, Statement

CHANGES: Final = frozenset({Role.GROWTH, Role.DECLINE, Role.INDEX})
_BASE: Final = re.compile(
    r"(?:cùng kỳ|năm trước|kỳ trước(?! chuyển)|năm 20\d\d|tháng trước|quý trước|năm ngoái|so với đầu (?:năm|kỳ))"
    r"(?:(?! và )[^,;()]){0,24}\(?[ :]*$"
)
_PLANNED: Final = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|nghị quyết|(?<!\w)kh)(?!\w)[^,;()]{0,30}\(?[ :]*$")
_START: Final = re.compile(r"(?:đầu năm|đầu kỳ|cuối năm 20\d\d|năm 20\d\d|năm trước)[^,;]{0,30}$")
_NOW: Final = re.compile(r"(?:cuối năm|cuối kỳ|đến nay|hiện còn|hiện nay|năm nay|nay)[^,;]{0,20}$")
_BASE_SENTENCE: Final = re.compile(r"^[\s\-+]*so (?:với )?(?:cùng kỳ|năm)[^,;:()]{0,30}(?:là|có|:) ?$")
_FROM: Final = re.compile(r"(?:từ|tăng từ|giảm từ)[ :]*$")
_UP_TO: Final = re.compile(r"^[^,;()]{0,40}(?:lên|xuống|còn|đến|thành)(?: còn)?[ :]*$")
_EARLIER: Final = re.compile(
    r"\(\*? ?(?:(?:trong )?(?:\d+ tháng|quý [ivx\d]+|tháng \d+)[^(),;\d]{0,20})?"
    r"(?:cùng kỳ|cùng thời điểm|năm trước|năm ngoái|kỳ trước|tháng trước|quý trước|tuần trước|năm (?:19|20)\d\d)"
)
_SAME_PERIOD: Final = re.compile(
    r"(?:cùng kỳ|cùng thời điểm|năm trước|năm ngoái|kỳ trước(?! chuyển)|tháng trước|quý trước)"
    r"(?:(?! và )[^,;()]){0,24}[ :]*$"
)
_RATE_FALLS: Final = re.compile(r"(?:tỷ lệ|tỉ lệ)[^,;()]{0,16} (?:tăng|giảm) $")
_SINCE: Final = re.compile(r"[\s\-+]*so (?:với )?(?:cùng kỳ|năm|tháng|quý)")
_COUNTED: Final = re.compile(
    r"(?<!\w)(?:số )?(?P<thing>(?:vụ|người|trường hợp|ca)(?: [^\W\d_]+){1,3}?) (?:tăng|giảm) $"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_NEAR: Final = 80


def change(statement: Statement, percent: Measure, recent: list[Measure]) -> Iterator[Found]:
    """A rate of growth or decline of a value, with the difference and the earlier value where they are printed."""
    current = percent.of
    if current is None:
        yield from (
            _beside_base(statement, percent)
            or list(_of_value_before(statement, percent, recent))
            or _of_counted_before(statement, percent)
        )
        return
    if current.is_percent:
        return
    if _SAME_PERIOD.search(current.before) and (now := _before_base(statement, current)):
        yield Change(now.id, current.id, None, percent.id, percent.direction), Certainty.DEFINITE, "so với"
        return
    opening = statement.measures[0]
    if is_quantity(opening) and _BASE_SENTENCE.search(statement.folded[: opening.at]):
        yield from _against_base_sentence(statement, opening, percent)
        return
    delta = _difference_of(statement, current, percent)
    base = _stated_base(statement, current, percent) or _fitting_partner(current, percent)
    if delta or base or (is_whole(current) and not _RATE_FALLS.search(percent.before)):
        ids = (current.id, base.id if base else None, delta.id if delta else None, percent.id)
        direction = percent.direction or (delta.direction if delta else None)
        certain = base or (delta and not is_open(statement, current, delta, percent))
        certainty = Certainty.DEFINITE if certain else Certainty.PRESUMED
        yield Change(*ids, direction, percent.role is Role.INDEX), certainty, "so với"


def _fitting_partner(current: Measure, percent: Measure) -> Measure | None:
    """`53,5/52 ha, tăng 2,9%`: the second side of a pair is the base where the change fits."""
    base = current.partner if current.token.pair_role == "numerator" else None
    return base if base and is_change(current, base, percent) else None


def _difference_of(statement: Statement, current: Measure, percent: Measure) -> Measure | None:
    """The difference that a rate goes with: `tăng 7 vụ (6,1%)`, `tăng 6,1% (7 vụ)`; each goes with one only.

    None that is measured against another time.
    """
    index = statement.place_of(percent)
    beside = statement.measures[max(0, index - 1) : index + 2 : 2] if index else statement.measures[1:2]
    for measure in beside:
        if measure.role is Role.DELTA and not measure.is_percent and measure.of is current:
            if len({measure.base_period, percent.base_period} - {None}) > 1:
                continue
            return measure if abs(measure.at - percent.at) < _NEAR else None
    return None


def _of_value_before(statement: Statement, percent: Measure, recent: list[Measure]) -> Iterator[Found]:
    """`Phát hiện 66 vụ vi phạm. Số vụ vi phạm giảm 86 vụ (giảm 56,6%)`: the value of an earlier sentence that fits."""
    index = statement.place_of(percent)
    delta = statement.measures[index - 1] if index else None
    if (
        delta is None
        or delta.role is not Role.DELTA
        or delta.of
        or percent.at - delta.at > _NEAR
        or not percent.direction
    ):
        return
    if base := _in_closing_bracket(statement, delta, delta):
        yield _since(base, delta, percent, recent), Certainty.DEFINITE, "so với"
        return
    words = described(delta) - content_words(delta.unit or "")
    alike = (m for m in reversed(recent) if same_kind(m, delta) and words & described(m))
    if current := next((m for m in alike if is_change_by(m, delta, percent)), None):
        yield Change(current.id, None, delta.id, percent.id, percent.direction), Certainty.DEFINITE, "so với"


def _of_counted_before(statement: Statement, percent: Measure) -> list[Found]:
    """`Xảy ra 29 vụ cháy, làm chết 10 người. So với cùng kỳ, số vụ cháy tăng 11%, số người chết tăng 25%`."""
    named = _COUNTED.search(percent.before) if percent.is_percent and percent.direction else None
    if named is None or statement.previous is None or not _SINCE.match(statement.folded):
        return []
    words = set(named["thing"].split())
    counted = [m for m in statement.previous.measures if is_whole(m) and is_quantity(m)]
    told = [m for m in counted if words <= {*(m.unit or "").split(), *_WORD.findall(m.before)}]
    if len(told) != 1:
        return []
    return [(Change(told[0].id, None, None, percent.id, percent.direction), Certainty.PRESUMED, "so với")]


def _beside_base(statement: Statement, found: Measure) -> list[Found]:
    """`21 vụ (cùng kỳ 18 vụ, tăng 03 vụ)`, `21 vụ (cùng kỳ 18 vụ, tăng 16,7%)`: all in a bracket behind the current."""
    index = statement.place_of(found)
    base = statement.measures[index - 1] if index else None
    if base is None or not found.path or base.path != found.path or not _SAME_PERIOD.search(base.before):
        return []
    now = _before_base(statement, base)
    if now is None or not is_quantity(base) or not (found.is_percent or same_kind(base, found)):
        return []
    delta, percent = (None, found.id) if found.is_percent else (found.id, None)
    return [(Change(now.id, base.id, delta, percent, found.direction), Certainty.DEFINITE, "so với")]


def _before_base(statement: Statement, base: Measure) -> Measure | None:
    """The quantity of the unit of a base right before it, or before the bracket that the base opens.

    None for a base of another sentence.
    """
    index = next((place for place, own in enumerate(statement.measures) if own is base), 0)
    now = statement.measures[index - 1] if index else None
    if now is None or not is_quantity(now) or not same_kind(now, base) or now.partner:
        return None
    return now if now.clause == base.clause and base.path[: len(now.path)] == now.path else None


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
    """`(cùng kỳ: 120 vụ)` or `từ 120 vụ lên 150 vụ`; not that of a comparison with another time in between."""
    base = _base_beside(statement, current, change)
    times = {m.base_period for m in statement.measures if base and change.at < m.at < base.at and m.base_period}
    return None if change.base_period and times - {change.base_period} else base


def _base_beside(statement: Statement, current: Measure, change: Measure) -> Measure | None:
    alike = [
        m for m in statement.measures if m is not current and is_quantity(m) and same_kind(current, m) and not m.partner
    ]
    for measure in [m for m in alike if m.unit == current.unit] or alike:
        if (
            change.at < measure.at < change.at + 110
            and _BASE.search(measure.before)
            and not _PLANNED.search(measure.before)
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
    return _in_closing_bracket(statement, current, change)


def _in_closing_bracket(statement: Statement, current: Measure, change: Measure) -> Measure | None:
    """`giảm 06 vụ, giảm 09 người bị thương (năm 2019 xảy ra 31 vụ, 27 người bị thương)`: the earlier value of each."""
    opening = _EARLIER.search(statement.folded, change.at) if "(" in statement.folded else None
    listed = [m for m in statement.measures if opening and m.at > opening.start()]
    inside = [m for m in listed if is_quantity(m) and m.path and m.path == listed[0].path and same_kind(m, change)]
    if not inside or inside[0].path[:-1] != change.path[: len(inside[0].path) - 1]:
        return None
    words = described(change) | described(current)
    return max(inside, key=lambda m: (m.unit == change.unit, len(words & described(m))))


def _since(base: Measure, delta: Measure, percent: Measure | None, recent: list[Measure]) -> Change:
    """The change from an earlier value by a difference, to the value that an earlier sentence gives."""
    down = delta.direction is Direction.DOWN
    now = base.token.number + (-delta.token.number if down else delta.token.number)
    current = next((m for m in reversed(recent) if m.token.number == now and same_kind(m, base)), None)
    return Change(current.id if current else None, base.id, delta.id, percent.id if percent else None, delta.direction)


def bare_difference(statement: Statement, delta: Measure) -> Iterator[Found]:
    """A difference without a rate, where the earlier value is printed."""
    if delta.of is None:
        yield from _beside_base(statement, delta)
        return
    if any(m.role in CHANGES and m.of is delta.of and abs(m.at - delta.at) < 80 for m in statement.measures):
        return
    base = _stated_base(statement, delta.of, delta)
    if base:
        yield Change(delta.of.id, base.id, delta.id, None, delta.direction), Certainty.DEFINITE, "so với"
