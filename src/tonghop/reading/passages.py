"""What a sentence speaks of at each of its figures: the catalog's terms, the weaker the more parts them from it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from tonghop.reading.clues import Term, Weighed, index

# How much of a term's strength is left when a mark or a number stands between it and the figure. Text after a figure
# soon belongs to the next one; text that follows another number up to a mark is claimed by that number.
_BACKWARD: Final = {";": 0.5, "(": 0.9, ")": 0.9, ":": 0.95, "/": 0.9, "=": 0.9, ".": 0.6, "\n": 0.5, "…": 0.7}
_FORWARD: Final = {";": 0.1, "(": 0.35, ")": 0.4, ":": 0.5, "/": 0.5, "=": 0.5, ".": 0.1, "\n": 0.1, "…": 0.3}
_NUMBER_BACKWARD: Final = 0.8
_LISTED_BACKWARD: Final = 0.92
_MONEY_BACKWARD: Final = 0.7
_NUMBER_FORWARD: Final = 0.4
_COMMA_BACKWARD: Final = 0.92
_COMMA_FORWARD: Final = 0.5
_JOINED: Final = 0.7
_AFTERWARDS: Final = 0.9
_CLAIMED: Final = 0.55

_WINDOW_AFTER: Final = 160
_MARKS_AFTER: Final = 3
FAINT: Final = 0.12
"""Weaker evidence is none."""
_TOO_FAR: Final = 0.05  # from where no term is strong enough

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
_MONEY: Final = re.compile(r" ?(?:tỷ|triệu|đồng|đ\b)")
_SIGNS: Final = "-–—*\"“”'’‘•+_[]\t\xa0"
_FIGURE: Final = "0"
_SHORTEST: Final = 2

Evidence = dict[Term, float]
"""Term → how strongly it is spoken of."""


class Passage:
    """A sentence in lower case, listened to once from its beginning; phrases are found across commas and signs."""

    def __init__(self, text: str) -> None:
        self.text = _without_signs(text)
        self._find = index().find
        self._heard: dict[bool, tuple[int, Evidence]] = {}

    def before(self, place: int, *, of_money: bool = False) -> Evidence:
        """What the text before a figure speaks of, the nearest first; an amount of money shares it with others."""
        if self.text[place - 1 : place] == "/":
            place -= 1
        reached, heard = self._heard.get(of_money, (0, {}))
        if place < reached:
            reached, heard = 0, {}
        if place > reached:
            heard = self._listen(reached, place, heard, of_money)
            self._heard[of_money] = place, heard
        return heard

    def whole(self) -> Evidence:
        """What it speaks of at its end."""
        return self.before(len(self.text))

    def after(self, place: int, unit: str) -> Evidence:
        """What the unit of a figure that ends at a place, and the text after it, speak of."""
        after = self.text[place : place + _WINDOW_AFTER]
        pieces: list[str] = _SEPARATOR.split(f"{_plain_unit(unit)} {after}", maxsplit=_MARKS_AFTER)
        nearness = _AFTERWARDS * (_JOINED if after.startswith(" và ") else 1.0)
        heard: Evidence = {}
        for at in range(0, len(pieces), 2):
            if at:
                nearness *= _FORWARD.get(pieces[at - 1], _NUMBER_FORWARD)
            if nearness < FAINT:
                break
            piece = pieces[at]
            if commas := piece.count(","):
                self._note_across(
                    piece, [nearness * _COMMA_FORWARD ** (half / 2) for half in range(2 * commas + 1)], heard
                )
                nearness *= _COMMA_FORWARD**commas
            else:
                self._note(piece, nearness, heard)
        return heard

    def _listen(self, start: int, end: int, earlier: Evidence, of_money: bool) -> Evidence:
        """What the text before `end` speaks of; that before `start`, the beginning or a figure, `earlier` of."""
        pieces: list[str] = _SEPARATOR.split(self.text[start:end])
        if start and pieces[0]:
            pieces[:0] = ["", _FIGURE]
        heard: Evidence = {}
        nearness, marked = 1.0, False
        for at in range(len(pieces) - 1, 1 if start else -1, -2):
            separator, piece = pieces[at - 1] if at else "", pieces[at]
            mark = _BACKWARD.get(separator)
            commas = piece.count(",")
            claimed = _CLAIMED if mark is None and separator and (marked or commas) else 1.0
            if piece.endswith(" và "):
                nearness *= _JOINED
            passed = _passed(separator, piece, of_money=of_money) if mark is None else mark
            if commas:
                kept = [nearness * _COMMA_BACKWARD ** (commas - half / 2) for half in range(2 * commas + 1)]
                kept[0] *= claimed
                self._note_across(piece, kept, heard)
                passed *= _COMMA_BACKWARD**commas
            else:
                self._note(piece, nearness * claimed, heard)
            nearness *= passed
            if nearness < _TOO_FAR:
                return heard
            marked = mark is not None
        for term, strength in earlier.items():
            faded = strength * nearness
            if faded > heard.get(term, FAINT):
                heard[term] = faded
        return heard

    def _note(self, text: str, nearness: float, heard: Evidence) -> None:
        """Note the terms in a text without separators and commas; `nearness` is how much of their strength is left."""
        if len(text) < _SHORTEST:
            return
        for _, (_, weighed) in self._find(f" {_evenly(text)} "):
            _raise(weighed, nearness, heard)

    def _note_across(self, text: str, kept: Sequence[float], heard: Evidence) -> None:
        """Note the terms in a text with commas; `kept` is how much of the strength of a term is left, by the commas
        before its first word and those before its last, counted together."""
        plain, commas = " ", []
        for part in text.split(","):
            if words := _evenly(part):
                plain += f"{words} "
            commas.append(len(plain) - 1)
        for end, (length, weighed) in self._find(plain):
            passed = sum(comma <= end - length for comma in commas) + sum(comma < end for comma in commas)
            _raise(weighed, kept[passed], heard)


def _without_signs(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text


@lru_cache(maxsize=4096)
def _plain_unit(unit: str) -> str:
    return _without_signs(unit)


def _evenly(text: str) -> str:
    """The words of a text, one blank between them."""
    text = text.strip()
    return " ".join(text.split()) if "  " in text else text


def _passed(separator: str, piece: str, *, of_money: bool) -> float:
    """How much is left of what stands before a number, given the text behind it; all where there is none."""
    if not separator:
        return 1.0
    if of_money and _MONEY.match(piece):
        return _MONEY_BACKWARD
    return _LISTED_BACKWARD if separator[0] == "/" or separator[-1] == "%" else _NUMBER_BACKWARD


def _raise(weighed: Weighed, nearness: float, heard: Evidence) -> None:
    """Note terms where they are more strongly spoken of so near than before."""
    for term, weight in weighed:
        strength = weight * nearness
        if strength > heard.get(term, FAINT):
            heard[term] = strength
