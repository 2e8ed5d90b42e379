"""Texts written in the encodings from before Unicode, one Latin-1 character for each byte."""

import unicodedata

from tonghop.catalog.encodings import encodings

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str, name: str) -> str:
    """The text in the encoding; characters that it lacks stay, capitals that it lacks become small letters."""
    letters = next(known.letters for known in encodings() if known.name == name)
    codes: dict[str, list[str]] = {}
    for code, letter in letters.items():
        codes.setdefault(letter, []).append(code)
    return "".join(_encoded(letter, codes) for letter in unicodedata.normalize("NFC", text))


def _encoded(letter: str, codes: dict[str, list[str]]) -> str:
    if letter.isascii():
        return letter
    if found := codes.get(letter):
        return found[0]
    if small := codes.get(letter.lower()):
        return small[0]
    base, marks = _parts(letter)
    for kept in range(len(marks) + 1):
        bearer, mark = unicodedata.normalize("NFC", base + marks[:kept]), marks[kept:]
        if mark in codes and (bearer.isascii() or bearer in codes or len(mark) == 1):
            return codes.get(bearer, [bearer])[0] + codes[mark][letter.isupper() and len(codes[mark]) > 1]
    return letter


def _parts(letter: str) -> tuple[str, str]:
    """The bare letter and its marks, tones last."""
    base, *marks = unicodedata.normalize("NFD", letter)
    return base, "".join(sorted(marks, key=lambda mark: mark in _TONES))
