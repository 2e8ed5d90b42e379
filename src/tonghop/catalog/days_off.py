"""Days of rest and of work that the Government or an office decided beyond the law (`data/days_off.tsv`)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tonghop.catalog.table import Row, data, rows

_FILE = "days_off.tsv"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is free, or `worked` although it is at a weekend; `basis` is who decided so."""

    day: date
    worked: bool
    name: str
    basis: str


@cache
def days_off() -> tuple[DayOff, ...]:
    """All of them; raises CatalogError for a wrong line."""
    return tuple(
        DayOff(_day(row), row.choice("kind", frozenset({"off", "worked"})) == "worked", row["name"], row["basis"])
        for row in rows(_FILE, data(_FILE), ("day", "kind", "name", "basis"))
    )


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(row["day"])
    except ValueError:
        raise row.error(f"`{row['day']}` không phải là một ngày dạng năm-tháng-ngày") from None
