"""Indicators: what reports measure, how they speak of it, and which indicators add up to which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from tonghop.catalog.table import Row, data, rows
from tonghop.core.errors import CatalogError

PART, WHOLE, LISTED = "@part", "@whole", "@listed"
"""Terms of an alias that stand for the two sides of a fraction rather than for words."""


class Better(StrEnum):
    """Which direction of an indicator is the better one."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"
    BAND = "band"


class TimeType(StrEnum):
    """flow: cumulated over a period; stock: as of a date; rate: computed anew; yearly: known once a year."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"
    YEARLY = "yearly"


class Aggregation(StrEnum):
    """How values of several units or periods make one."""

    SUM = "sum"
    LAST = "last"
    AVERAGE = "average"
    RECOMPUTE = "recompute"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to speak of an indicator: every term must occur, each in one of its alternative phrases."""

    text: str
    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something reports measure. `units` are canonical units or counted nouns, the usual one first."""

    key: str
    name: str
    units: tuple[str, ...]
    direction: Better
    time: TimeType
    over_units: Aggregation
    over_time: Aggregation
    group: str
    aliases: tuple[Alias, ...]

    @property
    def unit(self) -> str:
        """The canonical unit of measure, or the counted noun."""
        return self.units[0]


@dataclass(frozen=True, slots=True)
class Identity:
    """`parts` are parts of `total`; where `complete`, they make it up."""

    total: str
    parts: tuple[str, ...]
    complete: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """Total and parts."""
        return (self.total, *self.parts)


def _values(kind: type[StrEnum]) -> frozenset[str]:
    return frozenset(member.value for member in kind)


def read_topics(lines: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Topic → phrases that mean it."""
    topics: dict[str, tuple[str, ...]] = {}
    for row in lines:
        if row["topic"] in topics:
            raise row.error(f"chủ đề `{row['topic']}` đã được khai báo ở dòng trước")
        topics[row["topic"]] = row.list("phrases")
    return topics


def _term(text: str, topics: Mapping[str, tuple[str, ...]], row: Row) -> tuple[str, ...]:
    return tuple(phrase for part in text.split("|") for phrase in _phrases(part.strip(), topics, row))


def _phrases(text: str, topics: Mapping[str, tuple[str, ...]], row: Row) -> tuple[str, ...]:
    if not text:
        raise row.error(f"cụm từ trống trong `{row['alias']}`")
    if not text.startswith("@") or text in (PART, WHOLE, LISTED):
        return (text,)
    if text[1:] not in topics:
        raise row.error(f"không có chủ đề `{text}` trong topics.tsv")
    return topics[text[1:]]


def read_aliases(lines: Iterable[Row], topics: Mapping[str, tuple[str, ...]]) -> dict[str, list[tuple[Row, Alias]]]:
    """Indicator key → its aliases, each with the line it stands on."""
    aliases: dict[str, list[tuple[Row, Alias]]] = {}
    for row in lines:
        terms = tuple(_term(term.strip(), topics, row) for term in row["alias"].split(" + "))
        aliases.setdefault(row["indicator"], []).append((row, Alias(row["alias"], terms)))
    return aliases


def read_indicators(lines: Iterable[Row], aliases: Mapping[str, list[tuple[Row, Alias]]]) -> dict[str, Indicator]:
    """Key → indicator; raises CatalogError for a doubled key, a wrong choice or an alias of an unknown key."""
    result: dict[str, Indicator] = {}
    for row in lines:
        key = row["key"]
        if key in result:
            raise row.error(f"chỉ tiêu `{key}` đã được khai báo ở dòng trước")
        if not row.list("units"):
            raise row.error("thiếu giá trị ở cột `units`")
        result[key] = Indicator(
            key=key,
            name=row["name"],
            units=row.list("units"),
            direction=Better(row.choice("direction", _values(Better))),
            time=TimeType(row.choice("time", _values(TimeType))),
            over_units=Aggregation(row.choice("over_units", _values(Aggregation))),
            over_time=Aggregation(row.choice("over_time", _values(Aggregation))),
            group=row["group"],
            aliases=tuple(alias for _, alias in aliases.get(key, ())),
        )
    for key, known in aliases.items():
        if key not in result:
            raise known[0][0].error(f"không có chỉ tiêu `{key}` trong indicators.tsv")
    return result


def read_identities(file: str, text: str, known: Mapping[str, Indicator]) -> Iterator[Identity]:
    """Identities of lines `total = part + part` or `total >= part`; `#` begins a comment."""
    for line, content in enumerate(text.splitlines(), 1):
        if not content.strip() or content.startswith("#"):
            continue
        left, mark, right = content.partition("=")
        total, parts = left.rstrip("> "), tuple(part.strip() for part in right.split("+"))
        complete = not left.rstrip().endswith(">")
        if not mark or (complete and len(parts) < 2):
            raise CatalogError(f"{file}, dòng {line}: phải có dạng `tổng = phần + phần` hoặc `tổng >= phần`")
        for key in (total, *parts):
            if key not in known:
                raise CatalogError(f"{file}, dòng {line}: không có chỉ tiêu `{key}` trong indicators.tsv")
        yield Identity(total, parts, complete)


_COLUMNS = ("key", "name", "units", "direction", "time", "over_units", "over_time", "group")


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator of the catalog by its key."""
    topics = read_topics(rows("topics.tsv", data("topics.tsv"), ("topic", "phrases")))
    aliases = read_aliases(rows("aliases.tsv", data("aliases.tsv"), ("indicator", "alias")), topics)
    return MappingProxyType(read_indicators(rows("indicators.tsv", data("indicators.tsv"), _COLUMNS), aliases))


@cache
def identities() -> tuple[Identity, ...]:
    """Which indicators add up to which."""
    return tuple(read_identities("identities.txt", data("identities.txt"), indicators()))
