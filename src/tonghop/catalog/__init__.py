"""Vocabulary as data: units of measure, counted nouns, abbreviations, plan authorities, indicators."""

from tonghop.catalog.indicators import (
    LISTED,
    PART,
    WHOLE,
    Aggregation,
    Alias,
    Better,
    Identity,
    Indicator,
    TimeType,
    identities,
    indicators,
)
from tonghop.catalog.search import search
from tonghop.catalog.vocabulary import Unit, UnitKind, abbreviations, compounds, nouns, plan_authorities, units

__all__ = [
    "LISTED",
    "PART",
    "WHOLE",
    "Aggregation",
    "Alias",
    "Better",
    "Identity",
    "Indicator",
    "TimeType",
    "Unit",
    "UnitKind",
    "abbreviations",
    "compounds",
    "identities",
    "indicators",
    "nouns",
    "plan_authorities",
    "search",
    "units",
]
