"""Which indicator of the catalog a figure is of, by the phrases around it, its unit and its headings.

Every phrase of the catalog's aliases sits in one Aho–Corasick automaton. A figure's surroundings give evidence: the
terms found, each the weaker the more clause marks and other numbers part it from the figure. An alias whose terms are
all in evidence speaks for its indicator, provided the figure's unit fits; the strongest wins if it is strong enough.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from tonghop.catalog import PART, WHOLE, abbreviations, identities, indicators

_WINDOW_BEFORE, _WINDOW_AFTER, _WINDOW_PREVIOUS = 500, 250, 300
_QUALIFYING = frozenset(
    {"percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior", "share", "delta", "plan_value"}
)
_UNBOUND_BY_UNIT = frozenset({"percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior"})

_MOMENT = re.compile(
    r"(?:ngày |tháng |năm |quý |học kỳ )\d{1,4}(?:/\d{1,4}){0,2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?= (?:tháng|năm|tuổi)\b)"
)
_SEPARATOR = re.compile(r"([;,():=…\n/]|\.(?!\d)|(?<![\w.,])\d(?:[\d.,]*\d)? ?%?)")
_OTHER_SIDE = re.compile(r"^\s*/\s*[\d.,]+|[\d.,]+\s*/\s*$")
_PLAIN = str.maketrans({mark: " " for mark in "-–—*\"“”'’‘•+_[]"})
_FADING = {
    ";": 0.5,
    ",": 0.9,
    "(": 0.9,
    ")": 0.9,
    ":": 0.95,
    "/": 0.85,
    "=": 0.85,
    ".": 0.6,
    "\n": 0.5,
    "…": 0.8,
    "%": 0.9,
}
_NUMBER_FADES = 0.72
_AFTER_FADES = 0.6
_PREVIOUS_SENTENCE, _HEADING, _OUTER_HEADING = 0.4, 0.4, 0.25

_NEAR_ENOUGH = 0.25
_STRONG_ENOUGH = 0.6
_CHILD_BONUS = 0.5
_UNKNOWN_UNIT = 0.8
_SHARE_OF_COUNT = 0.7


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around one figure.

    `before` and `after` are the sentence up to the figure and from its end, `unit` its canonical unit or counted noun
    in lower case, `headings` the enclosing headings from the outermost, `parent` the indicator of the governing figure
    ("trong đó", or what a percentage qualifies), `sentence_before` the previous sentence of the paragraph.
    """

    before: str
    after: str
    unit: str | None
    role: str
    headings: tuple[str, ...]
    parent: str | None
    sentence_before: str


