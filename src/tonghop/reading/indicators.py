"""Which indicator of the catalog a figure is of, by the phrases around it, its unit and its headings.

Every phrase of the catalog's aliases sits in one Aho–Corasick automaton. A figure's surroundings give evidence: the
terms found, each the weaker the more clause marks and other numbers part it from the figure. An alias whose terms are
all in evidence speaks for its indicator, provided the figure's unit fits; the strongest wins if it is strong enough.
"""

import re
from functools import cache
from math import inf
from typing import Final

from tonghop.catalog import LISTED, PART, WHOLE, identities
from tonghop.reading.clues import Clue, FittingClues, fitting, fitting_clues
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
_LISTED: Final = 0.5
_OTHER_SIDE_KNOWN: Final = 0.5
_CHILD_BONUS: Final = 0.5
_UNEVEN: Final = 0.4


class Context:
    """What stands around one figure.

    The figure stands at `start` to `end` in its sentence, the `passage`; `unit` is its canonical unit or counted noun,
    `parent` the indicator of the governing figure ("trong đó", or what a percentage qualifies), `around` what the
    headings and the previous sentence of the paragraph speak of.
    """

    def __init__(
        self,
        passage: Passage,
        start: int,
        end: int,
        unit: str | None,
        role: str,
        parent: str | None,
        around: Evidence,
    ) -> None:
        self.passage = passage
        self.start = start
        self.end = end
        self.unit = unit
        self.role = role
        self.parent = parent
        self.around = around


class Around:
    """What headings and previous sentences speak of, each as strongly as it may count; every heading is read once."""

    def __init__(self, title: str = "") -> None:
        self._headings: dict[str, Evidence] = {}
        self._title: Evidence = {}
        _add(Passage(title).whole(), _OUTER_HEADING, self._title)

    def of(self, headings: tuple[str, ...], previous: Passage | None = None) -> Evidence:
        """What a sentence under these headings, outermost first, and behind the previous one starts from."""
        evidence = self._title.copy()
        if previous:
            _add(previous.whole(), _PREVIOUS_SENTENCE, evidence)
        for depth, heading in enumerate(headings, 1):
            said = self._headings.get(heading)
            if said is None:
                said = self._headings[heading] = Passage(heading).whole()
            _add(said, _HEADING if depth == len(headings) else _OUTER_HEADING, evidence)
        return evidence


def _add(said: Evidence, most: float, evidence: Evidence) -> None:
    for term, strength in said.items():
        counts = min(1.0, strength) * most
        if counts > evidence.get(term, FAINT):
            evidence[term] = counts


def identify(context: Context) -> str | None:
    """The key of the indicator the figure is of; None where nothing speaks for one clearly enough."""
    if context.role in _QUALIFYING and context.parent in fitting(context.unit, context.role):
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


def _satisfied(evidence: Evidence, clues: FittingClues) -> list[tuple[Clue, float]]:
    """The clues whose terms are all in evidence, each with how well the figure's unit fits its indicator."""
    named = [found for term in evidence if term in clues for found in clues[term]]
    return [found for found in named if all(term in evidence for term, _ in found[0].weighted)]


def _strength(clue: Clue, evidence: Evidence) -> float:
    """The sum of its terms' strengths, less where one is much weaker than another; 0 where none is near."""
    total, weakest, strongest = 0.0, inf, 0.0
    for term, weight in clue.weighted:
        strength = evidence[term] * weight
        total, weakest, strongest = total + strength, min(weakest, strength), max(strongest, strength)
    if strongest < _NEAR_ENOUGH:
        return 0.0
    side = _OTHER_SIDE_KNOWN if WHOLE in evidence and WHOLE not in clue.terms else 1.0
    return total * (1 - _UNEVEN * (1 - weakest / strongest)) * side


def _evidence(context: Context) -> Evidence:
    """Term → how strongly the figure's surroundings speak of it."""
    evidence = context.around.copy()
    text, start, end = context.passage.text, context.start, context.end
    if context.role == "fraction":
        numerator = _NUMERATOR.search(text, max(0, start - _LONGEST_SIDE), start)
        denominator = _DENOMINATOR.match(text, end)
        if denominator:
            evidence[PART] = _SIDE
            end = denominator.end()
        elif numerator:
            evidence[WHOLE] = _SIDE
            start = numerator.start()
    elif context.role not in _QUALIFYING and _children(context.parent):
        evidence[LISTED] = _LISTED
    unit = (context.unit or "").replace(",", "")
    for side in (context.passage.after(end, unit), context.passage.before(start, of_money=context.unit == "VND")):
        for term, strength in side.items():
            if strength > evidence.get(term, 0.0):
                evidence[term] = strength
    return evidence


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)
