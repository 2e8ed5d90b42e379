"""Arguments and options that several commands share, each with its help in the language asked for."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace

import click

from tonghop.cli.formats import FORMATS
from tonghop.cli.speech import ENVIRONMENT_VARIABLE
from tonghop.core.language import LANGUAGES
from tonghop.workers import VARIABLES, Limits

PASSWORD_VARIABLE = "TONGHOP_PASSWORD"
Say = Callable[[str], str]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def files(_: Say) -> click.Argument:
    """Files, folders, or `-`."""
    return click.Argument(["names"], nargs=-1, required=True, metavar=_("TỆP|THƯ-MỤC|-..."))


def output_format(_: Say, names: Iterable[str] = tuple(FORMATS)) -> click.Option:
    """`--format`."""
    return click.Option(
        ["--format", "-f"],
        type=click.Choice(tuple(names)),
        default="text",
        show_default=True,
        help=_("Dạng kết quả."),
    )


def output(_: Say) -> click.Option:
    """`--output`."""
    return click.Option(
        ["--output", "-o"],
        metavar=_("NƠI-GHI"),
        help=_("Nơi ghi kết quả: một tệp nếu có một tài liệu, một thư mục nếu có nhiều tài liệu."),
    )


def jobs(_: Say) -> click.Option:
    """`--jobs`."""
    return click.Option(
        ["--jobs", "-j"],
        type=click.IntRange(min=1),
        default=cores(),
        metavar="N",
        help=_("Số tài liệu xử lý cùng lúc; mặc định là số nhân của máy."),
    )


def limits(_: Say) -> list[click.Option]:
    """`--limit-time`, `--limit-memory` and `--limit-size`, for `chosen_limits`."""
    most = click.IntRange(min=1)
    usual = Limits()
    time = _("Thời gian tối đa để đọc một tài liệu, mặc định {usual} giây hoặc theo biến {variable}.")
    memory = _("Bộ nhớ tối đa để đọc một tài liệu, mặc định {usual} MB hoặc theo biến {variable}.")
    size = _("Dung lượng tối đa của một tài liệu, mặc định {usual} MB hoặc theo biến {variable}.")
    said = (("time", "seconds", _("GIÂY"), time), ("memory", "memory", "MB", memory), ("size", "size", "MB", size))
    return [
        click.Option(
            [f"--limit-{name}", field],
            type=most,
            metavar=unit,
            help=text.format(usual=getattr(usual, field), variable=VARIABLES[field]),
        )
        for name, field, unit, text in said
    ]


def chosen_limits(**chosen: int | None) -> Limits:
    """The limits of the options, else of the environment; raises Refusal where that sets a wrong one."""
    given = {field: value for field, value in chosen.items() if value is not None}
    return replace(Limits.of(os.environ), **given)


def allow_secret(_: Say) -> click.Option:
    """`--allow-secret`."""
    return click.Option(
        ["--allow-secret"],
        is_flag=True,
        help=_("Vẫn đọc tài liệu có dấu MẬT, TỐI MẬT, TUYỆT MẬT (mặc định là từ chối)."),
    )


def password(_: Say) -> list[click.Option]:
    """`--password` and `--ask-password`, for `chosen_password`."""
    text = _("Mật khẩu của tài liệu; tốt hơn là đặt trong biến {variable} hoặc dùng --ask-password.")
    return [
        click.Option(["--password"], metavar=_("MẬT-KHẨU"), help=text.format(variable=PASSWORD_VARIABLE)),
        click.Option(["--ask-password"], is_flag=True, help=_("Hỏi mật khẩu của tài liệu, không hiện khi gõ.")),
    ]


def chosen_password(_: Say, password: str | None, ask_password: bool) -> str | None:
    """The password of the options, asked for where that is wanted, else that of the environment."""
    if ask_password:
        return str(click.prompt(_("Mật khẩu của tài liệu"), hide_input=True, err=True))
    return password or os.environ.get(PASSWORD_VARIABLE) or None


def lang(_: Say) -> click.Option:
    """`--lang`, which has been acted on before the command runs."""
    text = _("Ngôn ngữ của thông báo; mặc định lấy theo biến {variable}, nếu không có thì là vi.")
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help=text.format(variable=ENVIRONMENT_VARIABLE),
    )


def debug(_: Say, expose: bool = False) -> click.Option:
    """`--debug`, which concerns a command only where it catches errors itself."""
    return click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=expose,
        help=_("Khi chương trình gặp lỗi, in đầy đủ vết lỗi để báo cho nhóm phát triển."),
    )
