"""Administrative units of the country, before and since the reform of 1 July 2025, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from tonghop.catalog.search import fold
from tonghop.catalog.table import Row, data, rows

REFORM = date(2025, 7, 1)
"""The day on which the district level ended and most communes were merged."""

_FILE = "administrative_units.tsv"
_COLUMNS = ("code", "level", "name", "from", "to", "former", "parent", "successors")


class Level(StrEnum):
    """The level of an administrative unit."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class AdministrativeUnit:
    """A unit from `born` (None: before the reform) until the day before `closed` (None: still there).

    `former` is the code of the unit it belonged to before the reform, `parent` since then; empty where it was not.
    It went over whole to its only successor, or was divided among several in shares that are not known.
    """

    code: str
    level: Level
    name: str
    born: date | None
    closed: date | None
    former: str
    parent: str
    successors: tuple[str, ...]


@cache
def administrative_units() -> Mapping[str, AdministrativeUnit]:
    """Every unit by its code: official, or with `cu-` before it where another unit has that code now."""
    return MappingProxyType({row["code"]: _unit(row) for row in rows(_FILE, data(_FILE), _COLUMNS)})


@cache
def predecessors() -> Mapping[str, tuple[AdministrativeUnit, ...]]:
    """The units that went into each unit, whole or in part, by its code."""
    found: dict[str, list[AdministrativeUnit]] = {}
    for unit in administrative_units().values():
        for successor in unit.successors:
            found.setdefault(successor, []).append(unit)
    return MappingProxyType({code: tuple(units) for code, units in found.items()})


def below(code: str, on: date) -> tuple[AdministrativeUnit, ...]:
    """The units that belong to a unit directly on a date, by their codes."""
    units = administrative_units().values()
    if on < REFORM:
        return tuple(unit for unit in units if unit.former == code)
    return tuple(unit for unit in units if unit.parent == code)


def named(words: str, on: date) -> tuple[AdministrativeUnit, ...]:
    """The units of a date with this code or this name (diacritics or not); else those with all words in theirs.

    Words after a comma are of the name of a unit above (`phường Ba Đình, Hà Nội`).
    """
    units = administrative_units()
    if (unit := units.get(words.strip())) and _exists(unit, on):
        return (unit,)
    wanted, *places = [fold(part).strip() for part in words.split(",")]
    there = [unit for unit in units.values() if _exists(unit, on) and _lies_in(unit, places, on)]
    exact = tuple(unit for unit in there if fold(unit.name) == wanted)
    return exact or tuple(unit for unit in there if set(wanted.split()) <= set(fold(unit.name).split()))


def _exists(unit: AdministrativeUnit, on: date) -> bool:
    return (unit.born is None or unit.born <= on) and (unit.closed is None or on < unit.closed)


def _lies_in(unit: AdministrativeUnit, places: list[str], on: date) -> bool:
    above = []
    code = unit.parent if on >= REFORM else unit.former
    while code:
        place = administrative_units()[code]
        above.append(fold(place.name))
        code = place.parent if on >= REFORM else place.former
    return all(any(place in name for name in above) for place in places)


def _unit(row: Row) -> AdministrativeUnit:
    return AdministrativeUnit(
        code=row["code"],
        level=Level(row.choice("level", frozenset(level.value for level in Level))),
        name=row["name"],
        born=_date(row, "from"),
        closed=_date(row, "to"),
        former=row.fields["former"],
        parent=row.fields["parent"],
        successors=row.list("successors"),
    )


def _date(row: Row, column: str) -> date | None:
    text = row.fields[column]
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise row.error(f"cột `{column}` có giá trị `{text}`, không phải ngày dạng 2025-07-01") from error
