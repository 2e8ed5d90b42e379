"""Whether figures stand in one passage of a document, so that what is said of one holds of the others."""

import re
from collections.abc import Sequence
from functools import cache

from tonghop.catalog.cues import cues
from tonghop.core.document import Document
from tonghop.core.figure import Figure

_REACH = 1
"""How many paragraphs may stand between those of the first and of the last figure."""


def in_one_passage(figures: Sequence[Figure], document: Document) -> bool:
    """Whether at most one paragraph parts them, and no other place is named in between."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    between = document.text[ordered[0].end : ordered[-1].start]
    own = (document.organisation or "").casefold()
    places = (match for match in _place().finditer(between) if match[1][0].isupper())
    others = any(not own.startswith(match[0].casefold()) for match in places)
    return not others and sum(map(bool, map(str.strip, between.splitlines()))) <= _REACH + 2


@cache
def _place() -> re.Pattern[str]:
    """A word for a unit, and the next one, which is a name if it is capitalised: `xã Suối`, `xã vùng`."""
    return re.compile(rf"\b(?i:{'|'.join(cues().subject['place'])})\s+(\w+)")
