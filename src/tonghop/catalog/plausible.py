"""What figures can hardly be, by the words of what they measure (`data/plausible.toml`)."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from tonghop.catalog.table import data

_PART, _RATE = (Decimal(0), Decimal(100)), (Decimal(-100), Decimal(1000))


@cache
def _words() -> Mapping[str, list[str]]:
    return tomllib.loads(data("plausible.toml"))


def counts_people(unit: str) -> bool:
    """Whether people are counted by this noun."""
    return unit.lower() in _words()["people"]


def percentages(name: str) -> tuple[Decimal, Decimal]:
    """Between which percentages an indicator of this name is found."""
    return _PART if name.lower().startswith(tuple(_words()["parts"])) else _RATE
