"""The time a whole document speaks of."""

import re
from dataclasses import dataclass
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.statements import Statement

_OTHER_TIME: Final = re.compile(
    r"(?:so (?:với )?[^,;.()]{0,30}|cùng kỳ[^,;.()]{0,12}"
    r"|giá (?:so sánh|ss|cố định|hiện hành)[^,;.()]{0,10}|năm gốc |ngày[^,;.]{0,12}tháng[^,;.]{0,8}năm )$"
)
_SAME_YEAR: Final = re.compile(
    r"[^;.()]{0,24}(?:năm|của năm|,)? ?$|[^.()]{0,80}tháng cuối năm ?$"
    r"|[^.()]{0,60}(?:phương hướng|nhiệm vụ)[^.()]{0,30}$"
)
_WITH_YEAR: Final = re.compile(r"\d{4}(?:-.*)?")
_TERM: Final = re.compile(r"\d{4}\.\.")
_TITLE_REACH: Final = 1500


@dataclass(frozen=True, slots=True)
class Era:
    """The document's period (`2024-H1`) and year (`2024`), None where the text does not tell."""

    period: str | None
    year: str | None


def era_of(statements: list[Statement]) -> Era:
    """The period that the title names, else the first of the opening; a part of a year beats the bare year beside it.

    Years that only serve to compare (`cùng kỳ năm 2023`, `giá so sánh 2010`) are never the document's own.
    """
    opening = [(statement, value) for statement in statements for value in _periods(statement)]
    if not opening:
        year = _year_of_dates(statements)
        return Era(year, year)
    year = next((value[:4] for _, value in opening if value[:4].isdigit()), None)
    title = opening[0][0]
    beside = [value for statement, value in opening if statement is title or not _is_title(title)]
    value = next((value for value in beside if "-" in value), opening[0][1])
    return Era(value.replace("?", year or "?") if year or "?" not in value else None, year)


def _periods(statement: Statement) -> list[str]:
    """Periods that a statement of the opening names as its own time."""
    return [
        str(token.value)
        for at, token in statement.times
        if token.role is Role.PERIOD
        and isinstance(token.value, str)
        and token.start < _TITLE_REACH
        and not token.value.startswith("SY")
        and not _TERM.match(token.value)
        and not _OTHER_TIME.search(statement.folded[max(0, at - 40) : at])
    ]


def _year_of_dates(statements: list[Statement]) -> str | None:
    dates = (str(token.value) for statement in statements for _, token in statement.times if token.role is Role.DATE)
    return next((date[:4] for date in dates if date[:2] in ("19", "20")), None)


def _is_title(statement: Statement) -> bool:
    return len(statement.printed) < 200 and not statement.printed.rstrip().endswith((".", ";"))


def resolve(value: str, statement: Statement, at: int, era: Era) -> str | None:
    """Give `?-H1` its year: the next year the sentence names right after, else the document's; None without one."""
    if not value.startswith("?"):
        return value
    for place, token in statement.times:
        near = at < place < at + 80 and _WITH_YEAR.fullmatch(str(token.value))
        if near and _SAME_YEAR.match(statement.folded[at:place]):
            return value.replace("?", str(token.value)[:4])
    return value.replace("?", era.year) if era.year else None
