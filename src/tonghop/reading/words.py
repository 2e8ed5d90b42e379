"""Numbers in words and Roman numerals, where they carry meaning: `ba trăm triệu đồng`, `mười hai dự án`, `khóa III`."""

import re
from dataclasses import replace
from decimal import Decimal

from tonghop.core.figure import Numeral, Role
from tonghop.reading.lexicon import alternatives, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import NUMBER_WORDS, ROMAN, read_roman, read_words
from tonghop.reading.tokens import Token

_RUN = re.compile(rf"(?<!\w)(?:{alternatives(NUMBER_WORDS)})(?: (?:{alternatives(NUMBER_WORDS)}))+(?!\w)")
_HEADING_ROMAN = re.compile(r"(?m)^[ \t*#]*([IVXL]{1,6})(?=[./)-])")
_NAMED_ROMAN = re.compile(
    r"(?:khóa|khoá|lần thứ|thứ|quý|học kỳ|kỳ|khu vực|giai đoạn|vành đai|loại|hạng|cấp|dự án|đề án|phần) ([IVXL]{1,6})(?![\w])",
    re.IGNORECASE,
)
_SCALES = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm"})


def scan_words(text: str, folded: str, tokens: list[Token]) -> list[Token]:
    """The tokens with those of number words and Roman numerals added, in text order."""
    taken = [(token.start, token.end) for token in tokens]
    found = [
        token
        for token in (*_worded(folded), *_roman(text))
        if not any(s < token.end and token.start < e for s, e in taken)
    ]
    return sorted((*tokens, *found), key=lambda token: token.start)


def _worded(folded: str) -> list[Token]:
    result = []
    for match in _RUN.finditer(folded):
        words = match[0].split()
        after = skip_blank(folded, match.end())
        unit, noun = unit_at(folded, after), noun_at(folded, after)
        value = read_words(words)
        money = unit is not None and unit.kind == "money"
        counted = noun is not None and (words[0] == "mười" or "mươi" in words or "trăm" in words)
        if value is None or not (money or counted) or words[0] in _SCALES or "năm" in words[-1:]:
            continue
        token = Token(match.start(), match.end(), value, None, Decimal(1), numeral=Numeral.WORD)
        if unit and money:
            result.append(replace(token, end=unit.end, value=value * unit.factor, unit=unit.name, unit_kind="money"))
        elif noun:
            result.append(replace(token, end=noun[1], unit=noun[0], unit_kind="count"))
    return result


def _roman(text: str) -> list[Token]:
    matches = [*_HEADING_ROMAN.finditer(text), *(match for match in _NAMED_ROMAN.finditer(text) if match[1].isupper())]
    return [
        Token(match.start(1), match.end(1), read_roman(match[1]), Role.ORDINAL, numeral=Numeral.ROMAN)
        for match in matches
        if ROMAN.fullmatch(match[1])
    ]
