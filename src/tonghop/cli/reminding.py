"""`tonghop remind`: letters to those who have forms to send."""

from functools import partial
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.office import office
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tonghop.ledger.letters import Letter
    from tonghop.ledger.rounds import Reminded

_AHEAD = 2


def command(language: str) -> click.Command:
    """The `remind` command with its help in `language`."""
    _ = translator(language).gettext
    ahead = click.Option(
        ["--ahead"],
        type=click.IntRange(0, 31),
        default=_AHEAD,
        show_default=True,
        metavar="N",
        help=_("Nhắc trước hạn bao nhiêu ngày."),
    )
    return click.Command(
        "remind",
        callback=partial(_remind, language),
        help=_("Gửi thư nhắc người phụ trách các biểu đến hạn, quá hạn hoặc bị trả lại; mỗi biểu một lần trong ngày."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Option(["--dry-run"], is_flag=True, help=_("Chỉ cho biết sẽ gửi gì, không gửi.")),
            ahead,
            click.Option(["--weekly"], is_flag=True, help=_("Gửi thư tuần về các việc trong sổ theo dõi.")),
            options.lang(_),
            options.debug(_),
        ],
    )


def _remind(language: str, dry_run: bool, ahead: int, weekly: bool) -> Status:
    with office():
        from tonghop.ledger import rounds
        from tonghop.ledger.cases import digest

        if weekly:
            _count(digest.send(dry_run=dry_run), language, dry_run=dry_run)
        else:
            _tell(rounds.remind(ahead, dry_run=dry_run), language, dry_run=dry_run)
    return Status.CLEAN


def _tell(reminded: "Reminded", language: str, *, dry_run: bool) -> None:
    _ = translator(language).gettext
    for duty in reminded.unreached:
        click.echo(_("Chưa có ai để nhắc: {form}, {unit}.").format(form=duty.form.name, unit=duty.unit.code), err=True)
    _count(reminded.letters, language, dry_run=dry_run)


def _count(letters: "Sequence[Letter]", language: str, *, dry_run: bool) -> None:
    _ = translator(language).gettext
    for letter in letters if dry_run else ():
        click.echo(f"{letter.account.email}: {letter.subject}\n\n{letter.text}")
    said = _("Sẽ gửi {count} thư.") if dry_run else _("Đã gửi {count} thư.")
    click.echo(said.format(count=len(letters)))
