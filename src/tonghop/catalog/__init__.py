"""Vocabulary as data: units of measure, counted nouns, abbreviations, plan authorities, indicators."""

from tonghop.catalog.vocabulary import Unit, UnitKind, abbreviations, nouns, plan_authorities, units

__all__ = ["Unit", "UnitKind", "abbreviations", "nouns", "plan_authorities", "units"]
