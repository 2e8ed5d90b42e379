"""Sums of totals and parts, and differences for what is left over (`còn lại`)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Difference, Sum
from tonghop.reading.relations.assembled import assembled
from tonghop.reading.relations.columns import parallel
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.pairs import shared
from tonghop.reading.relations.quotients import Found, is_quotient
from tonghop.reading.relations.slips import is_closed_by_a_slip
from tonghop.reading.relations.spans import adding
from tonghop.reading.relations.stacks import stacked
from tonghop.reading.relations.units import counts_people, is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_LEFT: Final = re.compile(
    r"(?:còn lại|còn tồn|còn|tồn|chưa giải quyết|đang (?:tiếp tục )?(?:thụ lý )?(?:giải quyết|xử lý|xem xét|thực hiện))"
    r"(?: là| có| đang| đang giải quyết| chưa giải quyết| khoảng| phải giải quyết)?[ :]*$"
)
_REST: Final = re.compile(r"^ (?:[^\W\d_]+ )?còn lại(?! (?:là|có)(?!\w))")
_GOING: Final = re.compile(r"^ (?:[^\W\d_]+ )?(?:đang|chưa|trong (?:thời )?hạn)(?!\w)")
_WITHOUT: Final = re.compile(r"^ (?:không|chưa)(?!\w)")
_DENIED: Final = re.compile(r" (?:không|chưa)(?: (?:được|bị|có|phải))* ([^\W\d_]+)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DONE: Final = re.compile(r"(?<!\w)đã(?: [^\W\d_]+){1,4} $")
_LEAVING: Final = ("còn", "tồn", "chưa", "đang", "không", "hạn")  # without one of them nothing is left over
_BOTH: Final = 2
_NEAREST: Final = 24
_TELLING: Final = 10
_FEW: Final = 4
_ALL: Final = 100
_NEARLY: Final = 3
_CROSSWISE: Final = tuple(cues().grammar["crosswise"])
_NEARLY_ALL: Final = Decimal("0.9")
_WORTH_A_NOTE: Final = Decimal("0.15")


def relations(statements: list[Statement], groups: list[Group]) -> Iterator[Found]:
    """Sums of the groups, and differences for what is left over."""
    rated = {id(m.of): m for statement in statements for m in statement.measures if m.role is Role.SHARE and m.of}
    for group in groups:
        if not _is_rated_part_by_part(group, rated):
            yield from _sum(group)
    wholes = {id(part) for group in groups if group.whole and len(group.parts) > 1 for part in group.parts}
    taken = {id(part) for group in groups if group.adds_up for part in group.parts}
    told = [index for index, statement in enumerate(statements) if statement.measures]
    several = [index for index in told if len(statements[index].measures) > 1]
    found = [group for index in several for group in parallel(statements, index, taken)]
    found += assembled(statements, groups)
    found += [group for index in several for group in stacked(statements, index)]
    found += [group for index in several for group in shared(statements, index)]
    for group in found:
        yield from _sum(group)
    listed = taken.union(id(part) for group in found if group.adds_up for part in group.parts)
    for index in told:
        if any(word in statements[index].folded for word in _LEAVING):
            yield from _left_over(statements[index], wholes, listed)


def _is_rated_part_by_part(group: Group, rated: dict[int, Measure]) -> bool:
    """`25 đại biểu: nữ 9 (36%), trẻ 7 (28%), ngoài Đảng 3 (12%)`: parts whose shares are right, and not of all."""
    if not all(id(part) in rated for part in group.parts) or group.adds_up:
        return False
    told = sum((rated[id(part)].token.number for part in group.parts), start=Decimal(0))
    right = all(is_quotient(part, group.total, rated[id(part)]) for part in group.parts)
    return right and abs(told - _ALL) > _NEARLY


def _sum(group: Group) -> Iterator[Found]:
    """A complete list is a sum; an incomplete one is said only where it leaves little or goes beyond the total.

    People may stand in several parts at once (women, party members, young people), so their parts may go beyond it.
    """
    ids = tuple(part.id for part in group.parts)
    total, listed = group.total.token.number, sum(part.token.number for part in group.parts)
    beyond = listed > total and sum(part.token.number > total for part in group.parts) <= 1
    beyond = beyond and _is_of_one_name(group) and not _overlap(group) and not _nested(group)
    if len(ids) == 1:
        if beyond and group.total.token.unit_kind == "count":
            one_of = Sum(group.total.id, ids, at_most=True) if group.certain else Difference(group.total.id, ids[0])
            yield one_of, Certainty.PRESUMED, "trong đó"
    elif group.whole and (group.adds_up or not (counts_people(group.total) and _is_crosswise(group))):
        certainty = Certainty.DEFINITE if group.certain or group.adds_up else Certainty.PRESUMED
        yield Sum(group.total.id, ids), certainty, "gồm"
    elif (beyond and not counts_people(group.total) and not _is_crosswise(group)) or listed <= total <= listed * (
        1 + _WORTH_A_NOTE
    ):
        yield Sum(group.total.id, ids, at_most=True), Certainty.PRESUMED, "trong đó"


def _is_of_one_name(group: Group) -> bool:
    """Whether the parts are called what the total is, or a slip alone keeps them from making it up."""
    unit = group.total.unit or "-"
    alike = all((part.unit or "").startswith(unit) or unit.startswith(f"{part.unit} ") for part in group.parts)
    return alike or is_closed_by_a_slip(group.total, group.parts)


def _is_crosswise(group: Group) -> bool:
    """`2.864 đảng viên: nữ 1.342, dân tộc thiểu số 418, đoàn viên 1.905`: or visits, told of in several ways."""
    told = {word for part in group.parts for word in _CROSSWISE if word in f"{part.before[-_NEAREST:]}{part.unit}"}
    return len(told) > 1


def _nested(group: Group) -> bool:
    """`trong đó 5.422 việc có điều kiện, đã thi hành 4.918 việc`: one part is all, or done of another."""
    whole = any(part.token.number == group.total.token.number for part in group.parts)
    return len(group.parts) > 1 and (whole or any(_DONE.search(part.before) for part in group.parts[1:]))


def _overlap(group: Group) -> bool:
    """`286 thôn, trong đó có 274 thôn ở xã, có 32 thôn khó khăn`: nearly all and some are two classifications."""
    largest = max(part.token.number for part in group.parts)
    return len(group.parts) == _BOTH and _NEARLY_ALL * group.total.token.number <= largest <= group.total.token.number


def _left_over(statement: Statement, wholes: set[int], listed: set[int]) -> Iterator[Found]:
    """What a part leaves of its whole; one of the `listed` parts of a sum is left of another only where that fits."""
    measures = [m for m in statement.measures if is_quantity(m)]
    for index, measure in enumerate(measures):
        if id(measure) in wholes or measure.token.pair is not None:
            continue
        left = _LEFT.search(measure.before[-40:]) or _REST.match(measure.after)
        without, going = _WITHOUT.match(measure.after), _GOING.match(measure.after)
        told = left or without
        if not (told or going):
            continue
        before = measures[max(0, index - _NEAREST) : index]
        earlier = [m for m in before if same_kind(m, measure) or same_kind(measure, m)]
        whole = next((m for m in reversed(earlier) if m.token.pair_role == "denominator" and m.partner), None)
        part = whole.partner if whole else None
        denied = without and whole and not left and not _denies(statement, measure)
        if whole and part and ((told and not denied) or adding(whole, [part, measure]) == _BOTH):
            yield Difference(whole.id, part.id, measure.id), Certainty.DEFINITE, "còn lại"
        elif left and whole is None:
            inside = list(_remainder(earlier, measure, told=id(measure) not in listed))
            yield from inside or _from_before(statement, earlier, measure)


def _denies(statement: Statement, measure: Measure) -> bool:
    """`7/9 xã đạt chuẩn, 2 xã không đạt`, but not `7/63 công trình chậm tiến độ; 3 công trình chưa quyết toán`."""
    denied = _DENIED.match(measure.after)
    return denied is not None and denied[1] in _WORD.findall(statement.folded[: measure.at])


def _from_before(statement: Statement, earlier: list[Measure], measure: Measure) -> Iterator[Found]:
    """`Tổng số 436 đơn … . Đã giải quyết 372 đơn …, còn 64 đơn`: the whole stands one or two sentences before.

    So may the part: `Đã giải quyết 9/40 vụ. 31 vụ còn lại …`.
    """
    before: list[Measure] = []
    previous = statement.previous
    for _ in range(2):
        near = previous.measures[-_NEAREST:] if previous else []
        before += [m for m in near if is_quantity(m) and not m.path]
        wholes = [m for m in before if m.unit == measure.unit or (m.partner and same_kind(m, measure))]
        parts = earlier[:1] or (wholes if measure.token.number >= _TELLING else [])
        pairs = ((whole, part) for whole in wholes for part in parts if whole is not part)
        for whole, part in pairs:
            if adding(whole, [part, measure]) == _BOTH:
                yield Difference(whole.id, part.id, measure.id), Certainty.DEFINITE, "còn lại"
                return
        previous = previous.previous if previous else None


def _remainder(earlier: list[Measure], measure: Measure, *, told: bool) -> Iterator[Found]:
    for whole in reversed(earlier):
        for part in earlier:
            if whole is not part and adding(whole, [part, measure]) == _BOTH:
                yield Difference(whole.id, part.id, measure.id), Certainty.DEFINITE, "còn lại"
                return
    if not told or len(earlier) != _BOTH or not _are_of_one_name(earlier[0], measure) or _GOING.match(earlier[1].after):
        return
    falling = earlier[0].token.number > max(earlier[1].token.number, measure.token.number)
    done = {earlier[0].unit, earlier[1].unit, measure.unit} == {measure.unit} and _DONE.search(earlier[1].before)
    left_open = abs(earlier[0].token.number - earlier[1].token.number - measure.token.number)
    plain = "còn lại" in measure.before[-40:] or left_open * _FEW < earlier[0].token.number
    if (falling or done) and plain:
        yield Difference(earlier[0].id, earlier[1].id, measure.id), Certainty.PRESUMED, "còn lại"


def _are_of_one_name(whole: Measure, left: Measure) -> bool:
    """Whether one noun says what both count: `hộ` and `hộ nghèo`, but not `hộ nghèo` and `hộ cận nghèo`."""
    one, other = whole.unit or "", left.unit or ""
    return one.startswith(other) or other.startswith(one)
