"""Look-ups into the catalog's vocabulary, shaped for matching at one position of a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from tonghop import catalog

_LETTERS: Final = "[a-z\xdf-\xf6\xf8-\u024f\u1e00-\u1eff]++"
_OPENING: Final = re.compile(rf"({_LETTERS}|[^\n])(?: {_LETTERS}|)")


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression of the phrases, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)))


def beginning(phrases: Iterable[str]) -> str:
    """A regular expression of the phrases where a word begins, longest first. Its own beginning is two letters, which a
    search finds faster than the edge of a word."""
    rests: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for phrase in sorted(phrases, reverse=True):
        rests[phrase[0]][phrase[1:2]].append(phrase[2:])
    return "|".join(f"{re.escape(first)}(?:{_second(re.escape(first), after)})" for first, after in rests.items())


def _second(first: str, rests: Mapping[str, list[str]]) -> str:
    """What may follow a letter, given as it stands in a pattern: each next letter with the rests of its phrases."""
    nexts = ((re.escape(letter), rest) for letter, rest in rests.items())
    return "|".join(rf"{letter}(?<!\w{first}{letter})(?:{alternatives(rest)})" for letter, rest in nexts)


class Endings:
    """Phrases that a text may end with."""

    def __init__(self, phrases: Iterable[str]) -> None:
        known = sorted(set(phrases), key=len, reverse=True)
        self._most_words = 1 + max(phrase.count(" ") for phrase in known)
        self._last_two = frozenset(phrase[-2:] for phrase in known)
        self._by_last_word: dict[str, list[str]] = {}
        for phrase in known:
            self._by_last_word.setdefault(phrase.rpartition(" ")[2], []).append(phrase)

    def longest(self, text: str) -> str | None:
        """The longest of the phrases with which the text ends, or None."""
        text = text.rstrip()
        if text[-2:] not in self._last_two and text[-1:] not in self._last_two:
            return None
        word = text.rsplit(None, 1)[-1]
        known = self._by_last_word.get(word)
        if known is None:
            return None
        if known[0] == word:
            return word
        said = " ".join(["", *text.rsplit(None, self._most_words)[-self._most_words :]])
        return next((phrase for phrase in known if said.endswith(f" {phrase}")), None)


class Unit(NamedTuple):
    """A written unit of measure: canonical name, factor to it and kind, and where it ends in the text."""

    name: str
    factor: Decimal
    kind: str
    end: int


class Named:
    """What the words at `at`, right after a number, say that it measures: a unit, a counted noun and where it ends."""

    def __init__(self, at: int, unit: Unit | None, noun: tuple[str, int] | None) -> None:
        self.at = at
        self.unit = unit
        self.noun = noun

    @property
    def measures(self) -> bool:
        """Whether they say anything."""
        return self.unit is not None or self.noun is not None


def named_after(folded: str, end: int) -> Named:
    """What a number that ends at `end` measures."""
    at = skip_blank(folded, end)
    opening = _opening(folded, at)
    return Named(at, _unit(folded, at, opening), _noun(folded, at, opening))


def unit_at(folded: str, position: int) -> Unit | None:
    """The longest unit of measure written at `position`, or None."""
    return _unit(folded, position, _opening(folded, position))


def noun_at(folded: str, position: int) -> tuple[str, int] | None:
    """(canonical counted noun, end) of the longest noun of the catalog at `position`, or None."""
    return _noun(folded, position, _opening(folded, position))


def _opening(folded: str, position: int) -> tuple[str, ...]:
    """The first word at `position` with the next where only a space parts them, and the first alone."""
    opening = _OPENING.match(folded, position)
    return opening.group(0, 1) if opening else ()


def _unit(folded: str, position: int, opening: tuple[str, ...]) -> Unit | None:
    form = _longest(folded, position, opening, _UNIT_FORMS)
    if form is None:
        return None
    unit = _UNITS[form]
    return Unit(unit.name, unit.factor, unit.kind, position + len(form))


def _noun(folded: str, position: int, opening: tuple[str, ...]) -> tuple[str, int] | None:
    form = _longest(folded, position, opening, _NOUN_FORMS)
    return (_NOUNS[form], position + len(form)) if form else None


class _Forms:
    """Forms that open with the same one or two words, longest first, and the characters with which they go on; "" where
    one of them is these words alone."""

    def __init__(self, opening: str, longest_first: list[str]) -> None:
        self.longest_first = longest_first
        self.following = frozenset(form[len(opening) : len(opening) + 1] for form in longest_first)


def _by_opening(forms: Iterable[str]) -> dict[str, _Forms]:
    """The forms by their first word, or first two where only a space parts them."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        result[_opening(form, 0)[0]].append(form)
    return {opening: _Forms(opening, own) for opening, own in result.items()}


_UNITS: Final = catalog.units()
_NOUNS: Final = catalog.nouns()
_UNIT_FORMS: Final = _by_opening(_UNITS)
_NOUN_FORMS: Final = _by_opening(_NOUNS)


def _longest(folded: str, position: int, opening: tuple[str, ...], forms: dict[str, _Forms]) -> str | None:
    for words in opening:
        known = forms.get(words)
        if known is None:
            continue
        end = position + len(words)
        if folded[end : end + 1] in known.following:
            for form in known.longest_first:
                end = position + len(form)
                if folded[position:end] == form and not _goes_on(folded, end):
                    return form
        elif "" in known.following and not _goes_on(folded, end):
            return words
    return None


def _goes_on(folded: str, end: int) -> bool:
    """Whether a word that seems to end at `end` does not; a footnote mark may stand right after a word."""
    last, following = folded[end - 1], folded[end : end + 1]
    return last.isalnum() and (
        following.isalpha() or following.isdecimal() or (last == "m" and following in ("²", "³"))
    )


def skip_blank(folded: str, position: int) -> int:
    """The first position at or after `position` that is no blank; at most one line break is crossed."""
    while folded[position : position + 1] == " ":
        position += 1
    if folded[position : position + 1] == "\n":
        position += 1
        while folded[position : position + 1] == " ":
            position += 1
    return position
