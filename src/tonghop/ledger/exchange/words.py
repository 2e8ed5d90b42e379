"""The headings of the template and the words of its cells, from `catalog/data/exchange.toml`."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from tonghop.catalog.search import fold
from tonghop.catalog.table import data
from tonghop.core.fact import Measure, Standing


class Column(StrEnum):
    """The columns of the template, in their order."""

    INDICATOR = "indicator"
    UNIT = "unit"
    PERIOD = "period"
    MEASURE = "measure"
    AUTHORITY = "authority"
    VERSION = "version"
    VALUE = "value"
    UNIT_OF_MEASURE = "unit_of_measure"
    AS_OF = "as_of"
    BREAKDOWN = "breakdown"
    NOTE = "note"


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(data("exchange.toml"))


@lru_cache(1 << 14)
def key(text: str) -> str:
    """What is compared of a heading or a word: no case, no diacritics, single spaces."""
    return " ".join(fold(text).split())


@cache
def titles() -> Mapping[Column, str]:
    """The heading that each column is written under."""
    return {column: _words()["columns"][column][0] for column in Column}


@cache
def headings() -> Mapping[str, Column]:
    """Every heading that a column may come under, as `key` gives it, and the names of the columns themselves."""
    written = {key(form): column for column in Column for form in _words()["columns"][column]}
    return written | {column.value: column for column in Column}


@cache
def required() -> tuple[Column, ...]:
    """The columns without which a file is none of figures."""
    return tuple(Column(name) for name in _words()["header"]["required"])


@cache
def form_words() -> frozenset[str]:
    """The words after which the key of a form stands above the table."""
    return frozenset(key(form) for form in _words()["header"]["form"])


def form_title() -> str:
    """The word written before the key of a form."""
    return str(_words()["header"]["form"][0])


@cache
def measures() -> Mapping[str, Measure]:
    """Every word for a measure, as `key` gives it."""
    return {key(form): measure for measure in Measure for form in (*_words()["measures"][measure], measure)}


def measure_word(measure: Measure) -> str:
    """The word that is written for a measure."""
    return str(_words()["measures"][measure][0])


@cache
def standings() -> Mapping[str, Standing]:
    """Every sign for a value that is not there, as `key` gives it."""
    signs = _words()["standings"]
    return {key(sign): Standing(name) for name in signs for sign in signs[name]}


def standing_sign(standing: Standing) -> str:
    """The sign that is written for a value that is not there."""
    return str(_words()["standings"][standing][0])
