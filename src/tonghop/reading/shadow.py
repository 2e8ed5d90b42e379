"""The shadow: a folded copy of the text, of equal length, in which patterns are matched."""

_FOLDS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u200b\ufeff\t\r*_", " "),
    "…": ".",
    "；": ";",
    "：": ":",
    "％": "%",
}
_TABLE = {ord(key): value for key, value in _FOLDS.items()}


def shadow(text: str) -> str:
    """`text` in lower case with dashes, quotes, blanks and emphasis marks folded; same length, so offsets agree."""
    folded = text.translate(_TABLE)
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in folded)
