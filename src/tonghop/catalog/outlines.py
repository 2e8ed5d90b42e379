"""Kinds of reports: what stands in each, in which order, and how it is headed and signed (`data/outlines.toml`)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from tonghop.catalog.indicators import Indicator, indicators
from tonghop.catalog.table import data
from tonghop.core.errors import CatalogError

_FILE = "outlines.toml"


class Content(StrEnum):
    """What stands below a heading."""

    HEADING = "heading"
    FIELDS = "fields"
    DIGEST = "digest"
    TOPIC = "topic"
    DIRECTION = "direction"
    CHAIRMAN = "chairman"
    TARGETS = "targets"
    THEME = "theme"
    ACHIEVED = "achieved"
    LACKING = "lacking"
    CAUSES = "causes"
    TASKS = "tasks"
    TASKS_BY_FIELD = "tasks_by_field"
    DIRECTIONS = "directions"


class Ahead(StrEnum):
    """The period whose tasks a report names."""

    MONTH = "month"
    QUARTER = "quarter"
    REST = "rest"


class Picture(StrEnum):
    """A chart of an appendix."""

    COMPLETION = "completion"
    SERIES = "series"
    COMPOSITION = "composition"


@dataclass(frozen=True, slots=True)
class Topic:
    """Some groups of indicators told together; the indicators `notes` in a footnote."""

    key: str
    title: str
    groups: tuple[str, ...]
    notes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work with its topics."""

    key: str
    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a report, of level 1 to 4; its key is its own in every report."""

    key: str
    level: int
    title: str
    content: Content


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix: the indicators of some topics (of all where none is named), where `planned` those with a plan."""

    title: str
    topics: tuple[str, ...]
    planned: bool
    charts: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of report. Its periods end with one of `months`."""

    key: str
    name: str
    heading: str
    symbol: str
    subject: str
    remark: str
    months: frozenset[int]
    ahead: Ahead
    opening: tuple[str, ...]
    headings: tuple[Heading, ...]
    annexes: tuple[Annex, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """All kinds of reports by their keys, and what they share.

    `direction` is the key of the field of which the direction of work is told; `done` gives the whole of a part.
    """

    kinds: Mapping[str, Outline]
    fields: tuple[Field, ...]
    signers: Mapping[str, Mapping[str, tuple[str, ...]]]
    done: Mapping[str, str]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics of all fields in their order."""
        return tuple(topic for field in self.fields for topic in field.topics)


DIRECTION = "dieu-hanh"
"""The field that tells of the direction of work."""
SIGNERS = ("TM", "KT", "TL", "TUQ")
"""How a report can be signed: for the body, for its head, by order, by delegation."""


@cache
def outlines() -> Outlines:
    """Those of the catalog; raises CatalogError."""
    return read_outlines(data(_FILE), indicators())


def read_outlines(text: str, known: Mapping[str, Indicator]) -> Outlines:
    """The outlines of a file; raises CatalogError, with file and line, for what is unknown, missing or said twice."""
    try:
        told = tomllib.loads(text)
        return _Reader(text, known).outlines(told)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{_FILE}: {error}") from None


