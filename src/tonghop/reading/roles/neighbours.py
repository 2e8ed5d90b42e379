"""Roles that a measure takes from the one before it: ends of a range, differences in a row, ellipses."""

import re
from itertools import pairwise
from typing import Final

from tonghop.catalog import plan_authorities
from tonghop.core.figure import Direction, Role
from tonghop.reading.lexicon import beginning
from tonghop.reading.names import next_name
from tonghop.reading.relations.quotients import fits
from tonghop.reading.relations.units import same_kind
from tonghop.reading.roles.phrases import (
    CHANGES,
    QUANTITIES,
    RATE_OF_SAME,
    SAME_AGAIN,
    change_role,
    direction_of,
    verb_before,
)
from tonghop.reading.statements import Measure, Statement, with_unit

_SAME_CHANGE: Final = re.compile(r"[^,;()]{0,30}\((?:tăng|giảm) ?$")
_REACHED: Final = re.compile(r"[ )]*,? ?(?:\(? ?(?:đạt|bằng|hoàn thành) (?:tỷ lệ |tỉ lệ )?|\( ?)")
_ON_BASE: Final = re.compile(
    r"(?:cùng kỳ|năm trước|kỳ trước)[^,;()]{0,16}\("
    r"|so (?:với )?(?:thời điểm )?(?:đầu |cuối )?(?:năm|tháng|quý|kỳ|nhiệm kỳ)(?: [\w/.]+)?(?: năm \d{4})? ?\( ?$"
)
_COORDINATED: Final = re.compile(r" về [^,;().%\d]{1,24} và ")
_LEVELS: Final = frozenset({Role.SHARE, *CHANGES})
_AGAINST_BASE: Final = frozenset({Role.INDEX, *CHANGES})
_SHORT: Final = re.compile(r"(?:thiếu|kém|hụt) (?:\w+ )?$")
_EXCEEDS: Final = re.compile(r"\((?:\w+ )?vượt (?:\w+ )?$")
_ROW: Final = re.compile(r"\),? (?:và )?")
_RATED: Final = 2
_ITEM: Final = re.compile(r"\s*(?:[-+•*]|(?:\d{1,2}|[a-hđ])[.)]) ?(?=[^\W\d])")
_MUCH: Final = 2
_LONGEST_LIST: Final = 40
_ASSIGNED: Final = re.compile(rf"[;,] ?(?:và )?(?:{beginning(plan_authorities())}) giao:? $")
_ENDS_HERE: Final = re.compile(r"\s*(?:[,;.)]|$)")


def settle(statement: Statement) -> None:
    """Let each measure take from its neighbour what the words leave to it."""
    for previous, measure in pairwise(statement.measures):
        between = statement.between(previous, measure)
        if measure.token.pair_role == "to" and measure.partner is previous:
            _share_role(previous, measure)
        elif measure.is_percent:
            _settle_percentage(statement, previous, measure, between)
        else:
            _settle_quantity(previous, measure, between)
            _settle_assigned(previous, measure, between)
            _settle_listed(statement, previous, measure)
            _settle_bracketed(statement, measure)


def _share_role(first: Measure, second: Measure) -> None:
    """Both ends of a range do the same."""
    if first.is_percent and second.role not in (Role.SHARE, Role.SCORE):
        first.role, first.direction = second.role, first.direction or second.direction
        if first.direction and second.role in _AGAINST_BASE:
            first.role = change_role(first)
    second.role, second.direction, second.hedge = first.role, first.direction, first.hedge


def _settle_quantity(previous: Measure, measure: Measure, between: str) -> None:
    """`giảm 146 lượt, 127 người`; `tăng 2% (tương đương 180 doanh nghiệp)`."""
    listed = previous.role is Role.DELTA and measure.role is Role.COUNT and measure.token.pair is None
    restated = previous.role in CHANGES and measure.role in QUANTITIES and not _ON_BASE.search(between)
    if (listed and between.strip() in (",", "và", "/")) or (restated and SAME_AGAIN.match(between)):
        measure.role, measure.direction = Role.DELTA, previous.direction


