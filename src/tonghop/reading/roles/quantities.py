"""The role of an amount or count."""

import re
from string import digits
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Direction, Role
from tonghop.reading.edges import Edges
from tonghop.reading.lexicon import alternatives, beginning, noun_at
from tonghop.reading.roles.phrases import MINUS, direction_of, exceeding, verb_before
from tonghop.reading.statements import Measure, with_unit

_WORDS: Final = cues().comparison
_RANKED: Final = re.compile(rf"(?:{beginning(_WORDS['ranked'])})(?! nhất| hai| ba| tư)(?: \w+){{0,2}}[ :]*$")
_EACH: Final = re.compile(rf"(?<!tổng )(?:{beginning(_WORDS['each'])}) (?:[^\W\d_]+ ){{0,3}}(?:là |trị giá |: ?)?$")
_PLAN_WORDS: Final = alternatives(_WORDS["plan_value"])
_PLAN_FILLER: Final = alternatives(_WORDS["plan_filler"])
_PLAN_VALUE: Final = re.compile(rf"(?:{beginning(_WORDS['plan_value'])})(?: *(?:{_PLAN_FILLER}|\d+))*[ :(]*$")
_ENDINGS: Final = Edges((*_WORDS["plan_value"], *_WORDS["plan_filler"], *digits))
_ASSIGNED: Final = re.compile(
    rf"(?:{beginning(('dự toán', 'kế hoạch', 'chỉ tiêu'))})[^;.()%]{{0,80}} giao +(?:cho [^;.()%]{{0,60}})?là $"
)
_NO_PLAN_VALUE: Final = re.compile(
    rf"(?<!\w)(?:(?:{alternatives(_WORDS['no_plan_value'])}) (?:{_PLAN_WORDS})(?!\w)|đạt (?:{_PLAN_WORDS})[^:]*:)"
)
_ADDED: Final = re.compile(r"(?:cấp mới|đăng ký|vốn|điều chỉnh|bổ sung)(?: và|,)? tăng thêm(?: [^\W\d_]+){0,2}[ :]*$")
_TIMES: Final = (" x ", " × ", " * ", " x", " ×")
_NUMBERED: Final = re.compile(
    r"(?<!\w)(?<!mã )(?<!hệ )(?<!chỉ )số (?=[^\W\d_])(?P<named>[^,;.:()]{2,70}?)(?: (?:ước )?(?:là|đạt|có)|:) ?$"
)
_OWN_ROLES: Final = {"area": Role.AREA, "length": Role.LENGTH, "rate": Role.RATE, "score": Role.SCORE}


def plain_role(measure: Measure) -> Role:
    """What the unit alone makes of a number."""
    kind = measure.token.unit_kind
    if kind in ("count", "labour") or (kind == "bare" and measure.token.step >= 1):
        return Role.COUNT
    return _OWN_ROLES.get(kind, Role.AMOUNT)


def quantity_role(measure: Measure) -> Role:
    """The role of a measure that is no percentage; sets the direction of a difference."""
    if measure.token.pair_role in ("numerator", "denominator"):
        return _side_role(measure)
    verb = verb_before(measure)
    if measure.unit == "lần" and verb in ("gấp", "tăng"):
        return Role.INDEX
    if "-" in measure.before[-2:] and MINUS.search(measure.before[-20:]):
        measure.direction = Direction.DOWN
        return Role.DELTA
    if measure.token.unit_kind in ("money", "rate") and _is_each(measure.before[-40:]):
        return Role.RATE
    if measure.unit == "VND" and measure.before.endswith(_TIMES):
        return Role.RATE
    verb = verb or exceeding(measure)
    measure.direction = None if verb == "tăng" and _ADDED.search(measure.before[-48:]) else direction_of(verb)
    if measure.direction or measure.unit == "điểm %":
        return Role.DELTA
    before = measure.before[-80:]
    if before.endswith("là ") and _ASSIGNED.search(measure.before):
        return Role.PLAN_VALUE
    if _is_planned(before):
        return Role.PLAN_VALUE
    if measure.token.unit_kind == "bare" and _RANKED.search(measure.before[-24:]):
        return Role.RANK
    return plain_role(measure)


def _is_each(before: str) -> bool:
    """Whether the words before a number make it what each gets."""
    return any(word in before for word in _WORDS["each"]) and _EACH.search(before) is not None


def _is_planned(before: str) -> bool:
    """Whether the words before a number make it a plan."""
    told = _ENDINGS.closes(before.rstrip(" :(")) and any(word in before for word in _WORDS["plan_value"])
    return told and _PLAN_VALUE.search(before) is not None and not _NO_PLAN_VALUE.search(before)


def named_in_front(measure: Measure) -> None:
    """`Số doanh nghiệp thành lập mới là 862`: a bare number is of the noun that its sentence opens with."""
    named = _NUMBERED.search(measure.before) if "số " in measure.before else None
    noun = noun_at(named["named"], 0) if named else None
    if noun and measure.token.step >= 1 and measure.token.pair is None:
        with_unit(measure, noun[0], "count")


def _side_role(measure: Measure) -> Role:
    """One side of `a/b`: of things counted a fraction (or a rank), of quantities the actual and its plan."""
    first = measure if measure.token.pair_role == "numerator" else measure.partner
    if measure.token.unit_kind == "score":
        return Role.SCORE
    if measure.token.unit_kind in ("count", "bare"):
        return Role.RANK if first and _RANKED.search(first.before[-40:]) else Role.FRACTION
    return plain_role(measure) if first is measure else Role.PLAN_VALUE
