"""Numbers in words and Roman numerals, where they carry meaning: `ba trăm triệu đồng`, `mười hai dự án`, `khóa III`,
`chín tháng đầu năm`, `tháng Chín`, `quý III`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Numeral, Role
from tonghop.reading.calendar import months_told
from tonghop.reading.lexicon import alternatives, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER_WORDS, POWER_WORDS, ROMAN, read_roman, read_words
from tonghop.reading.tokens import Token

_ANY_WORD: Final = f"(?:{alternatives(NUMBER_WORDS)})"
_RUN: Final = re.compile(rf"(?<!\w){_ANY_WORD}(?: {_ANY_WORD})+(?!\w)")
_LEAD: Final = re.compile(rf"(?<!\w)(?:{_ANY_WORD} )+$")
_LEADING: Final = tuple(f"{word} " for word in NUMBER_WORDS)
_LONGEST_LEAD: Final = 80
_NUMERAL: Final = re.compile(r"(?<!\w)[IVXL]{1,6}(?!\w)")
_NAMED: Final = tuple(f"{word} " for word in cues().labels["roman"])
_QUARTERS: Final = 4
_MONTHS: Final = re.compile(r"tháng(?! (?:tuổi|lương|thứ))(?: (đầu|cuối)(?: năm)?)?(?!\w)")
_HOW_MANY: Final = re.compile(r"(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?) $")
_MONTH: Final = re.compile(
    r"[Tt]háng (Một|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười(?: [Mm]ột| [Hh]ai)?)(?!\w)(?! tháng| ngày)"
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


def _runs(folded: str) -> Iterable[re.Match[str]]:
    """Number words that follow one another, a power of ten among them."""
    runs: dict[int, re.Match[str]] = {}
    for power in POWER_WORDS:
        for at in _places(folded, power):
            led = _LEAD.search(folded, max(0, at - _LONGEST_LEAD), at) if folded.endswith(_LEADING, 0, at) else None
            start = led.start() if led else at
            if (led or power not in _SCALES) and (match := _RUN.match(folded, start)):
                runs[start] = match
    return runs.values()


def _places(text: str, word: str) -> list[int]:
    """Where a word stands."""
    result, at = [], text.find(word)
    while at >= 0:
        result.append(at)
        at = text.find(word, at + len(word))
    return result


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
    for at in chain.from_iterable([_places(text, first) for first in "IVXL"]):
        match = _NUMERAL.match(text, at)
        if match is None:
            continue
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
    places = _places(folded, "tháng")
    for at in places:
        match = _MONTHS.match(folded, at) if folded.endswith(_LEADING, 0, at) else None
        words = _HOW_MANY.search(folded, max(0, at - 13), at) if match else None
        if match is None or words is None or (words[0] == "năm " and not match[1]):
            continue
        count, before = read_words(words[0].split()), folded[max(0, words.start() - 24) : words.start()]
        if count and (period := months_told(int(count), match[1], before, folded[match.end() : match.end() + 16])):
            yield Token(words.start(), match.end(), period, Role.PERIOD, numeral=Numeral.WORD)
    for at in places:
        if (named := _MONTH.match(text, at)) and (month := read_words(named[1].lower().split())):
            yield Token(named.start(1), named.end(), f"?-{month:02}", Role.PERIOD, numeral=Numeral.WORD)
