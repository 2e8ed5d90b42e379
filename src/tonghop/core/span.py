"""Spans of whole months, in which the ledger keeps its figures."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_CODE = re.compile(
    r"(?:SY(?P<school>\d{4})-\d{4}|(?P<year>\d{4})"
    r"(?:\.\.(?P<until>\d{4})|-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])"
    r"|M(?P<first>\d{1,2})\.\.M(?P<last>\d{1,2})))?)"
)
_MONTH_MEANT = re.compile(r"(\d{4})-[Mm]?(0?[1-9]|1[0-2])")
_SCHOOL_YEAR = (9, 17)
_NAMED = {
    (1, 12): "",
    (1, 6): "-H1",
    (7, 12): "-H2",
    (1, 3): "-Q1",
    (4, 6): "-Q2",
    (7, 9): "-Q3",
    (10, 12): "-Q4",
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The months `first` to `last` of `year`, both included; months past 12 belong to later years.

    A half year is `Span(2024, 1, 6)`, the school year 2023-2024 `Span(2023, 9, 17)`, 2021..2025 `Span(2021, 1, 60)`.
    """

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9990 and 1 <= self.first <= 12 and self.first <= self.last <= 1200):
            raise ValueError(f"not a span of months: {self.year}, {self.first} to {self.last}")

    @classmethod
    def of(cls, code: str) -> "Span":
        """The span of a period code such as `2024`, `2024-H1`, `2024-05`, `2024-M1..M4`, `SY2023-2024`, `2021..2025`.

        Raises ValueError for a code that names no months (`2024-YTD`, `2024-Tet`) or is none.
        """
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"not a period of whole months: {code}")
        part = {name: int(text) for name, text in match.groupdict().items() if text}
        if "school" in part:
            return cls(part["school"], *_SCHOOL_YEAR)
        year = part["year"]
        match part:
            case {"until": until}:
                return cls(year, 1, 12 * (until - year + 1))
            case {"half": half}:
                return cls(year, 6 * half - 5, 6 * half)
            case {"quarter": quarter}:
                return cls(year, 3 * quarter - 2, 3 * quarter)
            case {"month": month}:
                return cls(year, month, month)
            case {"first": first, "last": last} if last <= 12:
                return cls(year, first, last)
            case {"year": year, **others} if not others:
                return cls(year, 1, 12)
        raise ValueError(f"not a period of whole months: {code}")

    @property
    def code(self) -> str:
        """The period code of the contract."""
        if (self.first, self.last) == _SCHOOL_YEAR:
            return f"SY{self.year}-{self.year + 1}"
        if self.last > 12:
            return f"{self.year}..{self.year + (self.last - 1) // 12}"
        if self.first == self.last:
            return f"{self.year}-{self.first:02}"
        return f"{self.year}{_NAMED.get((self.first, self.last), f'-M{self.first}..M{self.last}')}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return date(self.year, self.first, 1)

    @property
    def ends(self) -> date:
        """Its last day."""
        year, month = self.year + (self.last - 1) // 12, (self.last - 1) % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    def years_before(self, years: int = 1) -> "Span":
        """The same months `years` earlier."""
        return Span(self.year - years, self.first, self.last)

    def __str__(self) -> str:
        return self.code


def month_meant(text: str) -> str:
    """The code of the month that is meant by what is no period code (`2024-M5`, `2024-5`: `2024-05`), or nothing."""
    match = _MONTH_MEANT.fullmatch(text)
    return f"{match[1]}-{int(match[2]):02}" if match else ""