def _settle_assigned(previous: Measure, measure: Measure, between: str) -> None:
    """`(kế hoạch Tỉnh giao 90 hộ; xã giao 96 hộ)`: what another authority has assigned is a plan as well."""
    planned = previous.role is Role.PLAN_VALUE and measure.role in QUANTITIES and measure.unit == previous.unit
    if planned and _ASSIGNED.fullmatch(between):
        measure.role = Role.PLAN_VALUE


def _settle_listed(statement: Statement, previous: Measure, measure: Measure) -> None:
    """`chỉ tiêu kết nạp 150 đảng viên; Vụ Bản 110; Ý Yên 95`: each name of a list has what the first has."""
    listed = measure.token.unit_kind == "bare" and previous.token.unit_kind == "count" and previous.unit
    if listed and next_name(statement.printed[statement.end_of(previous) : measure.at]):
        with_unit(measure, previous.unit or "", previous.token.unit_kind)
        measure.role = previous.role


def _settle_bracketed(statement: Statement, measure: Measure) -> None:
    """`tăng 145 vụ (9,95%), 17 người chết (2,64%)`: differences in a row, each with its rate in brackets."""
    row = measure.role is Role.COUNT and measure.before.startswith(")")
    if not row or not _ROW.fullmatch(measure.before):
        return
    place = statement.place_of(measure)
    if place < _RATED or place + 1 == len(statement.measures):
        return
    first, rate, _, own = statement.measures[place - _RATED : place + _RATED]
    rated = rate.is_percent and own.is_percent and own.before.rstrip().endswith("(")
    if rated and first.role is Role.DELTA and first.path == measure.path:
        measure.role, measure.direction = Role.DELTA, first.direction


def _settle_percentage(statement: Statement, previous: Measure, measure: Measure, between: str) -> None:
    if previous.is_percent and _is_in_points(previous, measure):
        measure.role = Role.DELTA
        return
    if _COORDINATED.fullmatch(between) and previous.role in CHANGES and measure.after.startswith(" về "):
        measure.role, measure.direction = previous.role, previous.direction
        return
    if between == " và " and previous.role in CHANGES and measure.role is Role.SHARE:
        measure.role, measure.direction = previous.role, previous.direction
        return
    if measure.role in CHANGES and previous.role is Role.DELTA and _is_of_shares(statement, previous, measure):
        measure.role = Role.DELTA
        return
    if measure.role in CHANGES and previous.role in QUANTITIES and _SAME_CHANGE.match(between):
        if direction_of(verb_before(previous, 40)):
            previous.role, previous.direction = Role.DELTA, measure.direction
        return
    if measure.role not in (Role.SHARE, Role.INDEX) or measure.clause != previous.clause:
        return
    planned = previous.role is Role.PLAN_VALUE or _follows_plan(statement, previous)
    if measure.role is Role.SHARE and planned and _REACHED.fullmatch(between):
        measure.role = Role.PERCENT_OF_PLAN
    elif previous.role is Role.DELTA and not previous.is_percent and (same := RATE_OF_SAME.match(between)):
        measure.direction = previous.direction
        shares = any(m.role is Role.SHARE for m in statement.measures if m.at < previous.at)
        measure.role = Role.DELTA if shares and same[0].rstrip().endswith("(") else change_role(measure)


def _is_of_shares(statement: Statement, delta: Measure, rate: Measure) -> bool:
    """`còn 86 hộ, chiếm 2,3%, giảm 24 hộ (giảm 0,7%)`: a rate beside a difference that is by far not its own, where a
    share is told of what changed, is by how much that changed."""
    before = statement.measures[: statement.place_of(delta)]
    shares = [m for m in before if m.role is Role.SHARE and m.clause == delta.clause]
    value = next((m for m in reversed(before) if m.role is Role.COUNT and same_kind(m, delta)), None)
    if delta.is_percent or not shares or value is None or rate.token.number >= shares[-1].token.number * _MUCH:
        return False
    up = delta.direction is Direction.UP
    base = value.token.number - delta.token.number if up else value.token.number + delta.token.number
    return base > 0 and rate.token.number * base * _MUCH < delta.token.number * 100


