"""`tonghop diff`: what changed between two drafts of one document."""

import sys
from functools import partial
from pathlib import Path

import click

from tonghop.cli import options
from tonghop.cli.files import refuse_overwriting, written
from tonghop.cli.formats import dump
from tonghop.cli.status import Status, contradiction
from tonghop.core.document import Document
from tonghop.core.finding import Report
from tonghop.core.language import translator


def command(language: str) -> click.Command:
    """The `diff` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "diff",
        callback=partial(_run, language),
        help=_("So sánh hai dự thảo: số liệu và mâu thuẫn nào thêm, mất, thay đổi."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Argument(["old"], metavar=_("BẢN-CŨ")),
            click.Argument(["new"], metavar=_("BẢN-MỚI")),
            options.output_format(_, ("text", "json", "html")),
            options.output(_),
            options.allow_secret(_),
            *options.password(_),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(
    language: str,
    old: str,
    new: str,
    format: str,
    output: str | None,
    allow_secret: bool,
    password: str | None,
    ask_password: bool,
) -> Status:
    password = options.chosen_password(translator(language).gettext, password, ask_password)
    if output is not None:
        refuse_overwriting([Path(output)], [Path(old), Path(new)], translator(language).gettext)
    before, after = (_checked(path, allow_secret, password, language) for path in (old, new))
    rendering = _render(format, *before, *after, language)
    if output is None:
        sys.stdout.buffer.write(rendering)
    else:
        with written(Path(output)) as file:
            file.write(rendering)
    return contradiction(after[1])


def _checked(path: str, allow_secret: bool, password: str | None, language: str) -> tuple[Document, Report]:
    import tonghop

    document = tonghop.read(path, allow_secret=allow_secret, password=password)
    return document, tonghop.check(document, language=language)


def _render(format: str, old: Document, old_report: Report, new: Document, new_report: Report, language: str) -> bytes:
    from tonghop.review import diff, diff_views

    difference = diff.compare(old, old_report, new, new_report)
    if format == "json":
        return dump(diff.to_dict(difference))
    render = diff_views.render_html if format == "html" else diff_views.render_text
    return render(old, new, difference, language).encode()
