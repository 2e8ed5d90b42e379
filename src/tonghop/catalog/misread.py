"""What recognisers of scans misread around numbers, and what is meant."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tonghop.catalog.table import data, rows

_FILE = "misread.tsv"
_AFTER = frozenset({"number", "scale"})


@cache
def misread(after: str) -> Mapping[str, str]:
    """Word as read (lower case) → word as printed, of as many letters, right after a `number` or a word of `scale`.

    Raises CatalogError for a wrong line.
    """
    found: dict[str, str] = {}
    for row in rows(_FILE, data(_FILE), ("after", "read", "meant")):
        if row.choice("after", _AFTER) == after:
            found |= dict.fromkeys(row.list("read"), row["meant"])
        if any(len(word) != len(row["meant"]) for word in row.list("read")):
            raise row.error(f"cách đọc sai phải có số chữ cái như `{row['meant']}`")
    return MappingProxyType(found)
