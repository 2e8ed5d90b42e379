"""The words of `data/headers.toml`: how tables name their columns and rows."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tonghop.catalog.table import data
from tonghop.core.errors import CatalogError

_NAME = "headers.toml"
_KINDS = {
    "columns": ("ordinal", "name", "unit", "note"),
    "values": ("plan", "estimate", "actual", "prior", "compare", "ratio", "rise", "share", "plain"),
    "rows": ("total", "within", "label", "growth", "change", "verdict"),
}


@dataclass(frozen=True, slots=True)
class Headers:
    """`columns`: whole header → kind of a column without values; `values` and `rows`: kind → pattern of its words.

    A pattern of `values` is to be searched anywhere in a header (`plain` tells headers of quantities of no special
    kind), `total`, `within` and `growth` of `rows` to be
    matched at the start of a name, `label` and `change` at its end, `verdict` to be a whole cell.
    """

    columns: Mapping[str, str]
    values: Mapping[str, re.Pattern[str]]
    rows: Mapping[str, re.Pattern[str]]


@cache
def headers() -> Headers:
    """The header words of the catalog."""
    return read_headers(data(_NAME))


def read_headers(text: str) -> Headers:
    """Header words from TOML; raises CatalogError naming section and kind of what is missing or not lower case."""
    try:
        sections = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{_NAME}: {error}") from error
    words = {section: {kind: _words(sections, section, kind) for kind in kinds} for section, kinds in _KINDS.items()}
    return Headers(
        MappingProxyType({word: kind for kind, listed in words["columns"].items() for word in listed}),
        MappingProxyType({kind: _pattern(listed) for kind, listed in words["values"].items()}),
        MappingProxyType({kind: _pattern(listed) for kind, listed in words["rows"].items()}),
    )


def _words(sections: Mapping[str, Mapping[str, list[str]]], section: str, kind: str) -> list[str]:
    listed = sections.get(section, {}).get(kind, [])
    if not listed:
        raise CatalogError(f"{_NAME}: [{section}] thiếu danh sách `{kind}`")
    if wrong := next((word for word in listed if word != word.lower().strip() or not word), None):
        raise CatalogError(f"{_NAME}: [{section}] {kind}: {wrong!r} phải viết thường và không được để trống")
    return listed


def _pattern(listed: list[str]) -> re.Pattern[str]:
    longest_first = sorted(listed, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in longest_first)})(?!\w)")
