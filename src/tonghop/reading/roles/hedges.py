"""Words that soften a number: `khoảng`, `trên`, `gần`, `trở lên`."""

import re
from itertools import chain
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Hedge
from tonghop.reading.edges import Edges
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Measure

_FILLERS: Final = (" là", " được", " số", " đạt")
_GROUPS: Final = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
_BEFORE: Final = re.compile(rf"(?<!\w)(?<!vừa và )(?:{_GROUPS})(?:{'|'.join(_FILLERS)})?[ :]*$")
_ENDINGS: Final = Edges(chain(*cues().hedges.values()))
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
    match = _BEFORE.search(before) if _ENDINGS.may_close(words) else None
    return Hedge(str(match.lastgroup)) if match else Hedge.EXACT
