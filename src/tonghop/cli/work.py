"""What is done with one document, in this process or in a worker: read it, check it, render it."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tonghop.cli.formats import entry, failed, render
from tonghop.cli.status import Status
from tonghop.core.document import Document
from tonghop.core.errors import UnreadableDocument
from tonghop.core.finding import Report
from tonghop.core.language import translator

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


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be done; `data` are its bytes, or the path they are read from."""

    label: str
    data: Path | bytes
    request: Request


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


def do(task: Task) -> Answer:
    """The answer to a task. Never raises: whatever happens becomes a failure with a sentence."""
    if isinstance(task.data, Path) and task.data.is_dir():
        return unreadable(task, "Không có tài liệu nào trong thư mục này.", "Kiểm tra lại đường dẫn và quyền đọc.")
    try:
        return _do(task)
    except UnreadableDocument as error:
        return unreadable(task, error.problem, error.remedy, error.place)
    except Exception as error:
        _ = translator(task.request.language).gettext
        sentence = _("Chương trình gặp lỗi ngoài dự kiến ({error}). Đề nghị báo cho nhóm phát triển.")
        message = f"{task.label}: {sentence.format(error=repr(error))}"
        return _failed(task, Failure(message, Status.BUG, traceback.format_exc()))


def _do(task: Task) -> Answer:
    import tonghop

    wanted = task.request
    name = task.label if isinstance(task.data, bytes) else None
    document = tonghop.read(task.data, name=name, allow_secret=wanted.allow_secret)
    report = tonghop.check(document, language=wanted.language) if wanted.checked else None
    rendering = render(wanted.format, document, report, task.data, wanted.language, wanted.coloured)
    line = entry(document, report) if wanted.format == "html" else None
    return Answer(rendering, line, report, document if wanted.kept else None)


def unreadable(task: Task, problem: str, remedy: str, place: str = "") -> Answer:
    """The answer where the user can do something about the failure."""
    _ = translator(task.request.language).gettext
    return _failed(task, Failure(str(UnreadableDocument(task.label, _(problem), _(remedy), place))))


def _failed(task: Task, failure: Failure) -> Answer:
    line = failed(task.label, failure.message) if task.request.format == "html" else None
    return Answer(entry=line, failure=failure)
