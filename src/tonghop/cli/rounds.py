"""`tonghop round`: rounds of reporting, from opening to closing."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli.facts import account
from tonghop.cli.files import written
from tonghop.cli.groups import Spec, as_account, group, original, period_span, target
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.status import Status, contradiction
from tonghop.cli.tables import table
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.ledger.models import Account, Duty
    from tonghop.ledger.rounds import Progress

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_TIMELINESS = {
    "on_time": "đúng hạn",
    "late": "quá hạn {days} ngày",
    "missing": "chưa nộp, quá hạn {days} ngày",
    "pending": "chưa đến hạn",
}


def command(language: str) -> click.Group:
    """The `round` commands with their help in `language`."""
    _ = translator(language).gettext
    number = click.Argument(["number"], type=click.IntRange(min=1), metavar=_("SỐ-ĐỢT"))
    owed = [
        number,
        click.Argument(["unit"], metavar=_("MÃ-ĐƠN-VỊ")),
        click.Option(["--form"], default="", metavar=_("MÃ-BIỂU"), help=_("Biểu nào, nếu đơn vị nộp nhiều biểu.")),
    ]
    who = as_account(_, required=True)
    why = click.Option(["--reason"], default="", metavar=_("LÝ-DO"), help=_("Lý do."))
    day = click.DateTime(_DAYS)
    known = click.Option(["--known-on"], type=day, metavar=_("NGÀY"), help=_("Tình hình đến hết ngày."))
    some = click.Option(
        ["--indicator", "indicators"],
        multiple=True,
        metavar=_("MÃ"),
        help=_("Chỉ trả lại chỉ tiêu này; dùng được nhiều lần."),
    )
    mark = click.Argument(["fingerprint"], metavar=_("MÃ-CẢNH-BÁO"))
    commands: tuple[tuple[str, Callable[..., Status], str, Sequence[click.Parameter]], ...] = (
        ("open", _open, _("Mở đợt báo cáo cho các đơn vị bên dưới."), [*_opening(_), who]),
        ("list", _list, _("Danh sách đợt báo cáo."), []),
        ("status", _status, _("Tình hình nộp: đủ, thiếu, đúng hạn, quá hạn."), [number, known]),
        ("remind", _remind, _("Danh sách đơn vị cần đôn đốc."), [number]),
        ("form", _form, _("Xuất biểu của một đơn vị để nhập số liệu."), [*owed, *target(_)]),
        ("enter", _enter, _("Nhập biểu đã điền, thành dự thảo."), [*owed, original(_), who, why]),
        ("check", _check, _("Kiểm tra số liệu của biểu trước khi gửi."), owed),
        ("dismiss", _dismiss, _("Bỏ qua một cảnh báo, có lý do."), [*owed, mark, who, why]),
        ("submit", _submit, _("Gửi biểu."), [*owed, who, why]),
        ("return", _return, _("Trả lại biểu hoặc một số chỉ tiêu, có lý do."), [*owed, some, who, why]),
        ("accept", _accept, _("Tiếp nhận biểu: số liệu được chốt."), [*owed, who, why]),
        ("publish", _publish, _("Công bố số liệu đã tiếp nhận của đợt."), [number, who, why]),
        ("close", _close, _("Khóa đợt báo cáo."), [number, who, why]),
    )
    specs = (Spec(name, partial(run, language), help_, params) for name, run, help_, params in commands)
    return group("round", _("Đợt báo cáo: mở, nhập, gửi, trả lại, tiếp nhận, công bố, khóa."), specs, _)


def _opening(_: Say) -> list[click.Parameter]:
    day = click.DateTime(_DAYS)
    forms = _("Biểu phải nộp; dùng được nhiều lần.")
    return [
        click.Argument(["unit"], metavar=_("MÃ-ĐƠN-VỊ")),
        click.Option(["--name", "title"], required=True, metavar=_("TÊN"), help=_("Tên đợt báo cáo.")),
        click.Option(["--period"], required=True, metavar=_("KỲ"), help=_("Kỳ số liệu, ví dụ 2026-M1..M9.")),
        click.Option(
            ["--form", "forms"],
            required=True,
            multiple=True,
            metavar=_("MÃ-BIỂU"),
            help=forms,
        ),
        click.Option(["--due"], required=True, type=day, metavar=_("NGÀY"), help=_("Hạn nộp.")),
        click.Option(["--opens"], type=day, metavar=_("NGÀY"), help=_("Ngày bắt đầu nhận; mặc định là hôm nay.")),
        click.Option(["--own-due", "own"], multiple=True, metavar=_("MÃ=NGÀY"), help=_("Hạn riêng của một đơn vị.")),
    ]


def _open(
    language: str,
    unit: str,
    title: str,
    period: str,
    forms: Sequence[str],
    due: datetime,
    opens: datetime | None,
    own: Sequence[str],
    name: str,
) -> Status:
    _ = translator(language).gettext
    span = period_span(period, _)
    own_due = dict(_own_due(item, _) for item in own)
    with office():
        from tonghop.ledger import rounds

        starts = opens.date() if opens else None
        opening = rounds.Opening(unit, title, span, tuple(forms), due.date(), starts, own_due)
        row = rounds.open_round(_somebody(name), opening)
        said = _("Đã mở đợt báo cáo số {number}: {count} biểu phải nộp.").format(
            number=row.pk, count=row.duties.count()
        )
    click.echo(said)
    return Status.CLEAN


def _own_due(text: str, _: Say) -> tuple[str, date]:
    """A unit and its own date, of `MÃ=NGÀY`."""
    code, _mark, day = text.partition("=")
    for form in _DAYS:
        try:
            return code, datetime.strptime(day, form).date()
        except ValueError:
            continue
    raise click.UsageError(_("Hạn riêng “{text}” không đúng, ghi như KT=20/09/2026.").format(text=text))


def _somebody(name: str) -> "Account":
    found = account(name)
    assert found is not None
    return found


def _list(language: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger.models import Round
        from tonghop.ledger.rounds import span_of

        rows = [
            (
                str(row.pk),
                row.name,
                row.unit.code,
                span_of(row).code,
                f"{row.due:%d/%m/%Y}",
                _("đã khóa") if row.closed else _("đang mở"),
            )
            for row in Round.objects.select_related("unit").order_by("-year", "-last", "-id")
        ]
    table((_("Số"), _("Tên"), _("Đơn vị"), _("Kỳ"), _("Hạn nộp"), _("Trạng thái")), rows)
    return Status.CLEAN


def _status(language: str, number: int, known_on: datetime | None) -> Status:
    _ = translator(language).gettext
    with office():
        from django.utils.timezone import make_aware

        from tonghop.ledger import rounds

        moment = make_aware(known_on.replace(hour=23, minute=59, second=59)) if known_on else None
        found = rounds.progress(number, moment)
        rows = [_progress_row(item, _) for item in found]
        counts = rounds.tally(found)
    table((_("Đơn vị"), _("Biểu"), _("Trạng thái"), _("Hạn nộp"), _("Tiến độ"), _("Số liệu"), _("Bắt buộc")), rows)
    said = _("Đúng hạn {on_time}, quá hạn {late}, chưa nộp {missing}, chưa đến hạn {pending}.")
    click.echo(said.format(**{name: counts[rounds.Timeliness(name)] for name in _TIMELINESS}))
    return Status.CLEAN


def _progress_row(item: "Progress", _: Say) -> tuple[str, ...]:
    from tonghop.ledger.models import Duty

    return (
        item.unit,
        item.form,
        _(str(Duty.State(item.state).label)) + (f": {item.reason}" if item.reason else ""),
        f"{item.due:%d/%m/%Y}",
        _(_TIMELINESS[item.timeliness]).format(days=item.days),
        f"{item.filled}/{item.asked}",
        f"{item.required_filled}/{item.required}",
    )


def _remind(language: str, number: int) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import rounds

        found = rounds.reminders(number)
    rows = [(item.unit, item.form, f"{item.due:%d/%m/%Y}", str(item.days), item.returned) for item in found]
    table((_("Đơn vị"), _("Biểu"), _("Hạn nộp"), _("Còn (ngày)"), _("Lý do trả lại")), rows)
    return Status.CLEAN


def _form(language: str, number: int, unit: str, form: str, format: str, output: Path) -> Status:  # noqa: ARG001
    with office():
        from tonghop.ledger import rounds

        with written(output) as file:
            rounds.write_form(rounds.duty_of(number, unit, form), file, format)
    return Status.CLEAN


def _enter(language: str, number: int, unit: str, form: str, path: Path, name: str, reason: str) -> Status:
    with office():
        from tonghop.ledger import rounds

        done = rounds.enter_file(_somebody(name), rounds.duty_of(number, unit, form).pk, path, reason)
    said = translator(language).gettext("Đã nhập {count} số liệu, {same} số không đổi.")
    same = len(done.unchanged)
    click.echo(said.format(count=len(done.versions) - same, same=same))
    return Status.CLEAN


def _check(language: str, number: int, unit: str, form: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.core.finding import Report
        from tonghop.intake import guard
        from tonghop.ledger import rounds

        found = guard.findings(rounds.duty_of(number, unit, form), language)
        aside = rounds.dismissed(unit)
    shown = [item for item in found if item.fingerprint not in aside]
    for item in shown:
        click.echo(f"{item.fingerprint}: {item.message}")
    click.echo(_("{count} cảnh báo.").format(count=len(shown)))
    return contradiction(Report(findings=tuple(shown)))


def _dismiss(language: str, number: int, unit: str, form: str, fingerprint: str, name: str, reason: str) -> Status:
    with office():
        from tonghop.ledger import rounds

        rounds.dismiss(_somebody(name), rounds.duty_of(number, unit, form).unit.code, fingerprint, reason)
    click.echo(translator(language).gettext("Đã bỏ qua cảnh báo {fingerprint}.").format(fingerprint=fingerprint))
    return Status.CLEAN


def _submit(language: str, number: int, unit: str, form: str, name: str, reason: str) -> Status:
    def take(duty: "Duty") -> "Duty":
        from tonghop.intake import guard

        return guard.submit(_somebody(name), duty.pk, reason)

    return _step(language, number, unit, form, take)


def _accept(language: str, number: int, unit: str, form: str, name: str, reason: str) -> Status:
    def take(duty: "Duty") -> "Duty":
        from tonghop.intake import guard

        return guard.accept(_somebody(name), duty.pk, reason)

    return _step(language, number, unit, form, take)


def _return(
    language: str, number: int, unit: str, form: str, indicators: Sequence[str], name: str, reason: str
) -> Status:
    def take(duty: "Duty") -> "Duty":
        from tonghop.ledger import rounds

        cells = [cell for cell in rounds.cells_of(duty) if cell.indicator in indicators]
        return rounds.send_back(_somebody(name), duty.pk, reason, cells if indicators else None)

    return _step(language, number, unit, form, take)


def _step(language: str, number: int, unit: str, form: str, take: "Callable[[Duty], Duty]") -> Status:
    """Take a step of what a unit owes and say which state it has come to."""
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import rounds
        from tonghop.ledger.models import Duty as Row

        duty = take(rounds.duty_of(number, unit, form))
        state = _(str(Row.State(duty.state).label))
    click.echo(_("Biểu {form} của {unit}: {state}.").format(form=duty.form.key, unit=unit, state=state))
    return Status.CLEAN


def _publish(language: str, number: int, name: str, reason: str) -> Status:
    with office():
        from tonghop.ledger import rounds

        count = rounds.publish(_somebody(name), number, reason)
    click.echo(translator(language).gettext("Đã công bố {count} số liệu.").format(count=count))
    return Status.CLEAN


def _close(language: str, number: int, name: str, reason: str) -> Status:
    with office():
        from tonghop.ledger import rounds

        row = rounds.close_round(_somebody(name), number, reason)
    click.echo(translator(language).gettext("Đã khóa đợt báo cáo “{name}”.").format(name=row.name))
    return Status.CLEAN
