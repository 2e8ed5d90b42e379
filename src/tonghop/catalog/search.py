"""Finding an indicator or a unit by words, with or without diacritics."""

from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from tonghop.catalog.indicators import indicators
from tonghop.catalog.vocabulary import abbreviations, units


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalog: an indicator's key or a unit's canonical name, and what it says."""

    kind: str
    key: str
    name: str
    unit: str
    group: str


def fold(text: str) -> str:
    """Lower case without diacritics (`Đơn khiếu nại` → `don khieu nai`)."""
    letters = normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not combining(letter))


@cache
def accented() -> tuple[str, str]:
    """The single letters with diacritics, and in the same order what `fold` makes of each."""
    letters = [chr(code) for code in range(0xC0, 0x1F00) if len(fold(chr(code))) == 1 and fold(chr(code)).isascii()]
    return "".join(letters), "".join(map(fold, letters))


def plain(text: str) -> str:
    """Text in lower case without diacritics of which every letter stays in its place, as long as it is composed."""
    return text.translate(str.maketrans(*accented())).lower()


def _unfolded(query: str) -> set[str]:
    expansions = {fold(short): expansion for short, expansion in abbreviations().items()}
    words = fold(query).split()
    return {word for token in words for word in fold(expansions.get(token, token)).split()}


@cache
def _entries() -> tuple[tuple[Entry, str, str], ...]:
    result = []
    for indicator in indicators().values():
        entry = Entry("indicator", indicator.key, indicator.name, indicator.unit, indicator.group)
        aliases = " ".join(alias.text for alias in indicator.aliases)
        result.append((entry, fold(f"{indicator.key} {indicator.name}"), fold(f"{aliases} {indicator.group}")))
    for form, unit in units().items():
        entry = Entry("unit", unit.name, form, f"× {unit.factor:f}", unit.kind)
        result.append((entry, fold(f"{form} {unit.name}"), ""))
    return tuple(result)


def search(query: str) -> list[Entry]:
    """Entries that carry every word of `query` (abbreviations understood), those with it in their name first."""
    words = _unfolded(query)
    found = [
        (not all(word in name for word in words), len(name), order, entry)
        for order, (entry, name, more) in enumerate(_entries())
        if all(word in name or word in more for word in words)
    ]
    return [entry for *_, entry in sorted(found, key=lambda item: item[:3])]
