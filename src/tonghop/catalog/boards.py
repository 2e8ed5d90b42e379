"""What the boards of the registers go by (`data/boards.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache

from tonghop.catalog.table import data
from tonghop.core.errors import CatalogError

_FILE = "boards.toml"


@dataclass(frozen=True, slots=True)
class Boards:
    """Until how many days late overdue cases are counted together, and how many cases a share needs as its base."""

    late: tuple[int, ...]
    least: int


@cache
def boards() -> Boards:
    """What the catalog says; raises CatalogError where days do not grow or the base is none."""
    table = tomllib.loads(data(_FILE))
    days, least = tuple(table["late"]), table["least"]
    if list(days) != sorted({day for day in days if day > 0}):
        raise CatalogError(f"{_FILE}: `late` phải là các số ngày tăng dần, lớn hơn 0")
    if least < 1:
        raise CatalogError(f"{_FILE}: `least` phải lớn hơn 0")
    return Boards(days, least)
