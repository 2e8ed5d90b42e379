"""Groups of commands that are built alike."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from tonghop.cli import options
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.core.span import Span, month_meant


class Spec(NamedTuple):
    """A command of a group: its name, what it does, its help and its parameters."""

    name: str
    run: Callable[..., Status]
    help: str
    params: Sequence[click.Parameter]


FORMATS = ("xlsx", "csv", "json")


def target(_: Say) -> list[click.Parameter]:
    """`--format` and `--output` of a command that writes a file of figures."""
    form = click.Choice(FORMATS)
    return [
        click.Option(["--format", "-f"], type=form, default="xlsx", show_default=True, help=_("Dạng tệp.")),
        click.Option(
            ["--output", "-o"],
            required=True,
            type=click.Path(path_type=Path),
            metavar=_("TỆP"),
            help=_("Tệp kết quả."),
        ),
    ]


def original(_: Say) -> click.Argument:
    """The file that a command reads."""
    return click.Argument(["path"], metavar=_("TỆP"), type=click.Path(exists=True, dir_okay=False, path_type=Path))


def as_account(_: Say, *, required: bool = False) -> click.Option:
    """`--as`: in whose name."""
    help_ = _("Thực hiện với quyền của tài khoản này.")
    return click.Option(["--as", "name"], required=required, metavar=_("TÀI-KHOẢN"), help=help_)


def period_span(period: str, _: Say) -> Span:
    """The span of a period code; raises a usage error."""
    try:
        return Span.of(period)
    except ValueError:
        month = month_meant(period)
        sentence = (
            _("Kỳ “{period}” không hợp lệ. Nếu là tháng, ghi {month}; kỳ khác ghi như 2026, 2026-H1, 2026-M1..M10.")
            if month
            else _("Kỳ “{period}” không hợp lệ. Ghi như 2026, 2026-H1, 2026-05, 2026-M1..M10.")
        )
        raise click.UsageError(sentence.format(period=period, month=month)) from None


def group(name: str, help_: str, commands: Iterable[Spec], _: Say) -> click.Group:
    """A group with its commands; `--lang` and `--debug` are added to each."""
    found = click.Group(
        name,
        help=help_,
        subcommand_metavar=_("LỆNH [THAM SỐ]..."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[options.lang(_)],
    )
    for item in commands:
        found.add_command(
            click.Command(
                item.name,
                callback=item.run,
                help=item.help,
                short_help=item.help,
                options_metavar=_("[TÙY CHỌN]"),
                params=[*item.params, options.lang(_), options.debug(_)],
            )
        )
    return found
