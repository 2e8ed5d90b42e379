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
from tonghop.reading.clues import Clue, Said, Term, fitting, fitting_clues
from tonghop.reading.passages import FAINT, Heard, Passage
from tonghop.reading.stretches import without_signs

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


Evidence = dict[Term, float]
"""Term → how strongly it is spoken of."""


class Context:
    """What stands around one figure.

    The figure stands at `start` to `end` in its sentence, the `passage`; `unit` is its canonical unit or counted noun,
    `parent` the indicator of the governing figure ("trong đó", or what a percentage qualifies), `around` the terms of
    the headings and the previous sentence of the paragraph.
    """

    def __init__(
        self,
        passage: Passage,
        start: int,
        end: int,
        unit: str | None,
        role: str,
        parent: str | None,
        around: list[Said],
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
        self._headings: dict[tuple[str, bool], list[Said]] = {}
        self._title = _heard(title, _OUTER_HEADING)

    def of(self, headings: tuple[str, ...], previous: Passage | None = None) -> list[Said]:
        """The terms that a sentence under these headings, outermost first, and behind the previous one starts from."""
        around = self._title.copy()
        if previous:
            around += _weaker(previous.whole(), _PREVIOUS_SENTENCE)
        for depth, heading in enumerate(headings, 1):
            key = heading, depth == len(headings)
            said = self._headings.get(key)
            if said is None:
                said = self._headings[key] = _heard(heading, _HEADING if key[1] else _OUTER_HEADING)
            around += said
        return around


def _heard(heading: str, most: float) -> list[Said]:
    return _weaker(Passage(without_signs(heading)).whole(), most)


def _weaker(heard: list[Heard], most: float) -> list[Said]:
    """The terms that were heard, each at most so strongly."""
    result = []
    for one in heard:
        nearness = one.nearness * most
        if one.phrase.most * nearness > FAINT:
            for said in one.phrase.said:
                result.append(Said(said.term, said.number, min(said.strength * nearness, most)))
    return result


def identify(context: Context) -> str | None:
    """The key of the indicator the figure is of; None where nothing speaks for one clearly enough."""
    if context.role in _QUALIFYING and context.parent in fitting(context.unit, context.role):
        return context.parent
    clues = fitting_clues(context.unit, context.role)
    children = _children(context.parent)
    evidence = _evidence(context, clues.need, listed=bool(children))
    best, best_score = None, _STRONG_ENOUGH
    for term in evidence:
        for clue, fit in clues.of(term):
            score = _strength(clue, evidence) * fit
            if children and clue.indicator in children:
                score += _CHILD_BONUS
            if score > best_score:
                best, best_score = clue.indicator, score
    return best


def _strength(clue: Clue, evidence: Evidence) -> float:
    """The sum of its terms' strengths, less where one is much weaker than another; 0 where none is near, and below any
    number where one is not in evidence."""
    total, weakest, strongest = 0.0, inf, 0.0
    for needed in clue.weighted:
        strength = evidence.get(needed.term, 0.0) * needed.strength
        if not strength:
            return -inf
        total, weakest, strongest = total + strength, min(weakest, strength), max(strongest, strength)
    if strongest < _NEAR_ENOUGH:
        return 0.0
    side = _OTHER_SIDE_KNOWN if WHOLE in evidence and not clue.of_whole else 1.0
    return total * (1 - _UNEVEN * (1 - weakest / strongest)) * side


def _evidence(context: Context, need: bytes, *, listed: bool) -> Evidence:
    """Term → how strongly the figure's surroundings speak of it, of the terms that matter; `listed` tells whether the
    governing figure has known parts."""
    evidence: Evidence = {}
    for said in context.around:
        if need[said.number] and said.strength > evidence.get(said.term, FAINT):
            evidence[said.term] = said.strength
    passage, start, end = context.passage, context.start, context.end
    if context.role == "fraction":
        numerator = _NUMERATOR.search(passage.text, max(0, start - _LONGEST_SIDE), start)
        denominator = _DENOMINATOR.match(passage.text, end)
        if denominator:
            evidence[PART] = _SIDE
            end = denominator.end()
        elif numerator:
            evidence[WHOLE] = _SIDE
            start = numerator.start()
    elif listed and context.role not in _QUALIFYING:
        evidence[LISTED] = _LISTED
    unit = (context.unit or "").replace(",", "")
    _weigh(passage.after(end, unit), need, evidence)
    _weigh(passage.before(start, of_money=context.unit == "VND"), need, evidence)
    return evidence


def _weigh(heard: list[Heard], need: bytes, evidence: Evidence) -> None:
    """Note what was heard of the terms that matter, each as strongly as it was heard anywhere."""
    for one in heard:
        for said in one.phrase.said:
            if need[said.number]:
                strength = said.strength * one.nearness
                if strength > evidence.get(said.term, FAINT):
                    evidence[said.term] = strength


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)
