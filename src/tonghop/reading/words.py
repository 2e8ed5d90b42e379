"""Numbers in words and Roman numerals, where they carry meaning: `ba trăm triệu đồng`, `mười hai dự án`, `khóa III`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Final

import ahocorasick

from tonghop.catalog.cues import cues
from tonghop.core.figure import Numeral, Role
from tonghop.reading.lexicon import alternatives, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER_WORDS, ROMAN, read_roman, read_words
from tonghop.reading.tokens import Token

_RUN: Final = re.compile(rf"(?<!\w)(?:{alternatives(NUMBER_WORDS)})(?: (?:{alternatives(NUMBER_WORDS)}))+(?!\w)")
_NUMERAL: Final = re.compile(r"[IVXL](?<!\w\w)[IVXL]{0,5}(?!\w)")
_NAMED: Final = tuple(f"{word} " for word in cues().labels["roman"])
_SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm"})


def scan_words(text: str, folded: str, tokens: list[Token]) -> list[Token]:
    """The tokens with those of number words and Roman numerals added, in text order."""
    starts = [token.start for token in tokens]
    found = [token for token in (*_worded(folded), *_roman(text, folded)) if _is_free(token, tokens, starts)]
    return sorted((*tokens, *found), key=lambda token: token.start)


def _is_free(token: Token, tokens: list[Token], starts: list[int]) -> bool:
    """Whether no token in digits overlaps this one."""
    after = bisect_left(starts, token.end)
    return after == 0 or tokens[after - 1].end <= token.start


@cache
def _pairs() -> ahocorasick.Automaton:
    """Any two number words side by side, with their length."""
    automaton = ahocorasick.Automaton()
    for pair in map(" ".join, product(NUMBER_WORDS, repeat=2)):
        automaton.add_word(pair, len(pair))
    automaton.make_automaton()
    return automaton


def _runs(folded: str) -> Iterator[re.Match[str]]:
    """Number words that follow one another."""
    reached = 0
    for last, length in _pairs().iter(folded):
        match = _RUN.match(folded, last - length + 1) if last - length + 1 >= reached else None
        if match:
            reached = match.end()
            yield match


def _worded(folded: str) -> list[Token]:
    result = []
    for match in _runs(folded):
        words = match[0].split()
        value = read_words(words)
        if value is None or words[0] in _SCALES or "năm" in words[-1:]:
            continue
        after = skip_blank(folded, match.end())
        unit = unit_at(folded, after)
        token = Token(match.start(), match.end(), value, None, Decimal(1), numeral=Numeral.WORD)
        if unit and unit.kind == "money":
            result.append(token._replace(end=unit.end, value=value * unit.factor, unit=unit.name, unit_kind="money"))
        elif (words[0] == "mười" or "mươi" in words or "trăm" in words) and (noun := noun_at(folded, after)):
            result.append(token._replace(end=noun[1], unit=noun[0], unit_kind="count"))
    return result


def _roman(text: str, folded: str) -> list[Token]:
    """`II.` at the start of a line, `khóa III` in it."""
    result = []
    for match in _NUMERAL.finditer(text):
        before = folded[max(0, match.start() - 12) : match.start()]
        heading = before.rpartition("\n")[2].strip(" *#") == "" and text[match.end() : match.end() + 1] in tuple("./)-")
        if (heading or before.endswith(_NAMED)) and ROMAN.fullmatch(match[0]):
            result.append(Token(match.start(), match.end(), read_roman(match[0]), Role.ORDINAL, numeral=Numeral.ROMAN))
    return result
