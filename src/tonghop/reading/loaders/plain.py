"""Texts of characters that stand for themselves, as nearly all reports are."""

import re

_PLAIN = re.compile(
    "[\t\n\r -~\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2190-\u2319\u2500-\u25a9]*+"
)
"""Latin letters, digits, punctuation, signs. To run over what is plain is quicker than to look for what is not."""


def is_plain(text: str) -> bool:
    """Whether a text has nothing invisible, no control characters, no emoji, and is in NFC for having no marks apart
    from their letters. False does not mean that it has."""
    plain = _PLAIN.match(text)
    return plain is not None and plain.end() == len(text)
