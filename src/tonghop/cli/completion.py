"""`tonghop completion`: the script that lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from tonghop.cli import options
from tonghop.core.language import translator

SHELLS = ("bash", "zsh", "fish")


def command(language: str) -> click.Command:
    """The `completion` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "completion",
        callback=_print_script,
        help=_('In đoạn mã để shell tự hoàn thành lệnh; nạp bằng: eval "$(tonghop completion bash)".'),
        options_metavar=_("[TÙY CHỌN]"),
        params=[click.Argument(["shell"], type=click.Choice(SHELLS)), options.lang(_)],
    )


@click.pass_context
def _print_script(context: click.Context, shell: str) -> None:
    complete = get_completion_class(shell)
    assert complete is not None
    click.echo(complete(context.find_root().command, {}, "tonghop", "_TONGHOP_COMPLETE").source())
