"""Encodings of Vietnamese before Unicode (`data/encodings.toml`), and what a Vietnamese syllable is."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tonghop.catalog.table import data
from tonghop.core.errors import CatalogError

_ENCODINGS, _SYLLABLES = "encodings.toml", "syllables.toml"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BEFORE_STOPS = frozenset("\u0301\u0323")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding. A character of a text in it stands for the byte of the same number.

    `fonts` and `capital_fonts` are how names of its fonts begin (lower case) and how those end that show capitals;
    `capitalless` where it has no capitals with tone marks.
    """

    name: str
    letters: Mapping[str, str]
    pattern: re.Pattern[str]
    fonts: tuple[str, ...]
    capital_fonts: tuple[str, ...]
    capitalless: bool

    def parts(self, text: str) -> list[str]:
        """What each part of the text stands for, one string per character; tone marks stay apart from letters."""
        parts = list(text)
        for match in self.pattern.finditer(text):
            parts[match.start()] = self.letters[match[0]]
        return parts


@cache
def encodings() -> tuple[Encoding, ...]:
    """The encodings of the catalog."""
    return read_encodings(data(_ENCODINGS))


def read_encodings(text: str) -> tuple[Encoding, ...]:
    """Encodings from TOML; raises CatalogError naming the encoding whose rows do not match."""
    return tuple(_encoding(name, fields) for name, fields in _parsed(_ENCODINGS, text).items())


def _encoding(name: str, fields: Mapping[str, Any]) -> Encoding:
    letters: dict[str, str] = {}
    for codes, stand_for in fields["letters"]:
        if len(codes) != len(stand_for):
            raise CatalogError(f"{_ENCODINGS}: [{name}] {codes!r} và {stand_for!r} phải dài bằng nhau")
        letters |= zip(codes, stand_for, strict=True)
    marks = {code: mark for codes, mark in fields.get("marks", []) for code in codes}
    if both := letters.keys() & marks.keys():
        raise CatalogError(f"{_ENCODINGS}: [{name}] {min(both)!r} vừa là chữ cái vừa là dấu")
    pattern = _any_of(letters)
    if marks:
        pattern = f"(?<={_any_of(fields['bearers'])}){_any_of(marks)}|{pattern}"
    fonts, capital_fonts = (tuple(fields.get(key, ())) for key in ("fonts", "capital_fonts"))
    capitalless = bool(fields.get("capitalless", False))
    return Encoding(name, letters | marks, re.compile(pattern), fonts, capital_fonts, capitalless)


def _any_of(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, characters))}]"


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Whether a word of any case is spelled as a Vietnamese syllable can be."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = frozenset(letters).intersection(_TONES)
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    spelled = _spelling()(bare)
    return spelled is not None and len(tones) < 2 and (not spelled["stop"] or tones <= _BEFORE_STOPS)


@cache
def _spelling() -> Callable[[str], re.Match[str] | None]:
    parts = _parsed(_SYLLABLES, data(_SYLLABLES))
    onsets, vowels, codas, stops = ("|".join(parts[kind]) for kind in ("onsets", "vowels", "codas", "stops"))
    return re.compile(f"(?:{onsets})?(?:{vowels})(?:{codas}|(?P<stop>{stops}))?").fullmatch


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{name}: {error}") from error