@dataclass(frozen=True)
class _Reader:
    """Reads the tables of a file, whose lines it names where they are wrong."""

    text: str
    known: Mapping[str, Indicator]

    def outlines(self, told: Mapping[str, Any]) -> Outlines:
        fields = tuple(self._field(key, table) for key, table in self._get(told, "fields", "").items())
        self._insist_every_group(fields)
        parts = {
            key: tuple(self._heading(key, place, row) for place, row in enumerate(rows))
            for key, rows in self._get(told, "parts", "").items()
        }
        annexes = {
            key: self._annex(f"appendices.{key}", table, fields)
            for key, table in self._get(told, "appendices", "").items()
        }
        kinds = {key: self._kind(key, table, parts, annexes) for key, table in self._get(told, "kinds", "").items()}
        done = self._get(told, "done", "")
        self._insist([*done, *done.values()], self.known)
        signers = {
            kind: MappingProxyType({form: tuple(self._get(table, form, f"signers.{kind}")) for form in SIGNERS})
            for kind, table in self._get(told, "signers", "").items()
        }
        return Outlines(MappingProxyType(kinds), fields, MappingProxyType(signers), MappingProxyType(done))

    def _field(self, key: str, table: Mapping[str, Any]) -> Field:
        at = f"fields.{key}"
        topics = self._get(table, "topics", at).items()
        return Field(key, self._get(table, "title", at), tuple(self._topic(f"{at}.topics", *item) for item in topics))

    def _topic(self, at: str, key: str, table: Mapping[str, Any]) -> Topic:
        groups, notes = tuple(self._get(table, "groups", f"{at}.{key}")), frozenset(table.get("notes", ()))
        self._insist(groups, {item.group for item in self.known.values()})
        self._insist(notes, {item.key for item in self.known.values() if item.group in groups})
        return Topic(key, self._get(table, "title", f"{at}.{key}"), groups, notes)

    def _insist_every_group(self, fields: Iterable[Field]) -> None:
        told: set[str] = set()
        for group in (group for field in fields for topic in field.topics for group in topic.groups):
            if group in told:
                raise self._error(group, f"nhóm chỉ tiêu `{group}` đã có ở mục khác")
            told.add(group)
        if missing := sorted({item.group for item in self.known.values()} - told):
            raise CatalogError(
                f"{_FILE}: chưa có mục nào cho nhóm chỉ tiêu {', '.join(f'`{each}`' for each in missing)}"
            )

    def _heading(self, part: str, place: int, table: Mapping[str, Any]) -> Heading:
        title = self._get(table, "title", f"parts.{part}")
        content = table.get("content", Content.HEADING.value)
        self._insist([content], {each.value for each in Content})
        if table.get("level") not in range(1, 5):
            raise self._error(title, f"cấp của mục `{title}` phải từ 1 đến 4")
        return Heading(f"{part}-{place}" if place else part, table["level"], title, Content(content))

    def _annex(self, at: str, table: Mapping[str, Any], fields: Iterable[Field]) -> Annex:
        title = self._get(table, "title", at)
        topics, charts = tuple(table.get("topics", ())), tuple(table.get("charts", ()))
        self._insist(topics, {topic.key for field in fields for topic in field.topics})
        self._insist(charts, {each.value for each in Picture})
        return Annex(title, topics, bool(table.get("planned", False)), tuple(map(Picture, charts)))

    def _kind(
        self, key: str, table: Mapping[str, Any], parts: Mapping[str, tuple[Heading, ...]], annexes: Mapping[str, Annex]
    ) -> Outline:
        at = f"kinds.{key}"
        wanted, added = self._get(table, "parts", at), table.get("appendices", ())
        ahead, months = self._get(table, "ahead", at), table.get("months", range(1, 13))
        self._insist(wanted, parts)
        self._insist(added, annexes)
        self._insist([ahead], {each.value for each in Ahead})
        if not set(months) <= set(range(1, 13)):
            raise self._error(at, "tháng phải từ 1 đến 12")
        return Outline(
            key=key,
            name=self._get(table, "name", at),
            heading=self._get(table, "heading", at),
            symbol=self._get(table, "symbol", at),
            subject=self._get(table, "subject", at),
            remark=table.get("remark", ""),
            months=frozenset(months),
            ahead=Ahead(ahead),
            opening=tuple(table.get("opening", ())),
            headings=tuple(heading for part in wanted for heading in parts[part]),
            annexes=tuple(annexes[each] for each in added),
            recipients=tuple(self._get(table, "recipients", at)),
        )

    def _get(self, table: Mapping[str, Any], name: str, at: str) -> Any:
        if name in table:
            return table[name]
        raise self._error(at, f"`{at}` thiếu `{name}`" if at else f"thiếu `[{name}]`")

    def _insist(self, words: Iterable[str], known: Iterable[str]) -> None:
        allowed = set(known)
        for word in words:
            if word not in allowed:
                raise self._error(word, f"không có `{word}`")

    def _error(self, word: str, problem: str) -> CatalogError:
        """An error that names the first line where a word stands, where there is one."""
        line = next((number for number, line in enumerate(self.text.splitlines(), 1) if word and word in line), None)
        return CatalogError(f"{_FILE}, dòng {line}: {problem}" if line else f"{_FILE}: {problem}")
