"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re
from itertools import chain
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.lexicon import alternatives, shortest_endings
from tonghop.reading.statements import Measure

_GROUPS: Final = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
_BEFORE: Final = re.compile(rf"(?<!\w)(?<!vừa và )(?:{_GROUPS})(?: (?:là|được|số|đạt))?[ :]*$")
_MAY_END: Final = shortest_endings((*chain(*cues().hedges.values()), " là", " được", " số", " đạt"))
_AFTER: Final = re.compile(r" ?(?:(?P<over>trở lên|đổ lên)|(?P<under>trở xuống))")


def hedge_of(measure: Measure) -> Hedge:
    """The hedge around a measure; `trên 11/14 tuyến phố` tells where something is."""
    if measure.token.pair_role == "numerator" and measure.before.endswith("trên "):
        return Hedge.EXACT
    match = _AFTER.match(measure.after)
    if match is None and (before := measure.before[-28:]).rstrip(" :").endswith(_MAY_END):
        match = _BEFORE.search(before)
    return Hedge(str(match.lastgroup)) if match else Hedge.EXACT
