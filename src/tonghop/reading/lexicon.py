"""Look-ups into the catalog's vocabulary, shaped for matching at one position of a text."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tonghop import catalog

_WORD = re.compile(r"[^\W\d_]+(?:/c)?")
_BLANK = re.compile(r"[ ]*\n?[ ]*")


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression of the phrases, longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)))


def longest_ending(text: str, vocabulary: Container[str], longest: int) -> str | None:
    """The longest phrase of `vocabulary`, of at most `longest` words, with which the text ends."""
    words = text.rsplit(maxsplit=longest)[-longest:]
    for first in range(len(words)):
        ending = " ".join(words[first:])
        if ending in vocabulary:
            return ending
    return None


@dataclass(frozen=True, slots=True)
class Unit:
    """A written unit of measure: canonical name, factor to it and kind, and where it ends in the text."""

    name: str
    factor: Decimal
    kind: str
    end: int


@cache
def _unit_forms(opening: str) -> tuple[tuple[str, str, Decimal, str], ...]:
    """The written units that text of these two characters may open, longest first."""
    forms = [
        (form, unit.name, unit.factor, unit.kind)
        for form, unit in catalog.units().items()
        if opening and form[:2] in (opening, opening[0])
    ]
    return tuple(sorted(forms, key=lambda item: -len(item[0])))


def unit_at(folded: str, position: int) -> Unit | None:
    """The longest unit of measure written at `position`, or None."""
    for form, name, factor, kind in _unit_forms(folded[position : position + 2]):
        if folded.startswith(form, position):
            end = position + len(form)
            if form[-1].isalnum() and _goes_on(folded, end):
                continue
            return Unit(name, factor, kind, end)
    return None


@cache
def _noun_forms() -> dict[str, list[tuple[str, str]]]:
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, name in catalog.nouns().items():
        by_first[_WORD.match(form)[0]].append((form, name))  # type: ignore[index]
    for forms in by_first.values():
        forms.sort(key=lambda item: -len(item[0]))
    return dict(by_first)


def noun_at(folded: str, position: int) -> tuple[str, int] | None:
    """(canonical counted noun, end) of the longest noun of the catalog at `position`, or None."""
    word = _WORD.match(folded, position)
    if word is None:
        return None
    for form, name in _noun_forms().get(word[0], ()):
        if folded.startswith(form, position):
            end = position + len(form)
            if not _goes_on(folded, end):
                return name, end
    return None


def _goes_on(folded: str, end: int) -> bool:
    """Whether a word that seems to end at `end` does not; a footnote mark may stand right after a word."""
    return (end < len(folded) and (folded[end].isalpha() or folded[end] in "0123456789")) or (
        folded[end - 1 : end] == "m" and folded[end : end + 1] in ("²", "³")
    )


def skip_blank(folded: str, position: int) -> int:
    """The first position at or after `position` that is no blank; at most one line break is crossed."""
    match = _BLANK.match(folded, position)
    return match.end() if match else position
