"""Which counted nouns can be added to, or be a part of, one another."""

from functools import lru_cache
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.statements import Measure

_PEOPLE: Final = frozenset(cues().kinds["people"])
_CLASSES: Final = tuple(frozenset(nouns) for nouns in cues().kinds.values())
_VISITS: Final = ("lượt", "buổi")
_QUANTITIES: Final = frozenset({Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH, Role.FRACTION, Role.PLAN_VALUE})


def is_quantity(measure: Measure) -> bool:
    """Whether a measure is an amount or count that can be a total or a part."""
    return measure.role in _QUANTITIES and measure.token.unit_kind != "percent"


def counts_people(measure: Measure) -> bool:
    """Whether a measure counts persons."""
    return _is_one(measure.unit or "", _PEOPLE)


def same_kind(whole: Measure, part: Measure) -> bool:
    """Whether `part` counts the same kind of thing as `whole` (a bare number takes the unit of its total)."""
    if whole.token.unit_kind != part.token.unit_kind:
        return part.token.unit_kind == "bare" and whole.token.unit_kind == "count" and part.token.step >= 1
    if whole.token.unit_kind != "count":
        return whole.unit == part.unit
    return whole.unit == part.unit or _are_alike(whole.unit or "", part.unit or "")


@lru_cache(maxsize=4096)
def _are_alike(first: str, second: str) -> bool:
    """Whether two counted nouns are of one kind."""
    if first.startswith(_VISITS) != second.startswith(_VISITS) and not first.endswith(second):
        return False
    if first.split()[:1] == second.split()[:1] or first.endswith(second) or second.endswith(first):
        return True
    return any(_is_one(first, kind) and _is_one(second, kind) for kind in _CLASSES)


def _is_one(noun: str, kind: frozenset[str]) -> bool:
    words = noun.split()
    return any(" ".join(words[:length]) in kind for length in (1, 2, 3))