def _is_in_points(level: Measure, measure: Measure) -> bool:
    """`đạt tỷ lệ 90,7%, vượt 17,7% so với chỉ tiêu`: a level above or below the one that was set."""
    inside = measure.path[: len(level.path)] == level.path and measure.clause == level.clause
    short = _SHORT.search(measure.before)
    verb = "vượt" if _EXCEEDS.search(measure.before) else ""
    if not inside or level.role not in _LEVELS or not (measure.role is Role.PERCENT_OF_PLAN or verb):
        return False
    if short:
        measure.direction = Direction.DOWN
    rises = measure.direction is Direction.UP
    return measure.direction is not None and (not rises or measure.token.number < level.token.number)


def _follows_plan(statement: Statement, measure: Measure) -> bool:
    """`Dự toán chi 120 tỷ đồng, thực hiện 61 tỷ đồng, đạt 51%`: an amount right after its plan."""
    index = statement.place_of(measure)
    plan = statement.measures[index - 1] if index else None
    return plan is not None and plan.role is Role.PLAN_VALUE and plan.unit == measure.unit == "VND"


def take_over(statement: Statement, index: int) -> None:
    """`… đạt 93% KH, đàn gia cầm … đạt 117%`: a sibling takes over the comparison that the words leave out."""
    measure = statement.measures[index]
    if measure.role is not Role.SHARE or not _ENDS_HERE.match(measure.after):
        return
    verb = verb_before(measure, 40)
    bracketed = measure.before.endswith("(") and not verb
    if not bracketed and (verb not in ("đạt", "bằng") or "tỷ lệ" in measure.before[-16:]):
        return
    earlier = statement.measures[:index]
    own = next((m for m in reversed(earlier) if not m.is_percent), None)
    sibling = next((m for m in reversed(earlier) if m.is_percent and m.role not in CHANGES), None)
    sibling = sibling or _planned_after(statement, index, own)
    if own is None or own.token.pair is not None:
        return
    if sibling is None:
        if _is_listed_below_plans(statement, own, measure, verb):
            measure.role = Role.PERCENT_OF_PLAN
        return
    if own.at < sibling.at < measure.at:
        return
    alike = own.token.unit_kind == (sibling.of or own).token.unit_kind and verb_before(sibling, 40) == verb
    if alike and sibling.role in (Role.PERCENT_OF_PLAN, Role.INDEX):
        measure.role, measure.plan_of = sibling.role, sibling.plan_of


def _is_listed_below_plans(statement: Statement, own: Measure, measure: Measure, verb: str) -> bool:
    """`Tổng thu 48 tỷ đồng, đạt 58% dự toán, trong đó:` over items that say `đạt 61%`: no share of the total."""
    if not _ITEM.match(statement.folded):
        return False
    lead = statement.above
    for _ in range(_LONGEST_LIST):
        if lead is None or lead.folded.rstrip().endswith(":") or not _ITEM.match(lead.folded):
            break
        lead = lead.above
    if lead is None or not lead.folded.rstrip().endswith(":"):
        return False
    planned = [m for m in lead.measures if m.role is Role.PERCENT_OF_PLAN and verb_before(m, 40) == verb]
    totals = [m.of for m in planned if m.of and m.of.unit == own.unit]
    return bool(totals) and not any(fits(own, total, measure) for total in totals)


def _planned_after(statement: Statement, index: int, own: Measure | None) -> Measure | None:
    """`9 tháng được 412 lao động, đạt 82,4%; ước cả năm 520 lao động, đạt 104% kế hoạch`: the same quantity of another
    time, its percentage right behind it."""
    later = statement.measures[index + 1 : index + 3]
    alike = own is not None and len(later) > 1 and later[0].unit == own.unit and not own.path
    return later[1] if alike and later[1].is_percent and later[1].role is Role.PERCENT_OF_PLAN else None
