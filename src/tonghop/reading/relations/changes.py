"""Changes: a value against an earlier one, the difference between them, the rate of growth or decline."""

import re
from collections.abc import Iterator

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Change
from tonghop.reading.relations.quotients import Found, is_change_by, is_whole
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.roles.qualifying import content_words, described
from tonghop.reading.statements import Measure, Statement

CHANGES = frozenset({Role.GROWTH, Role.DECLINE, Role.INDEX})
_BASE = re.compile(
    r"(?:cùng kỳ|năm trước|kỳ trước|năm 20\d\d|tháng trước|quý trước|năm ngoái)(?:(?! và )[^,;()]){0,24}\(?[ :]*$"
)
_START = re.compile(r"(?:đầu năm|đầu kỳ|cuối năm 20\d\d|năm 20\d\d|năm trước)[^,;]{0,30}$")
_NOW = re.compile(r"(?:cuối năm|cuối kỳ|đến nay|hiện còn|hiện nay|năm nay|nay)[^,;]{0,20}$")
_BASE_SENTENCE = re.compile(r"^[\s\-+]*so (?:với )?(?:cùng kỳ|năm)[^,;:()]{0,30}(?:là|có|:) ?$")
_FROM = re.compile(r"(?:từ|tăng từ|giảm từ)[ :]*$")
_UP_TO = re.compile(r"^[^,;()]{0,40}(?:lên|xuống|còn|đến|thành)(?: còn)?[ :]*$")
_NEAR = 80


def change(statement: Statement, percent: Measure, recent: list[Measure]) -> Iterator[Found]:
    """A rate of growth or decline of a value, with the difference and the earlier value where they are printed."""
    current = percent.of
    if current is None:
        yield from _of_value_before(statement, percent, recent)
        return
    if current.is_percent:
        return
    opening = statement.measures[0]
    if is_quantity(opening) and _BASE_SENTENCE.search(statement.folded[: opening.at]):
        yield from _against_base_sentence(statement, opening, percent)
        return
    delta = _difference_of(statement, current, percent)
    base = _stated_base(statement, current, percent)
    if delta or base or is_whole(current):
        ids = (current.id, base.id if base else None, delta.id if delta else None, percent.id)
        direction = percent.direction or (delta.direction if delta else None)
        certainty = Certainty.DEFINITE if delta or base else Certainty.PRESUMED
        yield Change(*ids, direction, percent.role is Role.INDEX), certainty, "so với"


def _difference_of(statement: Statement, current: Measure, percent: Measure) -> Measure | None:
    """The difference that a rate goes with: `tăng 7 vụ (6,1%)`, `tăng 6,1% (7 vụ)`; each goes with one only."""
    index = statement.place_of(percent)
    beside = statement.measures[max(0, index - 1) : index + 2 : 2] if index else statement.measures[1:2]
    for measure in beside:
        if measure.role is Role.DELTA and not measure.is_percent and measure.of is current:
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
    words = described(delta) - content_words(delta.unit or "")
    alike = (m for m in reversed(recent) if same_kind(m, delta) and words & described(m))
    if current := next((m for m in alike if is_change_by(m, delta, percent)), None):
        yield Change(current.id, None, delta.id, percent.id, percent.direction), Certainty.DEFINITE, "so với"


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


def bare_difference(statement: Statement, delta: Measure) -> Iterator[Found]:
    if delta.of is None or any(
        m.role in CHANGES and m.of is delta.of and abs(m.at - delta.at) < 80 for m in statement.measures
    ):
        return
    base = _stated_base(statement, delta.of, delta)
    if base:
        yield Change(delta.of.id, base.id, delta.id, None, delta.direction), Certainty.DEFINITE, "so với"
