"""The time a whole document speaks of."""

import re
from dataclasses import dataclass
from typing import Final

from tonghop.core.figure import Role
from tonghop.core.period import from_january
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
_PASSED: Final = re.compile(r"thông qua[^.;]{0,60}(?:nghị quyết|chỉ tiêu|mục tiêu|kế hoạch|nhiệm vụ)[^.;]*$")
_ENACTED: Final = re.compile(
    r"(?:\bsố|luật|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|công văn|-[a-zđ]+)[^;.]{0,40}ngày $"
)
_AGAINST: Final = re.compile(r"so (?:với )?(?:thời điểm |ngày |cuối ngày )*$")
_TITLE_REACH: Final = 1500


@dataclass(frozen=True, slots=True)
class Era:
    """The document's period (`2024-H1`) and year (`2024`), None where the text does not tell.

    `latest` is the month or quarter that its title names beside all until its end, which `trong tháng` is.
    """

    period: str | None
    year: str | None
    latest: str | None = None


def era_of(statements: list[Statement]) -> Era:
    """The period that the title names, else the first of the opening; a part of a year beats the bare year beside it.

    Years that only serve to compare (`cùng kỳ năm 2023`, `giá so sánh 2010`) are never the document's own, nor is a
    part of a year later than the first named (`tình hình năm 2023, nhiệm vụ tháng 01 năm 2024`).
    """
    opening = [(statement, value) for statement in statements for value in _periods(statement)]
    opening = [found for found in opening if not _PASSED.search(found[0].folded)] or opening
    if not opening:
        year = _year_of_dates(statements)
        return Era(year, year)
    year = next((value[:4] for _, value in opening if value[:4].isdigit()), None) or _year_of_dates(statements)
    title = opening[0][0]
    beside = [value for statement, value in opening if statement is title or not _is_title(title)]
    value = next((value for value in beside if "-" in value and not _is_later(value, year)), opening[0][1])
    whole = _with_those_before(value, [period for statement, period in opening if statement is title])
    latest = None if whole == value else _dated(value, year)
    return Era(_dated(whole, year), year, latest)


def _dated(value: str, year: str | None) -> str | None:
    return value.replace("?", year or "?") if year or "?" not in value else None


def _with_those_before(period: str, titled: list[str]) -> str:
    """All until the end of a month where the title names both (`tháng 10 và 10 tháng đầu năm 2024`)."""
    until = from_january(period) or period
    return next((each for each in titled if each in (until, until.replace("-M1..M3", "-Q1"))), period)


def _is_later(value: str, year: str | None) -> bool:
    return year is not None and value[:4].isdigit() and value[:4] > year


def _periods(statement: Statement) -> list[str]:
    """Periods that a statement of the opening names as its own time, each with the year behind it."""
    return [
        resolve(token.value, statement, at, Era(None, None)) or token.value
        for at, token in statement.times
        if token.role is Role.PERIOD
        and isinstance(token.value, str)
        and token.start < _TITLE_REACH
        and not token.value.startswith("SY")
        and not _TERM.match(token.value)
        and not _OTHER_TIME.search(statement.folded[max(0, at - 40) : at])
    ]


def _year_of_dates(statements: list[Statement]) -> str | None:
    """The year of the first date in the opening that is not the day of a law or a letter; what is compared with the
    last day of a year is of the year after it."""
    dates = (
        _compared(str(token.value), statement.folded[max(0, at - 24) : at])
        for statement in statements
        for at, token in statement.times
        if token.role is Role.DATE
        and token.start < _TITLE_REACH
        and not _ENACTED.search(statement.folded[max(0, at - 80) : at])
    )
    return next((date[:4] for date in dates if date[:2] in ("19", "20")), None)


def _compared(date: str, before: str) -> str:
    ends_year = date.endswith("-12-31") and date[:4].isdigit() and _AGAINST.search(before)
    return str(int(date[:4]) + 1) if ends_year else date


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
