"""`tonghop check` and `tonghop read`: one document at once, many on all cores."""

import sys
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import click

from tonghop.cli import options
from tonghop.cli.files import refuse_overwriting
from tonghop.cli.formats import FORMATS
from tonghop.cli.inputs import Input, inputs
from tonghop.cli.outputs import CROSS, INDEX, File, Folder, JsonArray, Output, Stream, places
from tonghop.cli.progress import shown
from tonghop.cli.status import Status
from tonghop.cli.summary import Summary
from tonghop.cli.work import DOING, Request, Task, answer_of
from tonghop.core.document import Document
from tonghop.core.finding import Report
from tonghop.core.language import translator
from tonghop.workers import Limits, Workers


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
    debug: bool,
    **limited: int | None,
) -> Status:
    _ = translator(language).gettext
    if "" in names:
        raise click.UsageError(_("Có một tên tệp rỗng; kiểm tra lại các tham số của lệnh."))
    items = list(inputs(names))
    several = len(items) != 1 or Path(names[0]).is_dir()
    sink = _output(items, several, format, output, language)
    checked, coloured = verb == "check", output is None and sys.stdout.isatty()
    limits = options.chosen_limits(**limited)
    request = Request(checked, format, language, allow_secret, checked and several, coloured, limits)
    summary, documents = Summary(language, debug), list[Document]()
    tasks = [Task(item.label, item.path or _standard_input(limits), request) for item in items]
    with Workers(DOING, limits, min(jobs, len(items))) as workers:
        done = map(answer_of, tasks, workers.in_order(tasks))
        for item, answer in zip(items, shown(done, len(items)), strict=True):
            sink.add(item, answer)
            summary.add(answer)
            documents += [answer.document] if answer.document else []
    cross = _cross(documents, language)
    sink.finish(cross)
    summary.count(cross)
    summary.tell(verb, several)
    return summary.status


def _standard_input(limits: Limits) -> bytes:
    """What comes on standard input, at most a little more than a document may have."""
    return sys.stdin.buffer.read(limits.most_bytes + 1)


def _cross(documents: list[Document], language: str) -> Report:
    """What checking the documents against each other says."""
    if len(documents) < 2:
        return Report()
    from tonghop.checking import check_together

    return check_together(documents, language=language)


def _output(items: Collection[Input], several: bool, format: str, output: str | None, language: str) -> Output:
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
    refuse_overwriting(targets, [item.path for item in items if item.path], _)
    return Folder(root, format, language, plan) if folder else File(root)


def _standard_output(several: bool, format: str, language: str) -> Output:
    _ = translator(language).gettext
    if FORMATS[format].office or (several and format == "html"):
        raise click.UsageError(_("Dạng {format} cần --output để biết ghi vào đâu.").format(format=format))
    stream = sys.stdout.buffer
    return JsonArray(stream, language) if several and format == "json" else Stream(stream, language)
