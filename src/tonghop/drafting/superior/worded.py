"""Cells of a form that hold text: a number, or dots in its place, with its unit behind it (`1.200 người`, `…%`)."""

import re

from tonghop.catalog.vocabulary import UnitKind, nouns, units

BLANK = "…"
_WORDED = re.compile(r"(?:-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:[.,]\d+)?|[.…_]{2,}|…)(?P<unit> ?(?:%|[^\W\d_][^\d()]*))")


def unit_behind(text: str) -> str:
    """What stands behind the number of a cell, with the blank before it; empty where that is no unit of measure."""
    told = _WORDED.fullmatch(text)
    return told["unit"] if told and _is_unit(told["unit"].strip().lower()) else ""


def _is_unit(words: str) -> bool:
    if words in units() or words in nouns():
        return True
    scale, _, counted = words.partition(" ")
    known = units().get(scale)
    return bool(counted and known and known.kind is UnitKind.SCALE and _is_unit(counted))
