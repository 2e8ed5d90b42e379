"""`tonghop check` and `tonghop read`: one document at once, many on all cores."""

import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import click

from tonghop.cli import options
from tonghop.cli.files import refuse_overwriting
from tonghop.cli.formats import FORMATS
from tonghop.cli.inputs import Input, inputs
from tonghop.cli.outputs import CROSS, INDEX, File, Folder, JsonArray, Output, Stream, places
from tonghop.cli.progress import pages_shown, shown
from tonghop.cli.shelf import Shelf
from tonghop.cli.status import Status
from tonghop.cli.summary import Summary
from tonghop.cli.unpacking import unpacked
from tonghop.cli.work import DOING, Request, Task, answer_of
from tonghop.core.document import Document
from tonghop.core.finding import Report
from tonghop.core.language import translator
from tonghop.workers import Workers


def check(language: str) -> click.Command:
    """The `check` command with its help in `language`."""
    _ = translator(language).gettext
    return _command("check", language, _("Đọc tài liệu và chỉ ra những số liệu không thể cùng đúng."))


def read(language: str) -> click.Command:
    """The `read` command with its help in `language`."""
    _ = translator(language).gettext
    return _command("read", language, _("Đọc tài liệu thành số liệu và quan hệ giữa các số liệu, không kiểm tra."))


def _command(verb: str, language: str, summary: str) -> click.Command:
    _ = translator(language).gettext
    return click.Command(
        verb,
        callback=partial(_run, verb, language),
        help=summary,
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            options.files(_),
            options.output_format(_),
            options.output(_),
            options.jobs(_),
            *options.limits(_),
            options.allow_secret(_),
            *options.password(_),
            options.lang(_),
            options.debug(_, expose=True),
        ],
    )


def _run(
    verb: str,
    language: str,
    names: Sequence[str],
    format: str,
    output: str | None,
    jobs: int,
    allow_secret: bool,
    password: str | None,
    ask_password: bool,
    debug: bool,
    **limited: int | None,
) -> Status:
    _ = translator(language).gettext
    if "" in names:
        raise click.UsageError(_("Có một tên tệp rỗng; kiểm tra lại các tham số của lệnh."))
    limits, password = options.chosen_limits(**limited), options.chosen_password(_, password, ask_password)
    checked, coloured = verb == "check", output is None and sys.stdout.isatty()
    request = Request(checked, format, language, allow_secret, False, coloured, limits, password)
    given = list(inputs(names))
    with unpacked(given, password, limits) as items, TemporaryFile() as file:
        several = len(items) != 1 or Path(names[0]).is_dir()
        sink = _output(items, several, format, output, language, [item.path for item in given if item.path])
        summary = Summary(language, debug)
        shelf = Shelf(file)
        _done(items, replace(request, kept=checked and several), jobs, sink, summary, shelf)
        cross = _cross(shelf, language)
    sink.finish(cross)
    summary.count(cross)
    summary.tell(verb, several)
    return summary.status


def _done(items: Sequence[Input], request: Request, jobs: int, sink: Output, summary: Summary, shelf: Shelf) -> None:
    """Put every document to a worker, its answer where answers go, and what can be compared of it on the shelf."""
    tasks = [_task(item, request) for item in items]
    watcher = pages_shown(request.language) if len(items) == 1 else None
    with Workers(DOING, request.limits, min(jobs, len(items)), watcher) as workers:
        done = map(answer_of, tasks, workers.in_order(tasks))
        for item, answer in zip(items, shown(done, len(items)), strict=True):
            sink.add(item, answer)
            summary.add(answer)
            if answer.document:
                shelf.put(answer.document)


def _task(item: Input, request: Request) -> Task:
    data = item.lost or item.path
    assert data
    return Task(item.label, data, request, item.name)


def _cross(documents: Collection[Document], language: str) -> Report:
    """What checking the documents against each other says."""
    if len(documents) < 2:
        return Report()
    from tonghop.checking import check_together

    return check_together(documents, language=language)


def _output(
    items: Collection[Input], several: bool, format: str, output: str | None, language: str, originals: Iterable[Path]
) -> Output:
    """Where the answers go; a usage error where that is nowhere sensible."""
    _ = translator(language).gettext
    if output is None:
        return _standard_output(several, format, language)
    root, folder = Path(output), several or Path(output).is_dir()
    if folder and root.exists() and not root.is_dir():
        raise click.UsageError(_("{path} là tệp; có nhiều tài liệu thì --output phải là thư mục.").format(path=output))
    plan = places(items, format)
    names_below = [*map(str, plan.values()), INDEX, *CROSS.values()]
    targets = [root / name for name in names_below] if folder else [root]
    refuse_overwriting(targets, originals, _)
    return Folder(root, format, language, plan) if folder else File(root)


def _standard_output(several: bool, format: str, language: str) -> Output:
    _ = translator(language).gettext
    if FORMATS[format].office or (several and format == "html"):
        raise click.UsageError(_("Dạng {format} cần --output để biết ghi vào đâu.").format(format=format))
    stream = sys.stdout.buffer
    return JsonArray(stream, language) if several and format == "json" else Stream(stream, language)
