"""What an outline says of a kind of report."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """What stands below a heading."""

    HEADING = "heading"
    FIELDS = "fields"
    DIGEST = "digest"
    HEADLINES = "headlines"
    TOPIC = "topic"
    DIRECTION = "direction"
    CHAIRMAN = "chairman"
    TARGETS = "targets"
    THEME = "theme"
    PLACES = "places"
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
    """A field of work with its topics; the indicators `headlines`, in their order, are what most people ask for."""

    key: str
    title: str
    topics: tuple[Topic, ...]
    headlines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a report, of level 1 to 4; its key is its own in every report.

    `most` is how many indicators of a field, examples of an assessment or pieces that units wrote it tells.
    """

    key: str
    level: int
    title: str
    content: Content
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix: the indicators of some topics (of all where none is named), where `planned` those with a plan.

    Where of `places`, of each unit below that reported.
    """

    title: str
    topics: tuple[str, ...]
    planned: bool
    charts: tuple[Picture, ...]
    places: bool


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
