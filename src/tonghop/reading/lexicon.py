"""Look-ups into the catalog's vocabulary, shaped for matching at one position of a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from tonghop import catalog
from tonghop.reading.numerals import SUPERSCRIPTS

_LETTERS: Final = rf"[^\W\d_{SUPERSCRIPTS}]+"
_OPENING: Final = re.compile(rf"({_LETTERS}|[^\n])(?: {_LETTERS})?")


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
        self._phrases = frozenset(phrases)
        self._last_words = frozenset(phrase.rpartition(" ")[2] for phrase in self._phrases)
        self._most_words = 1 + max(phrase.count(" ") for phrase in self._phrases)

    def longest(self, text: str) -> str | None:
        """The longest of the phrases with which the text ends, or None."""
        if self._last_words.isdisjoint(text.rsplit(maxsplit=1)[-1:]):
            return None
        words = text.rsplit(maxsplit=self._most_words)[-self._most_words :]
        endings = (" ".join(words[first:]) for first in range(len(words)))
        return next((ending for ending in endings if ending in self._phrases), None)


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
    opening = _OPENING.match(folded, at)
    return Named(at, _unit(folded, opening), _noun(folded, opening)) if opening else Named(at, None, None)


def unit_at(folded: str, position: int) -> Unit | None:
    """The longest unit of measure written at `position`, or None."""
    opening = _OPENING.match(folded, position)
    return _unit(folded, opening) if opening else None


def noun_at(folded: str, position: int) -> tuple[str, int] | None:
    """(canonical counted noun, end) of the longest noun of the catalog at `position`, or None."""
    opening = _OPENING.match(folded, position)
    return _noun(folded, opening) if opening else None


def _unit(folded: str, opening: re.Match[str]) -> Unit | None:
    form = _longest(folded, opening, _unit_forms())
    if form is None:
        return None
    unit = catalog.units()[form]
    return Unit(unit.name, unit.factor, unit.kind, opening.start() + len(form))


def _noun(folded: str, opening: re.Match[str]) -> tuple[str, int] | None:
    form = _longest(folded, opening, _noun_forms())
    return (catalog.nouns()[form], opening.start() + len(form)) if form else None


class _Forms(NamedTuple):
    """Forms that open with the same one or two words, longest first, and the characters with which they go on; "" where
    one of them is these words alone."""

    longest_first: list[str]
    following: frozenset[str]


@cache
def _unit_forms() -> Mapping[str, _Forms]:
    return _by_opening(catalog.units())


@cache
def _noun_forms() -> Mapping[str, _Forms]:
    return _by_opening(catalog.nouns())


def _by_opening(forms: Iterable[str]) -> Mapping[str, _Forms]:
    """The forms by their first word, or first two where only a space parts them."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        result[_OPENING.match(form)[0]].append(form)  # type: ignore[index]
    return {key: _Forms(own, frozenset(form[len(key) : len(key) + 1] for form in own)) for key, own in result.items()}


def _longest(folded: str, opening: re.Match[str], forms: Mapping[str, _Forms]) -> str | None:
    position = opening.start()
    for key in opening.group(0, 1):
        known = forms.get(key)
        if known is None:
            continue
        end = position + len(key)
        if folded[end : end + 1] in known.following:
            for form in known.longest_first:
                end = position + len(form)
                if folded[position:end] == form and not _goes_on(folded, end):
                    return form
        elif "" in known.following and not _goes_on(folded, end):
            return key
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
