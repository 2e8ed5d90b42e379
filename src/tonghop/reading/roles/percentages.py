"""The role of a percentage, from the words on its two sides."""

import re
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Direction, Role
from tonghop.reading.lexicon import alternatives
from tonghop.reading.roles.phrases import PLAN, PRIOR, change_role, direction_of, exceeding, lead, trail, verb_before
from tonghop.reading.statements import Measure

_PLAN_AFTER: Final = re.compile(rf"^[ )*]*{PLAN}")
_ASSIGNED_AFTER: Final = re.compile(r"^[ )*]*so (?:với )?[^,;.()]{0,40}(?<!\w)giao(?!\w)")
_PLAN_BEFORE: Final = re.compile(rf"(?:so (?:với )?|đạt |bằng |trên |/ ?){PLAN}[^,;()]{{0,60}}$")
_PLAN_VALUE: Final = re.compile(
    rf"[(;,] ?(?:{alternatives(cues().comparison['plan_value'])})(?!\w)[^,;()%]{{0,60}}(?::| là) ?$"
)
_PRIOR_BEFORE: Final = re.compile(r"(?:so (?:với )?(?:cùng kỳ|ck|năm|tháng|quý)[^,;()]{0,40}|cùng kỳ[^,;()]{0,24}?)$")
_LAST_YEAR_OF_PLAN: Final = re.compile(rf"{PLAN}[^()]{{0,40}}\(\*? ?cùng kỳ[^()]{{0,24}}(?:đạt|là|:) ?$")
_SPEED: Final = re.compile(
    r"(?:(?:tốc độ tăng|tăng trưởng)[^,;.()]{0,50}|(?:tỷ lệ|tỉ lệ|mức) tăng )(?:đạt|là|ước|:) ?(?:khoảng |trên |từ )?$"
)
_SCORED: Final = re.compile(
    rf"(?:{alternatives(cues().comparison['scored'])})(?!\w)(?![^.;]*(?:tăng|giảm|đạt tỷ lệ)[^.;]*$)"
)
_SIGNED: Final = re.compile(r"\(\s*([+-]) ?$")
_NEAR: Final = 40
_CHAINED: Final = re.compile(r"^[ ,]*(?:và|lần lượt)?[ ]*$")


def percentage_role(measure: Measure, following: Measure | None) -> Role:
    """The role of a percentage; sets its direction. `following` is the next measure, already understood."""
    verb = verb_before(measure, 60)
    measure.direction = direction_of(verb)
    if signed := _SIGNED.search(measure.before[-4:]):
        measure.direction = Direction.UP if signed[1] == "+" else Direction.DOWN
        return change_role(measure)
    own, after = lead(measure), trail(measure)
    if _PLAN_AFTER.match(after) or _ASSIGNED_AFTER.match(after) or _is_last_year_of_plan(measure, after):
        return Role.PERCENT_OF_PLAN
    if _PLAN_VALUE.search(measure.before):
        return Role.PLAN_VALUE
    if PRIOR.search(after[:70]) or _PRIOR_BEFORE.search(own):
        return change_role(measure) if measure.direction else Role.INDEX
    if points := exceeding(measure):
        measure.direction = direction_of(points)
        return Role.DELTA
    if _PLAN_BEFORE.search(own):
        return Role.PERCENT_OF_PLAN
    if _SPEED.search(measure.before[-60:]):
        return Role.GROWTH
    if following and following.is_percent and following.role is not Role.SHARE and _CHAINED.match(measure.after):
        return _chained(measure, following, verb)
    if measure.direction:
        return change_role(measure)
    if _SCORED.search(measure.before[-80:]):
        return Role.SCORE
    return Role.PERCENT_OF_PLAN if measure.token.number > 100 else Role.SHARE


def _is_last_year_of_plan(measure: Measure, after: str) -> bool:
    """`đạt 60% dự toán (cùng kỳ đạt 57%)`: in brackets, what the same period of the year before reached."""
    told = "cùng kỳ" in measure.before[-_NEAR:] and _LAST_YEAR_OF_PLAN.search(measure.before)
    return bool(told) and not PRIOR.match(after.strip())


def _chained(measure: Measure, following: Measure, verb: str) -> Role:
    """`tăng 5% và 7% so với cùng kỳ`: the comparison at the end of the chain serves all of it."""
    if measure.direction and following.role is Role.INDEX:
        following.direction = measure.direction
        following.role = change_role(following)
    measure.direction = measure.direction or following.direction
    if following.role is Role.PERCENT_OF_PLAN and verb in ("đạt", "bằng") and not measure.direction:
        return following.role
    if verb and following.role not in (Role.GROWTH, Role.DECLINE):
        return change_role(measure) if measure.direction else Role.SHARE
    return following.role if measure.direction is following.direction else change_role(measure)
