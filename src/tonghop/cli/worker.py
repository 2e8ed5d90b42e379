"""`tonghop worker`: what the office does in the background, for an office that is served by other processes."""

from functools import partial
from threading import Event

import click

from tonghop.cli import options
from tonghop.cli.office import office
from tonghop.cli.signals import heed
from tonghop.cli.status import Status
from tonghop.core.language import translator


def command(language: str) -> click.Command:
    """The `worker` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "worker",
        callback=partial(_run, language),
        help=_("Đọc các văn bản trong hộp báo cáo cho văn phòng mở trên máy chủ; Ctrl-C để dừng."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[options.lang(_), options.debug(_)],
    )


def _run(language: str) -> Status:
    _ = translator(language).gettext
    over = Event()
    heed(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), lambda *_: over.set())
    with office():
        from tonghop.drafting.background import work

        click.echo(_("Đang chờ văn bản cần đọc (Ctrl-C để dừng)."))
        work(over)
    return Status.CLEAN
