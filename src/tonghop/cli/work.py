"""What is asked of a worker process about one document, and what comes back."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tonghop.cli.formats import failed
from tonghop.cli.status import Status
from tonghop.core.document import Document
from tonghop.core.errors import UnreadableDocument
from tonghop.core.finding import Report
from tonghop.core.language import translator
from tonghop.workers import Limits, Stopped, Work

if TYPE_CHECKING:
    from tonghop.review.html import Entry


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted of every document: `kept` ones come back with their answers, `coloured` text is for a screen."""

    checked: bool
    format: str
    language: str
    allow_secret: bool
    kept: bool
    coloured: bool
    limits: Limits
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be done; `data` is the path of its file, or why it has none.

    `name` is set where the document is not called like its file.
    """

    label: str
    data: Path | UnreadableDocument
    request: Request
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: one sentence for the user, and the traceback where it is our bug."""

    message: str
    status: Status = Status.UNREADABLE
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one task: its rendering, or the failure. `entry` is its line in an index of HTML reviews."""

    rendering: bytes = b""
    entry: "Entry | None" = None
    report: Report | None = None
    document: Document | None = None
    failure: Failure | None = None


DOING: Work[Task, Answer] = Work("tonghop.cli.doing", "do")


def answer_of(task: Task, outcome: Answer | Stopped) -> Answer:
    """The answer, also where the worker was stopped before it had one."""
    return unreadable(task, outcome.of(task.label)) if isinstance(outcome, Stopped) else outcome


def unreadable(task: Task, error: UnreadableDocument) -> Answer:
    """The answer where the user can do something about the failure."""
    named = UnreadableDocument(task.label, error.problem, error.remedy, error.place, **error.values)
    return failure(task, Failure(named.sentence(translator(task.request.language).gettext)))


def failure(task: Task, why: Failure) -> Answer:
    """The answer where there is none."""
    line = failed(task.label, why.message) if task.request.format == "html" else None
    return Answer(entry=line, failure=why)
