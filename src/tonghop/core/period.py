"""Periods of the contract as strings: `2024`, `2024-H1`, `2024-Q1`, `2024-05`, `2024-M1..M4`, `2024-YTD`,
`2020..2025`, `SY2023-2024`, `2024-Tet`."""

import re
from collections.abc import Callable, Mapping

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_QUARTER = re.compile(r"(\d{4})-Q(\d)$")
_PART = re.compile(r"^(\d{4})-(?:H1|H2|Q[1-4]|\d\d|M\d+\.\.M\d+|YTD|Tet)$")


def year_of(period: str | None) -> int | None:
    """The first year a period names, or None."""
    match = _YEAR.search(period or "")
    return int(match[1]) if match else None


def year_before(period: str | None) -> str | None:
    """The same period one year earlier (`2024-H1` → `2023-H1`), or None where it names no year."""
    if not period:
        return None
    return _YEAR.sub(lambda match: str(int(match[1]) - 1), period)


def month_before(period: str | None) -> str | None:
    """The month before a month (`2024-01` → `2023-12`), None where the period is none."""
    match = _MONTH.match(period or "")
    if match is None:
        return None
    return f"{int(match[1]) - 1}-12" if match[2] == "01" else f"{match[1]}-{int(match[2]) - 1:02}"


def quarter_before(period: str | None) -> str | None:
    """The quarter before a quarter (`2024-Q1` → `2023-Q4`), None where the period is none."""
    match = _QUARTER.match(period or "")
    if match is None:
        return None
    return f"{int(match[1]) - 1}-Q4" if match[2] == "1" else f"{match[1]}-Q{int(match[2]) - 1}"


def is_part_of_year(period: str | None) -> bool:
    """Whether the period is a part of one calendar year."""
    return bool(_PART.match(period or ""))


def through_month(year: str, month: int) -> str:
    """The cumulative period from January to `month`: `2024-H1`, `2024-M1..M5`, `2024` for December."""
    return {6: f"{year}-H1", 12: year, 1: f"{year}-01"}.get(month, f"{year}-M1..M{month}")


def from_january(period: str | None) -> str | None:
    """From January to the end of a month or quarter (`2024-05` → `2024-M1..M5`); any other period is itself."""
    for pattern, months in ((_MONTH, 1), (_QUARTER, 3)):
        if match := pattern.match(period or ""):
            return through_month(match[1], int(match[2]) * months)
    return period


Say = Callable[[str], str]
"""A message in the reader's language."""


def period_in_words(period: str, say: Say) -> str:
    """`2024-H1` → `6 tháng đầu năm 2024`; unchanged where there is no better phrase."""
    for pattern, message in _WORDS:
        if matched := pattern.fullmatch(period):
            return say(message).format_map({name: _read(name, text) for name, text in matched.groupdict().items()})
    return period


def date_in_words(date: str) -> str:
    """An ISO date as an official document prints it (`05/02/2024`, `15/5/2024`)."""
    matched = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d)", date)
    if not matched:
        return date
    year, month, day = matched.groups()
    shown = month if int(month) < 3 else str(int(month))
    return f"{day}/{shown}" + ("" if year == "-" else f"/{year}")


def _read(name: str, text: str) -> str:
    return _READERS[name](text) if name in _READERS else text


_QUARTERS = ("I", "II", "III", "IV")
_READERS: Mapping[str, Callable[[str], str]] = {
    "quarter": lambda text: _QUARTERS[int(text) - 1],
    "month": lambda text: str(int(text)),
    "rest": lambda first: str(13 - int(first)),
    "day": date_in_words,
    "first": date_in_words,
    "last": date_in_words,
}
_WORDS = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"(?P<year>\d{4})", "năm {year}"),
        (r"(?P<year>\d{4})-H1", "6 tháng đầu năm {year}"),
        (r"(?P<year>\d{4})-H2", "6 tháng cuối năm {year}"),
        (r"(?P<year>\d{4})-Q(?P<quarter>[1-4])", "quý {quarter} năm {year}"),
        (r"(?P<year>\d{4})-(?P<month>\d\d)", "tháng {month} năm {year}"),
        (r"(?P<year>\d{4})-M0?1\.\.M0?(?P<months>\d+)", "{months} tháng đầu năm {year}"),
        (r"(?P<year>\d{4})-M0?(?P<rest>\d+)\.\.M0?12", "{rest} tháng cuối năm {year}"),
        (r"(?P<year>\d{4})-M0?(?P<first>\d+)\.\.M0?(?P<last>\d+)", "tháng {first} đến tháng {last} năm {year}"),
        (r"(?P<year>\d{4})-YTD", "từ đầu năm {year}"),
        (r"(?P<year>\d{4})-Tet", "dịp Tết năm {year}"),
        (r"SY(?P<first>\d{4})-(?P<last>\d{4})", "năm học {first}–{last}"),
        (r"(?P<first>\d{4})\.\.(?P<last>\d{4})", "giai đoạn {first}–{last}"),
        (r"(?P<first>\d{4}-\d\d-\d\d)\.\.(?P<last>\d{4}-\d\d-\d\d)", "từ {first} đến {last}"),
        (r"(?P<day>(?:\d{4}|-)-\d\d-\d\d)", "{day}"),
    )
)
