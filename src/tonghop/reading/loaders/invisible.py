"""Characters that show nothing: they part no word and no number, and say only how the rest is to be set."""

import re

_INVISIBLE = re.compile("[\x00\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def without_invisible(text: str) -> str:
    """The text without zero-width characters, soft hyphens, marks and overrides of the direction of writing."""
    return _INVISIBLE.sub("", text)
