"""Characters that show nothing: they part no word and no number, and say only how the rest is to be set."""

_MARKS = "\x00\xad\u061c\u200b\u200c\u200d\u200e\u200f\ufeff"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e"
_OPERATORS = "\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069"


def without_invisible(text: str) -> str:
    """The text without zero-width characters, soft hyphens, marks and overrides of the direction of writing."""
    for invisible in _MARKS + _DIRECTIONS + _OPERATORS:
        if invisible in text:
            text = text.replace(invisible, "")
    return text
