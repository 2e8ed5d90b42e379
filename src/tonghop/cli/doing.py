"""What a worker process does with one document: read it, check it, render it."""

import traceback
from functools import partial

from tonghop.checking import check, comparable
from tonghop.cli.formats import entry, render
from tonghop.cli.status import Status
from tonghop.cli.work import Answer, Failure, Task, failure, unreadable
from tonghop.core.errors import UnreadableDocument
from tonghop.core.language import translator
from tonghop.reading import bytes_of, read, unlocked
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
    wanted, data = task.request, task.data
    if isinstance(data, UnreadableDocument):
        raise data
    if data.is_dir():
        raise UnreadableDocument(
            task.label, "Không có tài liệu nào trong thư mục này.", "Kiểm tra lại đường dẫn và quyền đọc."
        )
    refuse_size(data, task.label, wanted.limits)
    original = bytes_of(data, most=wanted.limits.most_bytes)
    document = read(original, name=task.name or data.name, allow_secret=wanted.allow_secret, password=wanted.password)
    report = check(document, language=wanted.language) if wanted.checked else None
    opened = partial(unlocked, original, wanted.password)
    rendering = render(wanted.format, document, report, opened, wanted.language, wanted.coloured)
    line = entry(document, report) if wanted.format == "html" else None
    return Answer(rendering, line, report, comparable(document) if wanted.kept else None)
