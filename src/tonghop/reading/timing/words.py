"""The time words of a sentence that say when something was true."""

import re
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.core.period import is_part_of_year
from tonghop.reading.lexicon import alternatives
from tonghop.reading.statements import Statement
from tonghop.reading.tokens import Token

Cue = tuple[int, Token]
"""A time word and where it stands."""

_COMPARING_WORDS: Final = ("so ", "cùng ", "hơn", "từ ")
_COMPARED: Final = re.compile(
    r"(?:so (?:với )?[^,;.()]{0,30}|cùng (?:kỳ|thời điểm)[^,;.()]{0,12}|hơn(?: tháng| quý| năm)?"
    r"|từ (?:ngày|tháng|năm|cuối năm)?) ?$"
)
_TITLES: Final = (*cues().time["title"], "đợt ")
_TITLED: Final = re.compile(rf"(?:{alternatives(cues().time['title'])}|đợt \d+)[^,;.()]{{0,30}}$")
_AS_OF: Final = re.compile(
    r"(?:đến|tính đến|hết|tới|thời điểm|trước)(?: nay)?[ ,(]*"
    r"(?:thời điểm|hết|cuối|ngày|tháng|năm|quý|0h|24h|giờ|\(| )*$"
)
_OPENS_TERM: Final = re.compile(
    r"[\s*\-+]*(?:[^,;.:()]{0,60}: )?(?:trong |cả |tính chung )?(?:năm học|giai đoạn|nhiệm kỳ) "
)
_SHORTEST: Final = len("?-Q1")  # anything shorter is how long something lasted
TERM: Final = re.compile(r"\d{4}\.\.\d{4}")


def governing(statement: Statement) -> list[Cue]:
    """The time words of a sentence that say when something was true, not what it is compared with or called."""
    return [(at, token) for at, token in statement.times if _governs(statement, at, token)]


def _governs(statement: Statement, at: int, token: Token) -> bool:
    before = statement.folded[max(0, at - 48) : at]
    value = str(token.value)
    if token.role is Role.DATE:
        return bool(_AS_OF.search(before)) and value[:4].isdigit() and "từ ngày" not in before[-16:]
    if token.role is not Role.PERIOD or len(value) < _SHORTEST or compares(before):
        return False
    if value.startswith("SY") or TERM.fullmatch(value):
        return _OPENS_TERM.fullmatch(statement.folded, 0, at) is not None
    return is_part_of_year(value.replace("?", "2000")) or not entitles(before)


def compares(before: str) -> bool:
    """Whether words before a time make it one that something is compared with."""
    return any(word in before for word in _COMPARING_WORDS) and _COMPARED.search(before) is not None


def entitles(before: str) -> bool:
    """Whether words before a year make it part of a name: `kế hoạch năm 2024`."""
    return any(word in before for word in _TITLES) and _TITLED.search(before) is not None
