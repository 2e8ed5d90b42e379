"""Numbers in words and Roman numerals, where they carry meaning: `ba trăm triệu đồng`, `mười hai dự án`, `khóa III`."""

import re
from bisect import bisect_left
from decimal import Decimal

from tonghop.catalog.cues import cues
from tonghop.core.figure import Numeral, Role
from tonghop.reading.lexicon import alternatives, beginning, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER_WORDS, ROMAN, read_roman, read_words
from tonghop.reading.tokens import Token

_RUN = re.compile(rf"(?:{beginning(NUMBER_WORDS)})(?: (?:{alternatives(NUMBER_WORDS)}))+(?!\w)")
_NUMERAL = re.compile(r"[IVXL](?<!\w\w)[IVXL]{0,5}(?!\w)")
_NAMED = tuple(f"{word} " for word in cues().labels["roman"])
_SCALES = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm"})


def scan_words(text: str, folded: str, tokens: list[Token]) -> list[Token]:
    """The tokens with those of number words and Roman numerals added, in text order."""
    starts = [token.start for token in tokens]
    found = [token for token in (*_worded(folded), *_roman(text, folded)) if _is_free(token, tokens, starts)]
    return sorted((*tokens, *found), key=lambda token: token.start)


def _is_free(token: Token, tokens: list[Token], starts: list[int]) -> bool:
    """Whether no token in digits overlaps this one."""
    after = bisect_left(starts, token.end)
    return after == 0 or tokens[after - 1].end <= token.start


def _worded(folded: str) -> list[Token]:
    result = []
    for match in _RUN.finditer(folded):
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
