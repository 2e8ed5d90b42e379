"""The words by which documents that assign plans and the names of units are known (`catalog/data/intake.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache

from tonghop.catalog.table import data


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(data("intake.toml"))


def words(section: str, key: str) -> tuple[str, ...]:
    """A list of words, in lower case."""
    return tuple(_words()[section][key])
