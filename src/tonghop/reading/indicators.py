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
from tonghop.reading.clues import Clue, Term, fitting, fitting_clues
from tonghop.reading.passages import FAINT, Heard, Passage

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
        around: list[Heard],
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
        self._headings: dict[str, list[Heard]] = {}
        self._title = _weaker(Passage(title).whole(), _OUTER_HEADING)

    def of(self, headings: tuple[str, ...], previous: Passage | None = None) -> list[Heard]:
        """What a sentence under these headings, outermost first, and behind the previous one starts from."""
        around = self._title.copy()
        if previous:
            around += _weaker(previous.whole(), _PREVIOUS_SENTENCE)
        for depth, heading in enumerate(headings, 1):
            heard = self._headings.get(heading)
            if heard is None:
                heard = self._headings[heading] = Passage(heading).whole()
            around += _weaker(heard, _HEADING if depth == len(headings) else _OUTER_HEADING)
        return around


def _weaker(heard: list[Heard], most: float) -> list[Heard]:
    return [Heard(one.phrase, one.nearness * most, most) for one in heard]


def identify(context: Context) -> str | None:
    """The key of the indicator the figure is of; None where nothing speaks for one clearly enough."""
    if context.role in _QUALIFYING and context.parent in fitting(context.unit, context.role):
        return context.parent
    clues = fitting_clues(context.unit, context.role)
    evidence = _evidence(context, clues.need)
    children = _children(context.parent)
    best, best_score = None, _STRONG_ENOUGH
    for term in evidence:
        for clue, fit in clues.of(term):
            score = _strength(clue, evidence) * fit
            if clue.indicator in children:
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


def _evidence(context: Context, need: bytes) -> Evidence:
    """Term → how strongly the figure's surroundings speak of it, of the terms that matter."""
    evidence: Evidence = {}
    _weigh(context.around, need, evidence)
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
    elif context.role not in _QUALIFYING and _children(context.parent):
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
                strength = min(said.strength * one.nearness, one.limit)
                if strength > evidence.get(said.term, FAINT):
                    evidence[said.term] = strength


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)
