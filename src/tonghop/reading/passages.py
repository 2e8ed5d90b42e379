"""What a sentence speaks of at each of its figures: the catalog's terms, the weaker the more parts them from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from tonghop.reading.clues import Weighed, index

# How much of a term's strength is left when a mark or a number stands between it and the figure. Text after a figure
# soon belongs to the next one; text that follows another number up to a mark is claimed by that number.
_BACKWARD = {";": 0.5, "(": 0.9, ")": 0.9, ":": 0.95, "/": 0.9, "=": 0.9, ".": 0.6, "\n": 0.5}
_FORWARD = {";": 0.1, "(": 0.35, ")": 0.4, ":": 0.5, "/": 0.5, "=": 0.5, ".": 0.1, "\n": 0.1}
_NUMBER_BACKWARD, _LISTED_BACKWARD, _MONEY_BACKWARD, _NUMBER_FORWARD = 0.8, 0.92, 0.7, 0.4
_COMMA_BACKWARD, _COMMA_FORWARD = 0.92, 0.5
_JOINED, _AFTERWARDS, _CLAIMED = 0.7, 0.9, 0.55

_WINDOW_AFTER, _PIECES_AFTER = 160, 3
FAINT = 0.12
"""Weaker evidence is none."""
_TOO_FAR = 0.05  # from where no term is strong enough

_BREAK = re.compile(
    r"""([0-9;():=\n/.](?:
        (?<=[0-9])(?<![\w.,][0-9])(?<!(?:lớp|thứ|năm|quý)\ [0-9])(?<!ngày\ [0-9])(?<!tháng\ [0-9])
        (?:[0-9.,]*[0-9])?(?![ ]?(?:tuổi|sao|tháng|năm)\b)(?:[ ]?%)?
        | (?<=/)(?:[ ]?[0-9](?:[0-9.,]*[0-9])?)?
        | (?<=\.)(?![0-9])
        | (?<=[;():=\n])
    ))|(,[ ,]*|[ ][ ,]+)""",
    re.VERBOSE,
)
"""A separator, or what parts words without separating them: commas and more than one blank."""
_MONEY = re.compile(r" ?(?:tỷ|triệu|đồng|đ\b)")
_SIGNS = "-\"'•+[]"
_FIGURE = "0"

Evidence = Mapping[int, float]
"""Term → how strongly it is spoken of."""


class Passage:
    """A folded sentence, listened to once from its beginning; phrases are found across commas and signs."""

    def __init__(self, text: str) -> None:
        for sign in _SIGNS:
            text = text.replace(sign, " ")
        self.text = text
        self._separators: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._commas: list[int] = []
        self._phrases: list[tuple[int, int, Weighed]] = []
        self._ends: list[int] = []
        self._heard: dict[bool, tuple[int, dict[int, float]]] = {}
        self._take_apart()

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
        last = bisect_left(self._starts, place) + _PIECES_AFTER - 1
        end = min(place + _WINDOW_AFTER, *self._starts[last : last + 1], len(self.text))
        joined = self.text.startswith(" và ", place, end)
        return Passage(f"{unit} {self.text[place:end]}")._onwards(_AFTERWARDS * (_JOINED if joined else 1.0))

    def _take_apart(self) -> None:
        """Find the separators, the commas and the phrases of the catalog, each at its place in the text."""
        pieces = _BREAK.split(self.text)
        plain, begins, shifts = " ", [], []
        at = 0
        for index_of in range(0, len(pieces), 3):
            begins.append(len(plain))
            shifts.append(at - len(plain))
            plain += pieces[index_of]
            at += len(pieces[index_of])
            if index_of + 1 == len(pieces):
                break
            separator, gap = pieces[index_of + 1], pieces[index_of + 2]
            if separator:
                self._separators.append((at, at + len(separator)))
                self._starts.append(at)
                plain += " | "
                at += len(separator)
            else:
                self._commas += [at] * gap.count(",")
                plain += " "
                at += len(gap)
        for end, (length, weighed) in index().automaton.iter(plain + " "):
            begin = end - length + 1
            begin += shifts[bisect_right(begins, begin) - 1]
            end += shifts[bisect_right(begins, end - 1) - 1]
            self._phrases.append((begin, end, weighed))
            self._ends.append(end)

    def _listen(self, start: int, end: int, earlier: dict[int, float], of_money: bool) -> dict[int, float]:
        """What the text before `end` speaks of; that before `start`, the beginning or a figure, `earlier` of."""
        heard: dict[int, float] = {}
        nearness, marked = 1.0, False
        for separator, begin, stop in self._pieces(start, end):
            number = separator[-1:].isdigit() or separator[-1:] == "%"
            commas = self._commas_in(begin, stop)
            if self.text.endswith(" và ", begin, stop):
                nearness *= _JOINED
            for passed, weighed in self._spoken(begin, stop):
                kept = nearness * _COMMA_BACKWARD ** (commas - passed / 2)
                _raise(weighed, kept * _CLAIMED if number and not passed and (marked or commas) else kept, heard)
            nearness *= _COMMA_BACKWARD**commas
            if not number:
                nearness *= _BACKWARD.get(separator, 1.0)
            elif of_money and _MONEY.match(self.text, begin, stop):
                nearness *= _MONEY_BACKWARD
            else:
                nearness *= _LISTED_BACKWARD if separator[0] == "/" or separator[-1] == "%" else _NUMBER_BACKWARD
            if nearness < _TOO_FAR:
                return heard
            marked = not number
        for term, strength in earlier.items():
            faded = strength * nearness
            if faded > heard.get(term, FAINT):
                heard[term] = faded
        return heard

    def _pieces(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The pieces of a stretch between its separators, the last first, each with the separator before it; a stretch
        that begins behind the beginning begins with a figure."""
        pieces = []
        for place in range(bisect_left(self._starts, end) - 1, -1, -1):
            begin, stop = self._separators[place]
            if stop <= start:
                break
            begin, stop = max(begin, start), min(stop, end)
            pieces.append((self.text[begin:stop], stop, end))
            end = begin
        if start < end or not start:
            pieces.append((_FIGURE if start else "", start, end))
        return pieces

    def _onwards(self, nearness: float) -> Evidence:
        """What it speaks of, the more faintly the farther from its beginning."""
        heard: dict[int, float] = {}
        begin = 0
        for start, end in (*self._separators, (len(self.text), 0)):
            for passed, weighed in self._spoken(begin, start):
                _raise(weighed, nearness * _COMMA_FORWARD ** (passed / 2), heard)
            nearness *= _COMMA_FORWARD ** self._commas_in(begin, start)
            nearness *= _FORWARD.get(self.text[start:end], _NUMBER_FORWARD)
            if nearness < FAINT:
                break
            begin = end
        return heard

    def _commas_in(self, begin: int, end: int) -> int:
        return bisect_left(self._commas, end) - bisect_left(self._commas, begin)

    def _spoken(self, begin: int, end: int) -> list[tuple[int, Weighed]]:
        """The phrases of a piece, each with the commas before its first word and those before its last, counted
        together."""
        phrases = self._phrases[bisect_right(self._ends, begin) : bisect_right(self._ends, end)]
        return [
            (self._commas_in(begin, first) + self._commas_in(begin, last), weighed)
            for first, last, weighed in phrases
            if first >= begin
        ]


def _raise(weighed: Weighed, nearness: float, heard: dict[int, float]) -> None:
    """Note terms, by their weights, where they are more strongly spoken of so near than before."""
    for weight, terms in weighed:
        strength = weight * nearness
        if strength > FAINT:
            for term in terms:
                if strength > heard.get(term, 0.0):
                    heard[term] = strength