@dataclass(frozen=True, slots=True)
class _Clue:
    """One alias: the terms it needs, those of them that weigh (not the bare unit), and the indicator it speaks for."""

    indicator: str
    terms: tuple[int, ...]
    weighing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The automaton over all phrases, and the clues that a term belongs to."""

    automaton: ahocorasick.Automaton
    clues: Mapping[int, tuple[_Clue, ...]]
    sides: Mapping[str, int | None]


def identify(context: Context) -> str | None:
    """The key of the indicator the figure is of; None where nothing speaks for one clearly enough."""
    if context.parent and context.role in _QUALIFYING:
        return context.parent
    evidence = _evidence(context)
    fits = _fits(context.unit, context.role)
    children = _children(context.parent)
    best, best_score = None, _STRONG_ENOUGH
    for clue in _satisfied(evidence):
        fit = fits[clue.indicator]
        if not fit:
            continue
        strengths = [evidence[term] for term in clue.weighing]
        if max(strengths) < _NEAR_ENOUGH:
            continue
        score = sum(strengths) * fit + (_CHILD_BONUS if clue.indicator in children else 0)
        if score > best_score:
            best, best_score = clue.indicator, score
    return best


def _satisfied(evidence: Mapping[int, float]) -> Iterator[_Clue]:
    clues = _index().clues
    for term in evidence:
        for clue in clues.get(term, ()):
            if all(other in evidence for other in clue.terms):
                yield clue


def _evidence(context: Context) -> dict[int, float]:
    evidence: dict[int, float] = {}
    index = _index()
    before, after = context.before[-_WINDOW_BEFORE:], context.after[:_WINDOW_AFTER]
    if context.role == "fraction":
        side = PART if after.lstrip().startswith("/") else WHOLE if before.rstrip().endswith("/") else None
        if side and (term := index.sides[side]) is not None:
            evidence[term] = 1.0
        before, after = _OTHER_SIDE.sub("", before), _OTHER_SIDE.sub("", after)
    _scan(f"{context.unit or ''} {after}", evidence, forward=True)
    _scan(before, evidence, forward=False)
    for term, strength in _background(context.sentence_before, context.headings).items():
        if strength > evidence.get(term, 0.0):
            evidence[term] = strength
    return evidence


@lru_cache(maxsize=4096)
def _background(sentence_before: str, headings: tuple[str, ...]) -> dict[int, float]:
    """What the previous sentence and the headings speak of, each as strongly as it may count."""
    evidence: dict[int, float] = {}
    texts = [(sentence_before[-_WINDOW_PREVIOUS:], _PREVIOUS_SENTENCE)]
    texts += [(heading, _OUTER_HEADING) for heading in headings[:-1]]
    texts += [(heading, _HEADING) for heading in headings[-1:]]
    for text, most in texts:
        found: dict[int, float] = {}
        _scan(text, found, forward=False)
        for term, strength in found.items():
            evidence[term] = max(evidence.get(term, 0.0), min(1.0, strength) * most)
    return evidence


def _scan(text: str, evidence: dict[int, float], *, forward: bool) -> None:
    """Add to `evidence` the terms of `text`, fading from its near end: its start if `forward`, else its end."""
    plain, reach = _faded(text, forward)
    for end, hits in _index().automaton.iter(plain):
        for term, words, length in hits:
            near = reach[end - length + 1] if not forward else reach[end]
            strength = words * near
            if strength > evidence.get(term, 0.0):
                evidence[term] = strength


def _faded(text: str, forward: bool) -> tuple[str, list[float]]:
    """The text as single-spaced words without marks, and for each place of it how near the figure it counts."""
    pieces = _SEPARATOR.split(_MOMENT.sub(" ", text.lower()).translate(_PLAIN))
    words: list[tuple[str, float]] = []
    strength = 1.0
    ordered = pieces if forward else pieces[::-1]
    marks = range(1, len(pieces), 2)
    for position, piece in enumerate(ordered):
        if position in marks:
            fading = _FADING.get(piece[-1], _NUMBER_FADES)
            strength *= fading * _AFTER_FADES if forward else fading
            if not piece[0].isdigit():
                continue
        if content := " ".join(piece.split()):
            words.append((content + " ", strength))
    if not forward:
        words.reverse()
    plain = " " + "".join(content for content, _ in words)
    reach = [words[0][1] if words else 0.0]
    for content, near in words:
        reach += [near] * len(content)
    return plain, reach


@lru_cache(maxsize=1024)
def _fits(unit: str | None, role: str) -> dict[str, float]:
    """How well a figure of this unit and role fits each indicator, 0 where it cannot be of it."""
    return {key: _fit(unit, role, indicator.units) for key, indicator in indicators().items()}


def _fit(unit: str | None, role: str, units: tuple[str, ...]) -> float:
    if role in _UNBOUND_BY_UNIT:
        return 1.0
    if unit is None:
        return _UNKNOWN_UNIT
    if any(_same(unit, other) for other in units):
        return 1.0
    return _SHARE_OF_COUNT if unit == "%" else 0.0


def _same(unit: str, other: str) -> bool:
    """Whether one counted noun begins or ends with the other (`đơn khiếu nại` is counted in `đơn`)."""
    short, long = sorted((unit.replace(",", "").split(), other.replace(",", "").split()), key=len)
    return long[: len(short)] == short or long[-len(short) :] == short


@cache
def _children(parent: str | None) -> frozenset[str]:
    return frozenset(part for identity in identities() if identity.total == parent for part in identity.parts)


@cache
def _index() -> _Index:
    """The automaton, built once; about 4,000 phrases with their abbreviated and old-style spellings."""
    terms: dict[tuple[str, ...], int] = {}
    clues: dict[int, list[_Clue]] = {}
    for indicator in indicators().values():
        for alias in indicator.aliases:
            numbers = tuple(terms.setdefault(term, len(terms)) for term in alias.terms)
            weighing = tuple(terms[term] for term in alias.terms if not set(term) & set(indicator.units))
            clues.setdefault(max(numbers), []).append(_Clue(indicator.key, numbers, weighing or numbers))
    hits: dict[str, list[tuple[int, float, int]]] = {}
    for term, number in terms.items():
        for phrase in term:
            for form in _spellings(phrase):
                weight = 1 + 0.15 * (len(phrase.split()) - 1)
                hits.setdefault(f" {form} ", []).append((number, weight, len(form) + 1))
    automaton = ahocorasick.Automaton()
    for form, found in hits.items():
        automaton.add_word(form, tuple(found))
    automaton.make_automaton()
    sides = {side: terms.get((side,)) for side in (PART, WHOLE)}
    return _Index(automaton, {term: tuple(found) for term, found in clues.items()}, sides)


_TONES = tuple(
    pair.split("/")
    for pair in "òa/oà óa/oá ỏa/oả õa/oã ọa/oạ òe/oè óe/oé ỏe/oẻ õe/oẽ ọe/oẹ ùy/uỳ úy/uý ủy/uỷ ũy/uỹ ụy/uỵ".split()
)


def _spellings(phrase: str) -> set[str]:
    """The phrase as it may be printed: abbreviated, with the tone mark of `hoá`, `uỷ` on the other vowel."""
    forms = {phrase}
    for expansion, short in _shortened():
        forms |= {_replace(form, expansion, short) for form in forms}
    for form in tuple(forms):
        for new, old in _TONES:
            form = form.replace(new, old)
        forms.add(form)
    return forms


def _replace(form: str, expansion: str, short: str) -> str:
    return f" {form} ".replace(f" {expansion} ", f" {short} ").strip()


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    """(expansion, abbreviation as it stands in plain text) pairs, the longest expansion first."""
    pairs = (
        (expansion, " ".join(short.lower().translate(_PLAIN).split())) for short, expansion in abbreviations().items()
    )
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
