"""The words by which what units write is put under a topic (`narration.tsv`)."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tonghop.catalog.outlines import outlines
from tonghop.catalog.table import data, rows

_FILE = "narration.tsv"


@cache
def topic_words() -> Mapping[str, tuple[str, ...]]:
    """Topic key → its words in lower case, for every topic of the outlines; raises CatalogError for another topic."""
    known = {topic.key: () for topic in outlines().topics}
    found: dict[str, tuple[str, ...]] = dict(known)
    for row in rows(_FILE, data(_FILE), ("topic", "words")):
        if row["topic"] not in known:
            raise row.error(f"không có mục `{row['topic']}` trong outlines.toml")
        found[row["topic"]] = tuple(word.lower() for word in row.list("words"))
    return MappingProxyType(found)
