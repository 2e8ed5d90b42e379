"""Which indicator of the catalog a figure is of, by the phrases around it, its unit and its headings.

Every phrase of the catalog's aliases sits in one Aho–Corasick automaton. A figure's surroundings give evidence: the
terms found, each the weaker the more clause marks and other numbers part it from the figure. An alias whose terms are
all in evidence speaks for its indicator, provided the figure's unit fits; the strongest wins if it is strong enough.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from tonghop.catalog import identities
from tonghop.reading.clues import (
    COMMA_BACKWARD,
    COMMA_FORWARD,
    PART_TERM,
    WHOLE_TERM,
    Clue,
    Spoken,
    fitting,
    fitting_clues,
    stretch_of,
)

_WINDOW_BEFORE, _WINDOW_AFTER, _WINDOW_PREVIOUS = 400, 160, 300
_QUALIFYING = frozenset(
    {"percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior", "share", "delta", "plan_value"}
)

_SEPARATOR = re.compile(
    r"""([0-9;():=…\n/.](?:
        (?<=[0-9])(?<![\w.,][0-9])(?<!(?:lớp|thứ|năm|quý)\ [0-9])(?<!ngày\ [0-9])(?<!tháng\ [0-9])
        (?:[0-9.,]*[0-9])?(?![ ]?(?:tuổi|sao|tháng|năm)\b)(?:[ ]?%)?
        | (?<=/)(?:[ ]?[0-9](?:[0-9.,]*[0-9])?)?
        | (?<=\.)(?![0-9])
        | (?<=[;():=…\n])
    ))""",
    re.VERBOSE,
)
_OTHER_SIDE = re.compile(r"^\s*/\s*[\d.,]+|[\d.,]+\s*/\s*$")

_MONEY = re.compile(r" ?(?:tỷ|triệu|đồng|đ\b)")

# How much of a term's strength is left when a mark or a number stands between it and the figure. Text after a figure
# soon belongs to the next one; text that follows another number up to a mark is claimed by that number.
_BACKWARD = {";": 0.5, "(": 0.9, ")": 0.9, ":": 0.95, "/": 0.9, "=": 0.9, ".": 0.6, "\n": 0.5, "…": 0.7}
_FORWARD = {";": 0.1, "(": 0.35, ")": 0.4, ":": 0.5, "/": 0.5, "=": 0.5, ".": 0.1, "\n": 0.1, "…": 0.3}
_NUMBER_BACKWARD, _LISTED_BACKWARD, _MONEY_BACKWARD, _NUMBER_FORWARD = 0.8, 0.92, 0.7, 0.4
_JOINED, _AFTERWARDS = 0.7, 0.9
_PREVIOUS_SENTENCE, _HEADING, _OUTER_HEADING = 0.4, 0.4, 0.25

# Weaker evidence is none, and from too far or beyond so many marks no term is strong enough; an alias needs one term
# that is near, and a score that is strong enough.
_FAINT = 0.12
_TOO_FAR, _MARKS_AFTER = 0.05, 3
_NEAR_ENOUGH = 0.25
_STRONG_ENOUGH = 0.405
_SIDE = 1.5
_OTHER_SIDE_KNOWN = 0.5
_CHILD_BONUS = 0.5
_UNEVEN = 0.4


class Context(NamedTuple):
    """What stands around one figure.

    `before` and `after` are the sentence up to the figure and from its end, in lower case, `unit` its canonical unit or
    counted noun, `headings` the enclosing headings from the outermost, `parent` the indicator of the governing figure
    ("trong đó", or what a percentage qualifies), `sentence_before` the previous sentence of the paragraph.
    """

    before: str
    after: str
    unit: str | None
    role: str
    headings: tuple[str, ...]
    parent: str | None
    sentence_before: str


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
    evidence: dict[int, float] = dict(_background(context.sentence_before, context.headings))
    before, after = context.before[-_WINDOW_BEFORE:], context.after[:_WINDOW_AFTER]
    if context.role == "fraction":
        if after.lstrip().startswith("/"):
            evidence[PART_TERM] = _SIDE
        elif before.rstrip().endswith("/"):
            evidence[WHOLE_TERM] = _SIDE
        before, after = _OTHER_SIDE.sub("", before), _OTHER_SIDE.sub("", after)
    unit = (context.unit or "").replace(",", "")
    _read_forward(f"{unit} {after}", evidence, joined=after.startswith(" và "))
    _read_backward(before, evidence, of_money=context.unit == "VND")
    return evidence


@lru_cache(maxsize=4096)
def _background(sentence_before: str, headings: tuple[str, ...]) -> Mapping[int, float]:
    """What the previous sentence and the headings speak of, each as strongly as it may count."""
    texts = [(sentence_before[-_WINDOW_PREVIOUS:], _PREVIOUS_SENTENCE)]
    texts += [(heading, _OUTER_HEADING) for heading in headings[:-1]]
    texts += [(heading, _HEADING) for heading in headings[-1:]]
    evidence: dict[int, float] = {}
    for text, most in texts:
        found: dict[int, float] = {}
        _read_backward(text.lower(), found)
        for term, strength in found.items():
            evidence[term] = max(evidence.get(term, 0.0), min(1.0, strength) * most)
    return {term: strength for term, strength in evidence.items() if strength > _FAINT}


def _read_backward(text: str, evidence: dict[int, float], *, of_money: bool = False) -> None:
    """Note the terms of the text before a figure; what follows another number up to a mark is claimed by that one."""
    pieces = _SEPARATOR.split(text)
    nearness, marked = 1.0, False
    for at in range(len(pieces) - 1, -1, -2):
        separator, piece = pieces[at - 1] if at else "", pieces[at]
        number = separator[-1:].isdigit() or separator[-1:] == "%"
        stretch = stretch_of(piece)
        if stretch.joins:
            nearness *= _JOINED
        if stretch.backward:
            claimed = number and (marked or stretch.commas)
            _note(stretch.claimed if claimed else stretch.backward, nearness, evidence)
        if stretch.commas:
            nearness *= COMMA_BACKWARD**stretch.commas
        if number and of_money and _MONEY.match(piece):
            nearness *= _MONEY_BACKWARD
        elif number:
            nearness *= _LISTED_BACKWARD if separator[0] == "/" or separator[-1] == "%" else _NUMBER_BACKWARD
        else:
            nearness *= _BACKWARD.get(separator, 1.0)
        if nearness < _TOO_FAR:
            return
        marked = not number


def _read_forward(text: str, evidence: dict[int, float], *, joined: bool) -> None:
    """Note the terms of the text after a figure, which soon belongs to the next one."""
    pieces = _SEPARATOR.split(text, maxsplit=_MARKS_AFTER)
    nearness = _AFTERWARDS * (_JOINED if joined else 1.0)
    for at in range(0, len(pieces), 2):
        if at:
            nearness *= _FORWARD.get(pieces[at - 1], _NUMBER_FORWARD)
        if nearness < _FAINT:
            return
        stretch = stretch_of(pieces[at])
        if stretch.forward:
            _note(stretch.forward, nearness, evidence)
        if stretch.commas:
            nearness *= COMMA_FORWARD**stretch.commas


def _note(spoken: Spoken, nearness: float, evidence: dict[int, float]) -> None:
    """Add to the evidence what a stretch speaks of, as strongly as it is near."""
    faint = _FAINT / nearness
    for term, strength in spoken:
        if strength > faint and (near := strength * nearness) > evidence.get(term, 0.0):
            evidence[term] = near


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)
