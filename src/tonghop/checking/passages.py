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
    others = (name for name in _places().findall(between) if not own.startswith(name.casefold()))
    return sum(map(bool, map(str.strip, between.splitlines()))) <= _REACH + 2 and not any(others)


@cache
def _places() -> re.Pattern[str]:
    """A place by name: `xã Suối Mây`, `Phường 5`."""
    return re.compile(rf"\b((?i:{'|'.join(cues().subject['place'])})\s+[^\W\d_a-zà-ỹ]\w*|(?i:phường)\s+\d+)")
