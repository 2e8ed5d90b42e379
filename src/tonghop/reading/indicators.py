"""Which indicator of the catalog a figure is of, by the phrases around it, its unit and its headings.

Every phrase of the catalog's aliases sits in one Aho–Corasick automaton. A figure's surroundings give evidence: the
terms found, each the weaker the more clause marks and other numbers part it from the figure. An alias whose terms are
all in evidence speaks for its indicator, provided the figure's unit fits; the strongest wins if it is strong enough.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from tonghop.catalog import identities
from tonghop.reading.clues import PART_TERM, WHOLE_TERM, Clue, fitting, fitting_clues
from tonghop.reading.passages import FAINT, Evidence, Passage

_QUALIFYING: Final = frozenset(
    {"percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior", "share", "delta", "plan_value"}
)
_NUMERATOR, _DENOMINATOR = re.compile(r"(?:[\d.,]+\s*)?/\s*$"), re.compile(r"\s*/(?:\s*[\d.,]+)?")
_LONGEST_SIDE: Final = 24
_PREVIOUS_SENTENCE: Final = 0.4
_HEADING: Final = 0.4
_OUTER_HEADING: Final = 0.25

# An alias needs one term that is near, and a score that is strong enough.
_NEAR_ENOUGH: Final = 0.25
_STRONG_ENOUGH: Final = 0.405
_SIDE: Final = 1.5
_OTHER_SIDE_KNOWN: Final = 0.5
_CHILD_BONUS: Final = 0.5
_UNEVEN: Final = 0.4


class Context(NamedTuple):
    """What stands around one figure.

    The figure stands at `start` to `end` in its sentence, the `passage`; `unit` is its canonical unit or counted noun,
    `parent` the indicator of the governing figure ("trong đó", or what a percentage qualifies), `around` what the
    headings and the previous sentence of the paragraph speak of.
    """

    passage: Passage
    start: int
    end: int
    unit: str | None
    role: str
    parent: str | None
    around: Evidence


class Around:
    """What headings and previous sentences speak of, each as strongly as it may count; every heading is read once."""

    def __init__(self) -> None:
        self._headings: dict[str, Evidence] = {}

    def of(self, headings: tuple[str, ...], previous: Passage | None = None) -> Evidence:
        """What a sentence under these headings, outermost first, and behind the previous one starts from."""
        evidence: dict[int, float] = {}
        if previous:
            _add(previous.whole(), _PREVIOUS_SENTENCE, evidence)
        for depth, heading in enumerate(headings, 1):
            said = self._headings.get(heading)
            if said is None:
                said = self._headings[heading] = Passage(heading).whole()
            _add(said, _HEADING if depth == len(headings) else _OUTER_HEADING, evidence)
        return evidence


def _add(said: Evidence, most: float, evidence: dict[int, float]) -> None:
    for term, strength in said.items():
        counts = min(1.0, strength) * most
        if counts > evidence.get(term, FAINT):
            evidence[term] = counts


def identify(context: Context) -> str | None:
    """The key of the indicator the figure is of; None where nothing speaks for one clearly enough."""
    fits = fitting(context.unit, context.role)
    if context.parent in fits and context.role in _QUALIFYING:
        return context.parent
    evidence = _evidence(context)
    children = _children(context.parent)
    best, best_score = None, _STRONG_ENOUGH
    for clue, fit in _satisfied(evidence, fitting_clues(context.unit, context.role)):
        score = _strength(clue, evidence) * fit
        if clue.indicator in children:
            score += _CHILD_BONUS
        if score > best_score:
            best, best_score = clue.indicator, score
    return best


def _satisfied(
    evidence: Mapping[int, float], clues: Mapping[int, tuple[tuple[Clue, float], ...]]
) -> list[tuple[Clue, float]]:
    """The clues whose terms are all in evidence, each with how well the figure's unit fits its indicator."""
    known = frozenset(evidence)
    return [found for term in evidence if term in clues for found in clues[term] if found[0].terms <= known]


def _strength(clue: Clue, evidence: Mapping[int, float]) -> float:
    """The sum of its terms' strengths, less where one is much weaker than another; 0 where none is near."""
    strengths = [evidence[term] * weight for term, weight in clue.weighted]
    strongest = max(strengths)
    if strongest < _NEAR_ENOUGH:
        return 0.0
    side = _OTHER_SIDE_KNOWN if WHOLE_TERM in evidence and WHOLE_TERM not in clue.terms else 1.0
    if len(strengths) == 1:
        return strongest * side
    return sum(strengths) * (1 - _UNEVEN * (1 - min(strengths) / strongest)) * side


def _evidence(context: Context) -> dict[int, float]:
    """Term → how strongly the figure's surroundings speak of it."""
    evidence = dict(context.around)
    text, start, end = context.passage.text, context.start, context.end
    if context.role == "fraction":
        numerator = _NUMERATOR.search(text, max(0, start - _LONGEST_SIDE), start)
        denominator = _DENOMINATOR.match(text, end)
        if denominator:
            evidence[PART_TERM] = _SIDE
            end = denominator.end()
        elif numerator:
            evidence[WHOLE_TERM] = _SIDE
            start = numerator.start()
    unit = (context.unit or "").replace(",", "")
    sides = context.passage.after(end, unit), context.passage.before(start, of_money=context.unit == "VND")
    for term, strength in chain.from_iterable(side.items() for side in sides):
        if strength > evidence.get(term, 0.0):
            evidence[term] = strength
    return evidence


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)
