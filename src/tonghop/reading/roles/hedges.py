"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Measure

_GROUPS = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
_BEFORE = re.compile(rf"(?<!\w)(?:{_GROUPS})(?: (?:là|được|số|đạt))?[ :]*$")
_NO_HEDGE = re.compile(
    r"(?:ít|nhiều|cao|thấp|lớn|nhỏ|kém) hơn[ :]*$|"
    r"(?:nêu|kể|dẫn|thuộc|số|từ|đứng|cấp) trên(?: (?:là|được|số|đạt))?[ :]*$"
)
_OR_MORE = re.compile(r" ?(?:trở lên|đổ lên)")
_OR_LESS = re.compile(r" ?trở xuống")


def hedge_of(measure: Measure) -> Hedge:
    """The hedge around a measure."""
    if _OR_MORE.match(measure.after):
        return Hedge.OVER
    if _OR_LESS.match(measure.after):
        return Hedge.UNDER
    match = _BEFORE.search(measure.before[-24:])
    if match is None or (match.lastgroup == "over" and _NO_HEDGE.search(measure.before[-20:])):
        return Hedge.EXACT
    return Hedge(str(match.lastgroup))
