"""Numbers in words and Roman numerals, where they carry meaning: `ba trăm triệu đồng`, `mười hai dự án`, `khóa III`,
`chín tháng đầu năm`, `tháng Chín`, `quý III`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import chain, product
from typing import Final

import ahocorasick

from tonghop.catalog.cues import cues
from tonghop.core.figure import Numeral, Role
from tonghop.reading.calendar import months_told
from tonghop.reading.lexicon import alternatives, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER_WORDS, ROMAN, read_roman, read_words
from tonghop.reading.tokens import Token

_RUN: Final = re.compile(rf"(?<!\w)(?:{alternatives(NUMBER_WORDS)})(?: (?:{alternatives(NUMBER_WORDS)}))+(?!\w)")
_NUMERALS: Final = tuple(re.compile(rf"{first}(?<!\w\w)[IVXL]{{0,5}}(?!\w)") for first in "IVXL")
_NAMED: Final = tuple(f"{word} " for word in cues().labels["roman"])
_QUARTERS: Final = 4
_MONTHS: Final = re.compile(r" tháng(?! (?:tuổi|lương|thứ))(?: (đầu|cuối)(?: năm)?)?(?!\w)")
_HOW_MANY: Final = re.compile(r"(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)$")
_MONTH: Final = re.compile(
    r"háng (?<=[Tt]háng )(Một|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười(?: [Mm]ột| [Hh]ai)?)(?!\w)(?! tháng| ngày)"
)
_SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm"})


def scan_words(text: str, folded: str, tokens: list[Token]) -> list[Token]:
    """The tokens with those of number words and Roman numerals added, in text order."""
    starts = [token.start for token in tokens]
    found = [
        token
        for token in (*_worded(folded), *_roman(text, folded), *_times(text, folded))
        if _is_free(token, tokens, starts)
    ]
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
            token.end, token.value, token.unit, token.unit_kind = unit.end, value * unit.factor, unit.name, unit.kind
            result.append(token)
        elif (words[0] == "mười" or "mươi" in words or "trăm" in words) and (noun := noun_at(folded, after)):
            token.end, token.unit, token.unit_kind = noun[1], noun[0], "count"
            result.append(token)
    return result


def _roman(text: str, folded: str) -> list[Token]:
    """`II.` at the start of a line, `khóa III` in it."""
    result = []
    for match in chain.from_iterable([numeral.finditer(text) for numeral in _NUMERALS]):
        before = folded[max(0, match.start() - 12) : match.start()]
        heading = before.rpartition("\n")[2].strip(" *#") == "" and text[match.end() : match.end() + 1] in tuple("./)-")
        if (heading or before.endswith(_NAMED)) and ROMAN.fullmatch(match[0]):
            value = read_roman(match[0])
            quarter = before.endswith("quý ") and value <= _QUARTERS
            role = Role.PERIOD if quarter else Role.ORDINAL
            told = f"?-Q{value}" if quarter else value
            result.append(Token(match.start(), match.end(), told, role, numeral=Numeral.ROMAN))
    return result


def _times(text: str, folded: str) -> Iterator[Token]:
    """`chín tháng đầu năm`, `tháng Chín`: a month is written with a capital, for `tháng năm` is none."""
    for match in _MONTHS.finditer(folded):
        words = _HOW_MANY.search(folded, max(0, match.start() - 12), match.start())
        if words is None or (words[0] == "năm" and not match[1]):
            continue
        count, before = read_words(words[0].split()), folded[max(0, words.start() - 24) : words.start()]
        if count and (period := months_told(int(count), match[1], before, folded[match.end() : match.end() + 16])):
            yield Token(words.start(), match.end(), period, Role.PERIOD, numeral=Numeral.WORD)
    for match in _MONTH.finditer(text):
        if month := read_words(match[1].lower().split()):
            yield Token(match.start(1), match.end(), f"?-{month:02}", Role.PERIOD, numeral=Numeral.WORD)
