"""What the boards of the registers go by (`data/boards.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tonghop.catalog.registers import registers
from tonghop.catalog.table import data
from tonghop.core.errors import CatalogError

_FILE = "boards.toml"


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings that were held: those of a register that came to one of some states; a field says the day."""

    register: str
    day: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boards:
    """What the boards go by.

    Until how many days late overdue cases are counted together, how many cases a share needs as its base, and since
    which meetings changes are told.
    """

    late: tuple[int, ...]
    least: int
    meetings: Meetings


@cache
def boards() -> Boards:
    """What the catalog says; raises CatalogError where days do not grow, the base is none or no such meetings are."""
    table = tomllib.loads(data(_FILE))
    days, least = tuple(table["late"]), table["least"]
    if list(days) != sorted({day for day in days if day > 0}):
        raise CatalogError(f"{_FILE}: `late` phải là các số ngày tăng dần, lớn hơn 0")
    if least < 1:
        raise CatalogError(f"{_FILE}: `least` phải lớn hơn 0")
    return Boards(days, least, _meetings(table["meetings"]))


def _meetings(table: Mapping[str, Any]) -> Meetings:
    register = registers().get(table["register"])
    if register is None or table["day"] not in register.fields or not set(table["states"]) <= set(register.states):
        raise CatalogError(f"{_FILE}: `meetings` phải nêu một sổ, một trường và các trạng thái có trong sổ đó")
    return Meetings(register.key, table["day"], tuple(table["states"]))
