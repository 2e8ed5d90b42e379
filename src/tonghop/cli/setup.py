"""`tonghop init` and `tonghop demo-data`: set up an office, or fill one with a believable example."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from tonghop.cli import options
from tonghop.cli.office import office
from tonghop.cli.status import Status
from tonghop.core.language import translator

_PROFILES = ("phuong", "xa", "dac-khu", "quan", "huyen", "tinh")


def init(language: str) -> click.Command:
    """The `init` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "init",
        callback=partial(_init, language),
        help=_("Lập văn phòng: đơn vị, phòng ban, thôn, tổ dân phố, chỉ tiêu, biểu mẫu và lịch báo cáo theo mẫu."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Option(["--profile"], type=click.Choice(_PROFILES), required=True, help=_("Mẫu văn phòng.")),
            click.Option(
                ["--unit", "words"],
                required=True,
                metavar=_("MÃ|TÊN"),
                help=_("Đơn vị trong danh mục; thêm tên cấp trên sau dấu phẩy khi có nhiều đơn vị cùng tên."),
            ),
            click.Option(
                ["--date", "day"],
                type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
                metavar=_("NGÀY"),
                help=_("Ngày của cơ cấu hành chính cần lập; mặc định là hôm nay."),
            ),
            click.Option(
                ["--groups"],
                type=click.IntRange(min=0),
                default=0,
                metavar="N",
                help=_("Số thôn, tổ dân phố."),
            ),
            click.Option(["--group", "names"], multiple=True, metavar=_("TÊN"), help=_("Tên một thôn, tổ dân phố.")),
            options.lang(_),
            options.debug(_),
        ],
    )


def demo_data(language: str) -> click.Command:
    """The `demo-data` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "demo-data",
        callback=partial(_demo_data, language),
        help=_("Lập một văn phòng mẫu không có thật: ba năm kế hoạch và số liệu tháng, một đợt báo cáo đang mở."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Option(
                ["--output", "-o"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar=_("THƯ-MỤC"),
                help=_("Ghi thêm các báo cáo mẫu vào thư mục này."),
            ),
            options.lang(_),
            options.debug(_),
        ],
    )


def _init(language: str, profile: str, words: str, day: datetime | None, groups: int, names: Sequence[str]) -> Status:
    _ = translator(language).gettext
    if groups and names:
        raise click.UsageError(_("Chỉ dùng một trong hai tham số --groups và --group."))
    from tonghop.catalog.offices import profiles

    on = day.date() if day else date.today()
    with office():
        from tonghop.ledger import office as offices
        from tonghop.ledger.units import Author, name_of

        kind = profiles()[profile]
        made = offices.init(kind, offices.look_up(kind, words, on), on, names or groups, Author(None, "tonghop init"))
        said = _("{name} ({code}): thêm {units} đơn vị, {indicators} chỉ tiêu, {calendars} lịch, {forms} biểu mẫu.")
        click.echo(
            said.format(
                name=name_of(made.unit, on),
                code=made.unit,
                units=made.units,
                indicators=made.indicators,
                calendars=made.calendars,
                forms=made.forms,
            )
        )
    return Status.CLEAN


def _demo_data(language: str, output: Path | None) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.intake.example import deliver
        from tonghop.ledger.office.demo import fill

        made = fill()
        if made is None:
            click.echo(_("Văn phòng mẫu đã có; không thay đổi gì."))
            click.echo(_("Quên mật khẩu thì đặt lại bằng lệnh “tonghop account reset-password TÊN”."))
        else:
            said = _("Đã lập văn phòng mẫu {name} ({code}): {facts} số liệu, một đợt báo cáo đang mở.")
            click.echo(said.format(name=made.name, code=made.unit, facts=made.facts))
            told = _("Đăng nhập thử bằng một trong các tài khoản {people}; mật khẩu chung: {password}")
            click.echo(told.format(people=", ".join(made.people), password=made.password))
            click.echo(_("Hộp báo cáo có {count} văn bản chờ xem.").format(count=deliver()))
        if output:
            from tonghop.ledger.office.reports import write

            files = write(output)
            click.echo(_("Đã ghi {count} báo cáo mẫu vào {path}.").format(count=len(files), path=output))
    return Status.CLEAN
