"""Look-ups into the catalog's vocabulary, shaped for matching at one position of a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tonghop import catalog
from tonghop.reading.numerals import SUPERSCRIPTS

_LETTERS = rf"[^\W\d_{SUPERSCRIPTS}]+"
_OPENING = re.compile(rf"({_LETTERS}|[^\n])(?: {_LETTERS})?")
_BLANK = re.compile(r"[ ]*\n?[ ]*")


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
        words = text.rsplit(maxsplit=self._most_words)[-self._most_words :]
        if not words or words[-1] not in self._last_words:
            return None
        endings = (" ".join(words[first:]) for first in range(len(words)))
        return next((ending for ending in endings if ending in self._phrases), None)


class Unit(NamedTuple):
    """A written unit of measure: canonical name, factor to it and kind, and where it ends in the text."""

    name: str
    factor: Decimal
    kind: str
    end: int


class Named(NamedTuple):
    """What the words at `at`, right after a number, say that it measures: a unit, a counted noun and where it ends."""

    at: int
    unit: Unit | None
    noun: tuple[str, int] | None

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


@cache
def _unit_forms() -> Mapping[str, list[str]]:
    return _by_opening(catalog.units())


@cache
def _noun_forms() -> Mapping[str, list[str]]:
    return _by_opening(catalog.nouns())


def _by_opening(forms: Iterable[str]) -> Mapping[str, list[str]]:
    """The forms by their first word, or first two where only a space parts them; longest first."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(forms, key=len, reverse=True):
        result[_OPENING.match(form)[0]].append(form)  # type: ignore[index]
    return dict(result)


def _longest(folded: str, opening: re.Match[str], forms: Mapping[str, list[str]]) -> str | None:
    position = opening.start()
    for key in opening.group(0, 1):
        for form in forms.get(key, ()):
            if folded.startswith(form, position) and not _goes_on(folded, position + len(form)):
                return form
    return None


def _goes_on(folded: str, end: int) -> bool:
    """Whether a word that seems to end at `end` does not; a footnote mark may stand right after a word."""
    last, following = folded[end - 1], folded[end : end + 1]
    return last.isalnum() and (
        following.isalpha() or following.isdecimal() or (last == "m" and following in ("²", "³"))
    )


def skip_blank(folded: str, position: int) -> int:
    """The first position at or after `position` that is no blank; at most one line break is crossed."""
    match = _BLANK.match(folded, position)
    return match.end() if match else position
