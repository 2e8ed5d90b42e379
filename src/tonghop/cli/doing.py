"""What a worker process does with one document: read it, check it, render it."""

import traceback
from pathlib import Path

from tonghop.checking import check
from tonghop.cli.formats import entry, render
from tonghop.cli.status import Status
from tonghop.cli.work import Answer, Failure, Task, failure, unreadable
from tonghop.core.errors import UnreadableDocument
from tonghop.core.language import translator
from tonghop.reading import read
from tonghop.workers import refuse_size


def do(task: Task) -> Answer:
    """The answer to a task. Raises MemoryError only: whatever else happens becomes a failure with a sentence."""
    try:
        return _done(task)
    except UnreadableDocument as error:
        return unreadable(task, error)
    except MemoryError:
        raise
    except Exception as error:
        _ = translator(task.request.language).gettext
        sentence = _("Chương trình gặp lỗi ngoài dự kiến ({error}). Đề nghị báo cho nhóm phát triển.")
        message = f"{task.label}: {sentence.format(error=repr(error))}"
        return failure(task, Failure(message, Status.BUG, traceback.format_exc()))


def _done(task: Task) -> Answer:
    wanted = task.request
    if isinstance(task.data, Path) and task.data.is_dir():
        raise UnreadableDocument(
            task.label, "Không có tài liệu nào trong thư mục này.", "Kiểm tra lại đường dẫn và quyền đọc."
        )
    refuse_size(task.data, task.label, wanted.limits)
    name = task.label if isinstance(task.data, bytes) else None
    document = read(task.data, name=name, allow_secret=wanted.allow_secret)
    report = check(document, language=wanted.language) if wanted.checked else None
    rendering = render(wanted.format, document, report, task.data, wanted.language, wanted.coloured)
    line = entry(document, report) if wanted.format == "html" else None
    return Answer(rendering, line, report, document if wanted.kept else None)
