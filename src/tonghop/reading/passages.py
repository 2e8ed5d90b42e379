"""What a sentence speaks of at each of its figures: the catalog's terms, the weaker the more parts them from it."""

import re
from bisect import bisect_left
from math import pow
from typing import Final

from tonghop.reading.clues import Phrase
from tonghop.reading.stretches import Stretch, plain_unit, stretches

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
_STRETCHES_AFTER: Final = 3
FAINT: Final = 0.12
"""Weaker evidence is none."""
_TOO_FAR: Final = 0.05  # from where no term is strong enough

_MONEY: Final = re.compile(r" ?(?:tỷ|triệu|đồng|đ\b)")
_FIGURE: Final = "0"


class Heard:
    """A phrase, and how near it is: how much of its strength is left."""

    def __init__(self, phrase: Phrase, nearness: float) -> None:
        self.phrase = phrase
        self.nearness = nearness


class _Reached:
    """What was heard of a passage before a place."""

    def __init__(self) -> None:
        self.place = 0
        self.heard: list[Heard] = []


class Passage:
    """A sentence in lower case without signs, listened to once from its beginning."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._stretches = stretches(self.text)
        self._ends = [stretch.end for stretch in self._stretches]
        self._ended = {end: number for number, end in enumerate(self._ends, 1)}
        self._told = _Reached()
        self._of_money = _Reached()

    def before(self, place: int, *, of_money: bool = False) -> list[Heard]:
        """What the text before a figure speaks of, the nearest first; an amount of money shares it with others."""
        if self.text[place - 1 : place] == "/":
            place -= 1
        reached = self._of_money if of_money else self._told
        if place < reached.place:
            return _listen(self._between(0, place), of_money, [])
        if place > reached.place:
            reached.heard = _listen(self._between(reached.place, place), of_money, reached.heard)
            reached.place = place
        return reached.heard

    def whole(self) -> list[Heard]:
        """What it speaks of at its end."""
        return self.before(len(self.text))

    def after(self, place: int, unit: str) -> list[Heard]:
        """What the unit of a figure that ends at a place, and the text after it, speak of."""
        heard: list[Heard] = []
        nearness = _AFTERWARDS * (_JOINED if self.text[place : place + 4] == " và " else 1.0)
        for number, stretch in enumerate(self._following(place, plain_unit(unit))):
            if number:
                nearness *= _FORWARD.get(stretch.separator, _NUMBER_FORWARD)
            if nearness < FAINT:
                break
            for one in stretch.spoken:
                _note(one.phrase, _past(one.commas / 2, _COMMA_FORWARD, nearness), heard)
            nearness = _past(stretch.commas, _COMMA_FORWARD, nearness)
        return heard

    def _between(self, start: int, end: int) -> list[Stretch]:
        """The stretches between two places, of which the first is the beginning or that of a figure."""
        first, last = self._ended.get(start) if start else 0, self._ended.get(end)
        if first is not None and last is not None:
            return self._stretches[first:last]
        cut = stretches(self.text[start:end], _FIGURE if start else "")
        return cut if cut[0].text or not start else cut[1:]

    def _following(self, place: int, unit: str) -> list[Stretch]:
        """The stretches from the unit that ends at a place on, as far as they may tell of its figure."""
        first = bisect_left(self._ends, place, hi=len(self._ends) - 1)
        near = self._stretches[first : first + _STRETCHES_AFTER]
        near = [stretch.until(place + _WINDOW_AFTER) for stretch in near]
        opening, end = near[0].text, max(0, place - near[0].start)
        if opening[:end].strip() != unit:
            near[:1] = stretches(f"{unit} {opening[end:]}")
        return near


def _listen(parts: list[Stretch], of_money: bool, earlier: list[Heard]) -> list[Heard]:
    """What stretches of text speak of at their end; what stands before them speaks of what was heard `earlier`."""
    heard: list[Heard] = []
    nearness, marked = 1.0, False
    for stretch in reversed(parts):
        separator, commas = stretch.separator, stretch.commas
        mark = _BACKWARD.get(separator)
        claimed = _CLAIMED if mark is None and separator and (marked or commas) else 1.0
        if stretch.text.endswith(" và "):
            nearness *= _JOINED
        for one in stretch.spoken:
            near = _past(commas - one.commas / 2, _COMMA_BACKWARD, nearness)
            _note(one.phrase, near if one.commas else near * claimed, heard)
        nearness *= _past(commas, _COMMA_BACKWARD, _passed(stretch, of_money) if mark is None else mark)
        if nearness < _TOO_FAR:
            return heard
        marked = mark is not None
    for told in earlier:
        _note(told.phrase, told.nearness * nearness, heard)
    return heard


def _past(commas: float, each: float, nearness: float) -> float:
    """How near is still what so many commas part from a place."""
    return nearness * pow(each, commas) if commas else nearness


def _passed(stretch: Stretch, of_money: bool) -> float:
    """How much is left of what stands before a number, given the text behind it; all where there is none."""
    separator = stretch.separator
    if not separator:
        return 1.0
    if of_money and _MONEY.match(stretch.text):
        return _MONEY_BACKWARD
    return _LISTED_BACKWARD if separator[0] == "/" or separator[-1] == "%" else _NUMBER_BACKWARD


def _note(phrase: Phrase, nearness: float, heard: list[Heard]) -> None:
    """Add a phrase to what was heard, unless it is too faint so far away."""
    if phrase.most * nearness > FAINT:
        heard.append(Heard(phrase, nearness))
