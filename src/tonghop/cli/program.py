"""The `tonghop` program: its commands, its exit statuses, and how it ends when something goes wrong."""

import os
import sys
from collections.abc import Mapping, Sequence

import click

from tonghop import __version__
from tonghop.cli import (
    accounts,
    ask,
    catalog,
    completion,
    diff,
    documents,
    facts,
    forms,
    intake,
    keeping,
    options,
    outlines,
    registers,
    reminding,
    rounds,
    serve,
    setup,
    signing,
    templates,
    units,
    worker,
    write,
)
from tonghop.cli.causes import cause
from tonghop.cli.speech import chosen_language, speak
from tonghop.cli.status import Status
from tonghop.core.errors import Refusal, TonghopError, UnreadableDocument
from tonghop.core.language import translator


def program(language: str) -> click.Group:
    """The whole command tree with its help in `language`."""
    _ = translator(language).gettext
    group = click.Group(
        "tonghop",
        help=_("Đọc số liệu trong báo cáo của chính quyền địa phương và chỉ ra những số liệu mâu thuẫn với nhau."),
        epilog=_(
            "Mã kết thúc: 0 không có lỗi số liệu; 1 có lỗi số liệu; 2 có tài liệu không đọc được; 3 lỗi chương trình."
        ),
        subcommand_metavar=_("LỆNH [THAM SỐ]..."),
        options_metavar=_("[TÙY CHỌN]"),
        result_callback=_flushed,
        context_settings={"max_content_width": 100},
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_print_version,
                help=_("In số phiên bản rồi kết thúc."),
            ),
            options.lang(_),
        ],
    )
    for build in (
        documents.check,
        documents.read,
        diff.command,
        catalog.command,
        serve.command,
        worker.command,
        setup.init,
        setup.demo_data,
        units.command,
        facts.command,
        intake.command,
        rounds.command,
        ask.command,
        write.command,
        accounts.account,
        accounts.token,
        templates.command,
        outlines.command,
        forms.command,
        registers.command,
        signing.sign,
        signing.verify,
        keeping.migrate,
        keeping.backup,
        keeping.restore,
        reminding.command,
        completion.command,
    ):
        command = build(language)
        command.short_help = command.help
        group.add_command(command)
    return group


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"tonghop {__version__}")
        context.exit()


def _flushed(status: Status) -> Status:
    """The status, once all output is out: a closed pipe shows here, where Click ends silently, and not at the exit."""
    sys.stdout.flush()
    return status


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command line and return its exit status; nothing but a bug under `--debug` is ever raised."""
    language = chosen_language(arguments, environment)
    speak(language)
    try:
        return program(language).main(list(arguments), "tonghop", standalone_mode=False) or Status.CLEAN
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, TonghopError, OSError) as error:
        status, sentence = _end(error, language)
    except Exception as error:
        if "--debug" in arguments:
            raise
        status, sentence = _end(error, language)
    click.echo(sentence, err=True)
    return status


def _end(error: Exception, language: str) -> tuple[Status, str]:
    """The status and the sentence with which the program ends after `error`."""
    _ = translator(language).gettext
    match error:
        case click.Abort():
            return Status.INTERRUPTED, _("Đã dừng theo yêu cầu.")
        case UnreadableDocument() | Refusal():
            return Status.UNREADABLE, error.sentence(_)
        case TonghopError():
            return Status.UNREADABLE, str(error)
        case OSError():
            sentence = _("Không ghi được {path} ({error}). Kiểm tra quyền ghi và dung lượng đĩa rồi thử lại.")
            return Status.UNREADABLE, sentence.format(path=error.filename or _("kết quả"), error=cause(error, _))
        case _bug:
            sentence = _("Chương trình gặp lỗi ngoài dự kiến ({error}). Đề nghị báo cho nhóm phát triển.")
            return Status.BUG, sentence.format(error=repr(error))


def main() -> None:
    """Entry point of the installed `tonghop` command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:], os.environ))
