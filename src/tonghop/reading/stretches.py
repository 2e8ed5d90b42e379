"""A sentence cut at its marks and numbers, and the catalog's phrases in each stretch between them."""

import re
from functools import lru_cache
from typing import Final

from tonghop.reading.clues import Phrase, index

_SEPARATOR: Final = re.compile(
    r"""([0-9;():=…\n/.](?:
        (?<=[0-9])(?<![\w.,][0-9])(?<!(?:lớp|thứ|năm|quý)\ [0-9])(?<!ngày\ [0-9])(?<!tháng\ [0-9])
        (?:[0-9.,]*[0-9])?(?![ ]?(?:tuổi|sao|tháng|năm)\b)(?:[ ]?%)?
        | (?<=/)(?:[ ]?[0-9](?:[0-9.,]*[0-9])?)?
        | (?<=\.)(?![0-9])
        | (?<=[;():=…\n])
    ))""",
    re.VERBOSE,
)
_SIGNS: Final = tuple("-–—*\"“”'’‘•+_[]\t\xa0")
_SHORTEST: Final = 2


class Spoken:
    """A phrase in a stretch, and the commas before its first word and those before its last, counted together."""

    def __init__(self, phrase: Phrase, commas: int) -> None:
        self.phrase = phrase
        self.commas = commas


class Stretch:
    """A text from `start` to `end` of its sentence without marks and numbers but commas, and the `separator` before it;
    empty where none is."""

    def __init__(self, separator: str, text: str, start: int) -> None:
        self.separator = separator
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.commas = text.count(",")
        self._spoken: list[Spoken] | None = None

    @property
    def spoken(self) -> list[Spoken]:
        """The phrases of the catalog in it, across commas and signs; they are looked for once."""
        if self._spoken is None:
            self._spoken = _spoken(self.text, self.commas)
        return self._spoken

    def until(self, end: int) -> "Stretch":
        """What of it stands before a place."""
        return self if self.end <= end else Stretch(self.separator, self.text[: max(0, end - self.start)], self.start)


def stretches(text: str, opening: str = "") -> list[Stretch]:
    """The stretches of a text in order; `opening` is the separator before the first."""
    pieces: list[str] = _SEPARATOR.split(text)
    result = [Stretch(opening, pieces[0], 0)]
    for at in range(1, len(pieces), 2):
        result.append(Stretch(pieces[at], pieces[at + 1], result[-1].end + len(pieces[at])))
    return result


@lru_cache(maxsize=4096)
def plain_unit(unit: str) -> str:
    """A unit as it stands in a text without signs."""
    return without_signs(unit)


def without_signs(text: str) -> str:
    """The text with blanks for the signs that part no words."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text


def _spoken(text: str, commas: int) -> list[Spoken]:
    if len(text) < _SHORTEST:
        return []
    if "  " in text:
        text = " ".join(text.split())
    if commas:
        return _across(text)
    return [Spoken(phrase, 0) for _, phrase in index().find(f" {text} ")]


def _across(text: str) -> list[Spoken]:
    parts, commas, place = [], [], 0
    for part in text.split(","):
        if words := part.strip():
            parts.append(words)
            place += len(words) + 1
        commas.append(place)
    result, last = [], 0
    for end, phrase in index().find(f" {' '.join(parts)} "):
        while commas[last] < end:
            last += 1
        first = last
        while first and commas[first - 1] > end - phrase.length:
            first -= 1
        result.append(Spoken(phrase, first + last))
    return result
