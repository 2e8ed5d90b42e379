"""What is told in one breath with what was done: its money, its area, its people, its places (`companions.tsv`)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tonghop.catalog.indicators import indicators
from tonghop.catalog.table import data, rows

_FILE = "companions.tsv"
_COLUMNS = ("indicator", "companion", "words")


@cache
def companions() -> Mapping[str, Mapping[str, str]]:
    """Indicator key → its companions in the order in which they are told, each with the words around its number."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(_FILE, data(_FILE), _COLUMNS):
        for key in (row["indicator"], row["companion"]):
            if key not in indicators():
                raise row.error(f"không có chỉ tiêu `{key}` trong indicators.tsv")
        if "{}" not in row["words"]:
            raise row.error("cách nói phải có `{}`")
        found.setdefault(row["indicator"], {})[row["companion"]] = row["words"]
    return MappingProxyType({key: MappingProxyType(words) for key, words in found.items()})
