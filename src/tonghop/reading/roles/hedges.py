"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.edges import Edges
from tonghop.reading.lexicon import beginning
from tonghop.reading.statements import Measure

_FILLERS: Final = (" là", " được", " số", " đạt")
_HEDGES: Final = {word: Hedge(kind) for kind, words in cues().hedges.items() for word in words}
_BEFORE: Final = re.compile(rf"({beginning(_HEDGES)})(?:{'|'.join(_FILLERS)})?[ :]*$")
_OF_SIZES: Final = "vừa và "
_ENDINGS: Final = Edges(_HEDGES)
_OVER: Final = ("trở lên", "đổ lên")
_UNDER: Final = "trở xuống"


def hedge_of(measure: Measure) -> Hedge:
    """The hedge around a measure; `trên 11/14 tuyến phố` tells where something is."""
    if measure.token.pair_role == "numerator" and measure.before.endswith("trên "):
        return Hedge.EXACT
    after = measure.after[:12].removeprefix(" ")
    if after.startswith(_OVER):
        return Hedge.OVER
    if after.startswith(_UNDER):
        return Hedge.UNDER
    before = measure.before[-28:]
    words = before.rstrip(" :")
    if words.endswith(_FILLERS):
        words = words.rpartition(" ")[0]
    match = _BEFORE.search(before) if _ENDINGS.closes(words) else None
    if match and before.endswith(_OF_SIZES, 0, match.start()):
        match = _BEFORE.search(before, match.start() + 1)
    return _HEDGES[match[1]] if match else Hedge.EXACT
