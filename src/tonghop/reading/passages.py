"""What a sentence speaks of at each of its figures: the catalog's terms, the weaker the more parts them from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from tonghop.reading.clues import Weighed, index

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
_SIGNS: Final = re.compile("[-–—*\"“”'’‘•+_\\[\\]]")
_FIGURE: Final = "0"
_SHORTEST: Final = 2

Evidence = Mapping[int, float]
"""Term → how strongly it is spoken of."""


class Passage:
    """A sentence in lower case, listened to once from its beginning; phrases are found across commas and signs."""

    def __init__(self, text: str) -> None:
        self.text = _SIGNS.sub(" ", text)
        self._heard: dict[bool, tuple[int, dict[int, float]]] = {}

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
        pieces = _SEPARATOR.split(f"{_SIGNS.sub(' ', unit)} {after}", maxsplit=_MARKS_AFTER)
        nearness = _AFTERWARDS * (_JOINED if after.startswith(" và ") else 1.0)
        heard: dict[int, float] = {}
        for at in range(0, len(pieces), 2):
            if at:
                nearness *= _FORWARD.get(pieces[at - 1], _NUMBER_FORWARD)
            if nearness < FAINT:
                break
            commas = pieces[at].count(",")
            _note(pieces[at], [nearness * _COMMA_FORWARD ** (half / 2) for half in range(2 * commas + 1)], heard)
            nearness *= _COMMA_FORWARD**commas
        return heard

    def _listen(self, start: int, end: int, earlier: dict[int, float], of_money: bool) -> dict[int, float]:
        """What the text before `end` speaks of; that before `start`, the beginning or a figure, `earlier` of."""
        pieces = _SEPARATOR.split(self.text[start:end])
        if start and pieces[0]:
            pieces[:0] = ["", _FIGURE]
        heard: dict[int, float] = {}
        nearness, marked = 1.0, False
        for at in range(len(pieces) - 1, 1 if start else -1, -2):
            separator, piece = pieces[at - 1] if at else "", pieces[at]
            number = separator[-1:].isdigit() or separator[-1:] == "%"
            commas = piece.count(",")
            if piece.endswith(" và "):
                nearness *= _JOINED
            kept = [nearness * _COMMA_BACKWARD ** (commas - half / 2) for half in range(2 * commas + 1)]
            if number and (marked or commas):
                kept[0] *= _CLAIMED
            _note(piece, kept, heard)
            nearness *= _COMMA_BACKWARD**commas * _passed(separator, piece, number=number, of_money=of_money)
            if nearness < _TOO_FAR:
                return heard
            marked = not number
        for term, strength in earlier.items():
            faded = strength * nearness
            if faded > heard.get(term, FAINT):
                heard[term] = faded
        return heard


def _passed(separator: str, piece: str, *, number: bool, of_money: bool) -> float:
    """How much is left of what stands before a separator, given the piece of text behind it."""
    if not number:
        return _BACKWARD.get(separator, 1.0)
    if of_money and _MONEY.match(piece):
        return _MONEY_BACKWARD
    return _LISTED_BACKWARD if separator[0] == "/" or separator[-1] == "%" else _NUMBER_BACKWARD


def _note(text: str, kept: Sequence[float], heard: dict[int, float]) -> None:
    """Note the terms in a text without separators; `kept` is how much of the strength of a term is left, by the commas
    before its first word and those before its last, counted together."""
    find = index().automaton.iter
    if len(text) < _SHORTEST:
        return
    if len(kept) == 1:
        for _, (_, weighed) in find(f" {' '.join(text.split())} "):
            _raise(weighed, kept[0], heard)
        return
    plain, commas = " ", []
    for part in text.split(","):
        if words := " ".join(part.split()):
            plain += f"{words} "
        commas.append(len(plain) - 1)
    for end, (length, weighed) in find(plain):
        _raise(weighed, kept[bisect_right(commas, end - length) + bisect_left(commas, end)], heard)


def _raise(weighed: Weighed, nearness: float, heard: dict[int, float]) -> None:
    """Note terms, by their weights, where they are more strongly spoken of so near than before."""
    for weight, terms in weighed:
        strength = weight * nearness
        if strength > FAINT:
            for term in terms:
                if strength > heard.get(term, 0.0):
                    heard[term] = strength
