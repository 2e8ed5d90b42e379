"""`tonghop diff`: what changed between two drafts of one document."""

from functools import partial

import click

from tonghop.cli import options
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
            click.Option(
                ["--format", "-f"], type=click.Choice(["text", "json"]), default="text", help=_("Dạng kết quả.")
            ),
            options.allow_secret(_),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(language: str, old: str, new: str, format: str, allow_secret: bool) -> int:
    return 0
