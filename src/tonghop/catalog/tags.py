"""The words of tags in an office's own Word template (`data/tags.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tonghop.catalog.search import fold
from tonghop.catalog.table import data


def key(text: str) -> str:
    """What is compared of a word: no case, no diacritics, single blanks, also for underscores and dashes."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


@cache
def tags(table: str) -> Mapping[str, str]:
    """The words of a table as `key` gives them → what they mean."""
    words = tomllib.loads(data("tags.toml"))[table]
    return MappingProxyType({key(form): meaning for meaning, forms in words.items() for form in forms})


@cache
def taught(table: str) -> Mapping[str, str]:
    """What a table means → the word that is taught for it."""
    words = tomllib.loads(data("tags.toml"))[table]
    return MappingProxyType({meaning: forms[0] for meaning, forms in words.items()})


@cache
def words() -> tuple[str, ...]:
    """All words of tags as they are taught, with their diacritics."""
    tables = tomllib.loads(data("tags.toml")).values()
    return tuple(form for table in tables for forms in table.values() for form in forms)
