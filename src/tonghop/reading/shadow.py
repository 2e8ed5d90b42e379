"""The shadow: a folded copy of the text, of equal length, in which patterns are matched."""

from typing import Final

_FOLDS: Final = tuple(
    (char, plain)
    for chars, plain in (
        ("‐‑‒–—―−", "-"),
        ("“”„‟«»″", '"'),
        ("‘’‚‛′", "'"),
        ("\u00a0\u2002\u2003\u2007\u2009\u202f\u200b\ufeff\t\r*_", " "),
        ("…", "."),
        ("；", ";"),
        ("：", ":"),
        ("％", "%"),
    )
    for char in chars
)


def shadow(text: str) -> str:
    """`text` in lower case with dashes, quotes, blanks and emphasis marks folded; same length, so offsets agree."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char, plain in _FOLDS:
        if char in folded:
            folded = folded.replace(char, plain)
    return folded
