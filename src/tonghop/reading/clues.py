"""The catalog's aliases as an index: the terms a text may carry, which clues they make, what units fit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from sys import intern
from typing import Final, NamedTuple

import ahocorasick

from tonghop.catalog import LISTED, PART, WHOLE, Indicator, abbreviations, compounds, indicators

Term = str
"""What a text may speak of: the phrases of one term of an alias, joined."""

Alias = tuple[tuple[str, ...], ...]
"""The terms of an alias, each as its phrases."""

_UNIT_WEIGHS: Final = 0.3
_EACH_FURTHER_WORD: Final = 0.15

_CLOSE_FIT: Final = 0.85
_LOOSE_FIT: Final = 0.6
_UNKNOWN_UNIT: Final = 0.7
_SHARE_OF_COUNT: Final = 0.5
_RATE_FITS_RATE: Final = 1.5
_RATE_FITS_AMOUNT: Final = 0.3
_ANY_UNIT: Final = frozenset({"percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior"})

_PLAIN: Final = str.maketrans(dict.fromkeys("-–—*\"“”'’‘•+_[]", " "))
_TONES: Final = {
    **{"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ"},
    **{"ọe": "oẹ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ"},
}


class Said:
    """A term, its number among all, and how strongly it is spoken of or how much it weighs."""

    def __init__(self, term: Term, number: int, strength: float) -> None:
        self.term = term
        self.number = number
        self.strength = strength


class Phrase:
    """A known phrase: its length with the space before it, and the terms it is of; `most` is the strongest of these."""

    def __init__(self, length: int, said: list[Said]) -> None:
        self.length = length
        self.said = said
        self.most = max(one.strength for one in said)


Find = Callable[[str], Iterator[tuple[int, Phrase]]]
"""The known phrases in a text, each with its last place."""


class Clue:
    """One alias: the terms it needs, each with how much it weighs (the bare unit little), and its indicator."""

    def __init__(self, indicator: str, weighted: list[Said]) -> None:
        self.indicator = indicator
        self.weighted = weighted
        self.of_whole = any(one.term == WHOLE for one in weighted)


class FittingClues:
    """The clues that may be made out, each with how well it fits; `need` tells by the number of any term whether one of
    them needs it."""

    def __init__(self, by_term: dict[Term, list[tuple[Clue, float]]]) -> None:
        self._by_term = by_term
        needed = {one.number for clues in by_term.values() for clue, _ in clues for one in clue.weighted}
        self.need = bytes(number in needed for number in range(index().terms))

    def of(self, term: Term) -> list[tuple[Clue, float]]:
        """Those that are found by a term, their rarest."""
        return self._by_term.get(term) or []


class Index(NamedTuple):
    """How all phrases are found, the clues by their rarest term, and how many terms there are."""

    find: Find
    clues: Mapping[Term, tuple[Clue, ...]]
    terms: int


@cache
def index() -> Index:
    """The index of the catalog's aliases, built once."""
    phrases: dict[Term, tuple[str, ...]] = {term: (term,) for term in (PART, WHOLE, LISTED)}
    for indicator in indicators().values():
        for alias in indicator.aliases:
            phrases |= zip(_terms(alias.terms), alias.terms, strict=True)
    numbers = {term: number for number, term in enumerate(phrases)}
    clues = [_clue(of, alias.terms, numbers) for of in indicators().values() for alias in of.aliases]
    return Index(_automaton(phrases, numbers).iter, _by_rarest_term(clues), len(phrases))


def _terms(alias: Alias) -> list[Term]:
    return [intern("|".join(term)) for term in alias]


def _clue(indicator: Indicator, alias: Alias, numbers: Mapping[Term, int]) -> Clue:
    weights = [_UNIT_WEIGHS if indicator.unit in term else 1.0 for term in alias]
    if set(weights) == {_UNIT_WEIGHS}:
        weights = [1.0] * len(weights)
    weighted = zip(_terms(alias), weights, strict=True)
    return Clue(indicator.key, [Said(term, numbers[term], weight) for term, weight in weighted])


