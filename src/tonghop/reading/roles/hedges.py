"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Measure

_GROUPS = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
_BEFORE = re.compile(rf"(?<!\w)(?:{_GROUPS})(?: (?:là|được|số|đạt))?[ :]*$")
_OR_MORE = re.compile(r" ?(?:trở lên|đổ lên)")
_OR_LESS = re.compile(r" ?trở xuống")


def hedge_of(measure: Measure) -> Hedge:
    """The hedge around a measure."""
    if _OR_MORE.match(measure.after):
        return Hedge.OVER
    if _OR_LESS.match(measure.after):
        return Hedge.UNDER
    match = _BEFORE.search(measure.before[-28:])
    return Hedge(str(match.lastgroup)) if match else Hedge.EXACT
