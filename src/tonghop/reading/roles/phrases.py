"""Patterns that several modules of this room share, built from the catalog's cue words."""

import re
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Direction, Role
from tonghop.reading.edges import Edges
from tonghop.reading.lexicon import alternatives, beginning
from tonghop.reading.statements import Measure

CHANGES: Final = frozenset({Role.GROWTH, Role.DECLINE})
QUANTITIES: Final = frozenset({Role.COUNT, Role.AMOUNT, Role.AREA})

_VERBS: Final = cues().verbs
_COMPARISON: Final = cues().comparison
_ALL_VERBS: Final = (*_VERBS["up"], *_VERBS["down"], *_VERBS["level"])
_DIRECTIONS: Final = {
    **dict.fromkeys(_VERBS["up"], Direction.UP),
    **dict.fromkeys(_VERBS["down"], Direction.DOWN),
}
_VERB: Final = re.compile(rf"({beginning(_ALL_VERBS)})(?: ?(?:{alternatives(_VERBS['filler'])}))*[ (:]*$")
_EXCEEDING: Final = re.compile(
    r"((?:cao|thấp|nhiều|ít) hơn) (?:so với )?(?:cùng kỳ|tháng|quý|năm|kỳ|vụ|mức|bình quân|trung bình)[^,;.:()]{0,30}$"
)
_ENDINGS: Final = Edges((*_ALL_VERBS, *_VERBS["filler"]))
_SEGMENT_END: Final = re.compile(r"[;.(),](?:(?<!,)|(?! ?(?:ubnd|hđnd|tỉnh|thành phố|huyện|quận)))")
_SEGMENT_STARTS: Final = (",", ";", ".", "(", ":", ")", " và ")

PRIOR: Final = re.compile(
    rf"so (?:với )?(?:(?:{alternatives(_COMPARISON['prior'])})(?!\w)|20\d\d)"
    rf"|(?<!\w)(?:{alternatives(_COMPARISON['prior_alone'])})(?!\w)"
)
PLAN: Final = (
    r"(?:(?:tổng |so với |so |với |của |trên |theo |các |số |tổng số |mức )*)"
    rf"(?:{alternatives(_COMPARISON['plan'])})(?!\w)"
)
SAME_AGAIN: Final = re.compile(
    rf"[^,;()]{{0,24}}\(\*? ?(?:{alternatives(_COMPARISON['equal'])})? ?$"
    r"|[^,;()]{0,40},? ?(?:tương đương|tương ứng)(?: với)? (?:tăng |giảm )?$"
)
RATE_OF_SAME: Final = re.compile(rf"(?:{SAME_AGAIN.pattern})|,? ?=? ?$")
"""Between a difference and its own rate: `tăng 46 việc (0,9%)`, `tăng 46 việc, 0,9%`, `tăng 46 việc = 0,9%`."""
MINUS: Final = re.compile(r"(?:\(|tương đương |tăng, giảm |tăng/giảm )- ?$")


def verb_before(measure: Measure, reach: int = 50) -> str:
    """The verb of level or change right before a measure, or an empty string."""
    before = measure.before[-reach:]
    match = _VERB.search(before) if _ENDINGS.closes(before.rstrip(" (:")) else None
    return match[1] if match else ""


def exceeding(measure: Measure) -> str:
    """`cao hơn quý II 64 tỷ đồng`, `thấp hơn bình quân cả nước 0,24%`: the verb that what is compared parts from the
    measure, or an empty string."""
    match = _EXCEEDING.search(measure.before[-60:]) if " hơn " in measure.before[-60:] else None
    return match[1] if match else ""


def direction_of(verb: str) -> Direction | None:
    """The sign of a change that a verb gives."""
    return _DIRECTIONS.get(verb)


def change_role(measure: Measure) -> Role:
    """Growth or decline by the measure's direction."""
    return Role.DECLINE if measure.direction is Direction.DOWN else Role.GROWTH


def lead(measure: Measure) -> str:
    """The words of the measure's own segment before it."""
    words = measure.before[-90:]
    start = 0
    for mark in _SEGMENT_STARTS:
        found = words.rfind(mark)
        if found >= 0:
            start = max(start, found + len(mark))
    return words[start:]


def trail(measure: Measure) -> str:
    """The words after it, up to the end of its segment."""
    return _SEGMENT_END.split(measure.after[:110].lstrip("*"), maxsplit=1)[0]
