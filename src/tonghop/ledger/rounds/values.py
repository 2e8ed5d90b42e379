"""What the functions of rounds are given and give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span


@dataclass(frozen=True, slots=True)
class Objection:
    """A contradiction that stands in the way of a step unless its author says why it may stay."""

    fingerprint: str
    message: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A round to be opened by `unit`: figures of `span` in `forms` (keys), by `due`, some units by dates of their own.

    Without `opens` the round opens on the day it is made.
    """

    unit: str
    name: str
    span: Span
    forms: tuple[str, ...]
    due: date
    opens: date | None = None
    own_due: Mapping[str, date] = field(default_factory=dict)


class Timeliness(StrEnum):
    """Whether what is owed came in time; late and missing are counted in days."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one unit has come with one form.

    `days` is by how many days it came too late, or has been missing for. `filled` of `asked` figures are there,
    among them `required_filled` of the `required` ones.
    """

    duty: int
    unit: str
    form: str
    state: str
    due: date
    submitted: datetime | None
    timeliness: Timeliness
    days: int
    filled: int
    asked: int
    required_filled: int
    required: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is to be reminded of what: `days` until it is due, negative once it is overdue."""

    unit: str
    form: str
    due: date
    days: int
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that was changed since it was accepted, by whom, when and why."""

    cell: Cell
    before: Fact
    after: Fact
    at: datetime
    actor: str
    reason: str
