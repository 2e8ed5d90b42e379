"""`tonghop diff`: what changed between two drafts of one document."""

import sys
from functools import partial
from pathlib import Path

import click

from tonghop.cli import options
from tonghop.cli.drafts import DRAFTS, Draft
from tonghop.cli.files import refuse_overwriting, written
from tonghop.cli.formats import dump
from tonghop.cli.status import Status, contradiction
from tonghop.core.document import Document
from tonghop.core.finding import Report
from tonghop.core.language import translator
from tonghop.workers import Stopped, Workers


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
            *options.limits(_),
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
    **limited: int | None,
) -> Status:
    limits = options.chosen_limits(**limited)
    password = options.chosen_password(translator(language).gettext, password, ask_password)
    if output is not None:
        refuse_overwriting([Path(output)], [Path(old), Path(new)], translator(language).gettext)
    drafts = [Draft(Path(path), language, allow_secret, limits, password) for path in (old, new)]
    with Workers(DRAFTS, limits, min(options.cores(), len(drafts))) as workers:
        before, after = map(_read, drafts, workers.in_order(drafts))
    rendering = _render(format, *before, *after, language)
    if output is None:
        sys.stdout.buffer.write(rendering)
    else:
        with written(Path(output)) as file:
            file.write(rendering)
    return contradiction(after[1])


def _read(draft: Draft, outcome: tuple[Document, Report] | Stopped) -> tuple[Document, Report]:
    if isinstance(outcome, Stopped):
        raise outcome.of(draft.path.name)
    return outcome


def _render(format: str, old: Document, old_report: Report, new: Document, new_report: Report, language: str) -> bytes:
    from tonghop.review import diff, diff_views

    difference = diff.compare(old, old_report, new, new_report)
    if format == "json":
        return dump(diff.to_dict(difference))
    render = diff_views.render_html if format == "html" else diff_views.render_text
    return render(old, new, difference, language).encode()
