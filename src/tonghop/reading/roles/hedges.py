"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Measure

_GROUPS = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
_BEFORE = re.compile(rf"(?<!\w)(?<!vừa và )(?:{_GROUPS})(?: (?:là|được|số|đạt))?[ :]*$")
_MAY_END = (*(word for words in cues().hedges.values() for word in words), " là", " được", " số", " đạt")
_AFTER = re.compile(r" ?(?:(?P<over>trở lên|đổ lên)|(?P<under>trở xuống))")


def hedge_of(measure: Measure) -> Hedge:
    """The hedge around a measure."""
    match = _AFTER.match(measure.after)
    if match is None and (before := measure.before[-28:]).rstrip(" :").endswith(_MAY_END):
        match = _BEFORE.search(before)
    return Hedge(str(match.lastgroup)) if match else Hedge.EXACT
