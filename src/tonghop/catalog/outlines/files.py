"""The files of outlines, put together and checked; what is wrong is named with its file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from tonghop.catalog.indicators import Indicator, indicators
from tonghop.catalog.outlines.model import SIGNERS, Annex, Field, Heading, Outline, Outlines, Topic
from tonghop.catalog.outlines.problems import problems
from tonghop.catalog.outlines.tables import FieldTable, HeadingTable, KindTable, OutlineFile
from tonghop.catalog.table import data
from tonghop.catalog.toml import own_texts, parsed, place_of, refused
from tonghop.core.errors import CatalogError

_FILE = "outlines.toml"
_OURS = f"data/{_FILE}"
_OWN = "TONGHOP_OUTLINES"


@cache
def outlines() -> Outlines:
    """Those of the catalog and of the office; raises CatalogError naming file and line."""
    return read_outlines(outline_texts(), indicators())


def outline_texts() -> dict[str, str]:
    """The file of the catalog, then those of the folder that TONGHOP_OUTLINES names in the order of their names."""
    return {_OURS: data(_FILE), **dict(sorted(own_texts(_OWN).items()))}


def read_outlines(texts: Mapping[str, str], known: Mapping[str, Indicator]) -> Outlines:
    """What files (name → text) say together: a table of a later file takes the place of that with the same key.

    Raises CatalogError, with file and line, for what is unknown, missing, said twice or not well formed.
    """
    whole = _Whole({file: _read(file, text) for file, text in texts.items()})
    for place, problem in problems(whole.file, known):
        raise CatalogError(f"{whole.place_of(texts, place)}: {problem}")
    return _outlines(whole.file)


def _read(file: str, text: str) -> OutlineFile:
    table = parsed(file, text)
    try:
        return OutlineFile.model_validate(table)
    except ValidationError as error:
        raise refused(file, text, error) from error


@dataclass(frozen=True)
class _Whole:
    """Files as one, each thing from the last that says it."""

    files: Mapping[str, OutlineFile]

    @property
    def file(self) -> OutlineFile:
        return OutlineFile.model_construct(None, **{name: self._said(name) for name in OutlineFile.model_fields})

    def _said(self, name: str) -> dict[str, Any]:
        return {key: table for file in self.files.values() for key, table in getattr(file, name).items()}

    def place_of(self, texts: Mapping[str, str], place: tuple[str | int, ...]) -> str:
        """File and line of a place; of what no single place says, the last file."""
        section, key = (*place, "", "")[:2]
        saying = [name for name, file in self.files.items() if key in getattr(file, str(section), ())]
        name = (saying or list(self.files))[-1]
        return place_of(name, texts[name], place)


def _outlines(said: OutlineFile) -> Outlines:
    parts = {key: tuple(_headings(key, rows)) for key, rows in said.parts.items()}
    annexes = {
        key: Annex(table.title, table.topics, table.planned, table.charts, table.places)
        for key, table in said.appendices.items()
    }
    kinds = {key: _kind(key, table, parts, annexes) for key, table in said.kinds.items()}
    signers = {key: MappingProxyType({form: table[form] for form in SIGNERS}) for key, table in said.signers.items()}
    return Outlines(
        MappingProxyType(kinds),
        tuple(_field(key, table) for key, table in said.fields.items()),
        MappingProxyType(signers),
        MappingProxyType(dict(said.done)),
    )


def _field(key: str, table: FieldTable) -> Field:
    topics = (Topic(name, each.title, each.groups, frozenset(each.notes)) for name, each in table.topics.items())
    return Field(key, table.title, tuple(topics), table.headlines)


def _headings(part: str, rows: tuple[HeadingTable, ...]) -> Iterator[Heading]:
    for place, row in enumerate(rows):
        yield Heading(f"{part}-{place}" if place else part, row.level, row.title, row.content, row.most)


def _kind(
    key: str, table: KindTable, parts: Mapping[str, tuple[Heading, ...]], annexes: Mapping[str, Annex]
) -> Outline:
    return Outline(
        key=key,
        name=table.name,
        heading=table.heading,
        symbol=table.symbol,
        subject=table.subject,
        remark=table.remark,
        months=table.months,
        ahead=table.ahead,
        opening=table.opening,
        headings=tuple(heading for part in table.parts for heading in parts[part]),
        annexes=tuple(annexes[each] for each in table.appendices),
        recipients=table.recipients,
    )
