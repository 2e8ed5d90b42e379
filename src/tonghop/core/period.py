"""Periods of the contract as strings: `2024`, `2024-H1`, `2024-Q1`, `2024-05`, `2024-M1..M4`, `2024-YTD`,
`2020..2025`, `SY2023-2024`, `2024-Tet`."""

import re

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
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


def is_part_of_year(period: str | None) -> bool:
    """Whether the period is a part of one calendar year."""
    return bool(_PART.match(period or ""))


def through_month(year: str, month: int) -> str:
    """The cumulative period from January to `month`: `2024-H1`, `2024-M1..M5`, `2024` for December."""
    return {6: f"{year}-H1", 12: year, 1: f"{year}-01"}.get(month, f"{year}-M1..M{month}")
