"""`tonghop ask`: the plan board of a unit, or one figure of it with its sources and its history."""

import sys
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

import click

from tonghop.cli import options
from tonghop.cli.files import written
from tonghop.cli.groups import period_span
from tonghop.cli.office import office
from tonghop.cli.status import Status
from tonghop.core.fact import Cell
from tonghop.core.language import translator
from tonghop.core.span import Span

_FORMATS = ("text", "json", "csv", "xlsx")
MOMENTS = ["%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def command(language: str) -> click.Command:
    """The `ask` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "ask",
        callback=partial(_run, language),
        help=_("Xem bảng kế hoạch của một đơn vị, hoặc một số liệu cùng nguồn và lịch sử của nó."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Argument(["unit"], metavar=_("MÃ-ĐƠN-VỊ")),
            click.Option(
                ["--period"],
                metavar=_("KỲ"),
                help=_(
                    "Kỳ số liệu: 2026, 2026-H1, 2026-Q1, 2026-05, 2026-M1..M10; mặc định từ đầu năm đến tháng trước."
                ),
            ),
            click.Option(["--indicator"], metavar=_("MÃ"), help=_("Chỉ xem một chỉ tiêu, kèm nguồn và lịch sử.")),
            click.Option(
                ["--estimates"],
                is_flag=True,
                help=_("Sai số giữa ước và thực hiện trong năm của từng đơn vị; cần --indicator."),
            ),
            click.Option(
                ["--known-on"],
                type=click.DateTime(MOMENTS),
                metavar=_("NGÀY"),
                help=_("Xem theo số liệu đã biết đến hết ngày, hoặc đến giờ phút này."),
            ),
            options.output_format(_, _FORMATS),
            click.Option(
                ["--output", "-o"], type=click.Path(path_type=Path), metavar=_("TỆP"), help=_("Tệp ghi kết quả.")
            ),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(
    language: str,
    unit: str,
    period: str | None,
    indicator: str | None,
    estimates: bool,
    known_on: datetime | None,
    format: str,
    output: Path | None,
) -> Status:
    _ = translator(language).gettext
    span = _span(language, period)
    if format == "xlsx" and not output:
        raise click.UsageError(_("Dạng xlsx cần tệp ghi kết quả: thêm --output TỆP."))
    if estimates and (not indicator or format == "xlsx"):
        raise click.UsageError(_("Sai số của số ước xem theo một chỉ tiêu (--indicator), ở dạng text, csv hoặc json."))
    if indicator and not estimates and format not in ("text", "json"):
        raise click.UsageError(_("Một chỉ tiêu chỉ xem được ở dạng text hoặc json."))
    with office():
        from tonghop.cli import asked

        on = moment(known_on)
        if indicator and estimates:
            result = asked.estimates(unit, indicator, span.year, on, format, language)
        elif indicator:
            result = asked.figure(Cell(indicator, unit, span), on, format, language)
        else:
            result = asked.plan_board(unit, span, on, format, language)
    if output:
        with written(output) as file:
            file.write(result)
    else:
        sys.stdout.buffer.write(result)
    return Status.CLEAN


def _span(language: str, period: str | None) -> Span:
    if period is None:
        today = date.today()
        return Span(today.year, 1, today.month - 1) if today.month > 1 else Span(today.year - 1, 1, 12)
    return period_span(period, translator(language).gettext)


def moment(known_on: datetime | None) -> datetime | None:
    """A moment in the time of the office; of a day, its last."""
    from django.utils.timezone import make_aware

    if known_on is None:
        return None
    whole_day = known_on.time() == time.min
    return make_aware(datetime.combine(known_on, time.max) if whole_day else known_on)