def _by_rarest_term(clues: Iterable[Clue]) -> dict[Term, tuple[Clue, ...]]:
    clues = tuple(clues)
    uses = Counter(one.term for clue in clues for one in clue.weighted)
    result: defaultdict[Term, list[Clue]] = defaultdict(list)
    for clue in clues:
        result[min((one.term for one in clue.weighted), key=uses.__getitem__)].append(clue)
    return {term: tuple(found) for term, found in result.items()}


def _automaton(phrases: Mapping[Term, Iterable[str]], numbers: Mapping[Term, int]) -> ahocorasick.Automaton:
    """Each form of a phrase leads to what it says: its length with the space before it, and its terms."""
    hits: defaultdict[str, list[Said]] = defaultdict(list)
    for term, own in phrases.items():
        for phrase in own:
            weight = 1 + _EACH_FURTHER_WORD * phrase.count(" ")
            for form in _spellings(phrase):
                hits[form].append(Said(term, numbers[term], weight))
    automaton = ahocorasick.Automaton()
    for form, said in hits.items():
        automaton.add_word(f" {form} ", Phrase(len(form) + 1, said))
    automaton.make_automaton()
    return automaton


def _spellings(phrase: str) -> set[str]:
    """The phrase as it may be printed: abbreviated, and with the tone mark of `hoá`, `uỷ` on the other vowel."""
    forms = {phrase}
    for expansion, short in _shortened():
        if expansion in phrase:
            forms |= {f" {form} ".replace(f" {expansion} ", f" {short} ").strip() for form in forms}
    for form in tuple(forms):
        for usual, other in _TONES.items():
            form = form.replace(usual, other)
        forms.add(form)
    return forms


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    """(expansion, abbreviation as it stands in plain text) pairs."""
    return tuple(
        (expansion, " ".join(short.lower().translate(_PLAIN).split())) for short, expansion in abbreviations().items()
    )


@lru_cache(maxsize=4096)
def fitting(unit: str | None, role: str) -> Mapping[str, float]:
    """Indicators that a figure of this unit and role can be of, and how well it fits each."""
    if role in _ANY_UNIT:
        return dict.fromkeys(indicators(), 1.0)
    if unit is None:
        return dict.fromkeys(indicators(), _UNKNOWN_UNIT)
    measured = _measured_in()
    unit = unit.lower()
    fits: dict[str, float] = dict.fromkeys(indicators(), _SHARE_OF_COUNT) if unit == "%" else {}
    words = unit.replace(",", "").split()
    fits |= dict.fromkeys(measured.get(("has", " ".join(words)), ()), _LOOSE_FIT)
    for part in _kinds(words):
        fits |= dict.fromkeys(measured.get(("is", part), ()), _CLOSE_FIT)
    fits |= dict.fromkeys(measured.get(("is", " ".join(words)), ()), 1.0)
    if role == "rate":
        return {key: fit * _rate_fit(key) for key, fit in fits.items()}
    return fits


@lru_cache(maxsize=512)
def fitting_clues(unit: str | None, role: str) -> FittingClues:
    """The clues of the indicators that a figure of this unit and role can be of, by term, each with its fit."""
    fits = fitting(unit, role)
    chosen = {
        term: [(clue, fit) for clue in clues if (fit := fits.get(clue.indicator))]
        for term, clues in index().clues.items()
    }
    return FittingClues({term: clues for term, clues in chosen.items() if clues})


def _kinds(words: list[str]) -> Iterator[str]:
    """What a counted noun is a kind of: its beginnings (`đơn` for `đơn khiếu nại`) and, but for visits, its ends."""
    if " ".join(words[:2]) in compounds():
        words = [" ".join(words[:2]), *words[2:]]
    for count in range(1, len(words)):
        yield " ".join(words[:count])
        if words[0] != "lượt":
            yield " ".join(words[-count:])


def _rate_fit(key: str) -> float:
    return _RATE_FITS_RATE if "/" in indicators()[key].unit else _RATE_FITS_AMOUNT


@cache
def _measured_in() -> Mapping[tuple[str, str], set[str]]:
    """("is", unit) → indicators measured in it; ("has", words) → those whose unit is a kind of the words."""
    result: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for indicator in indicators().values():
        for unit in indicator.units:
            words = unit.lower().replace(",", "").split()
            result["is", " ".join(words)].add(indicator.key)
            for part in _kinds(words):
                result["has", part].add(indicator.key)
    return result
