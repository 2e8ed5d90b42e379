"""`tonghop facts`: figures in and out as files, and single figures recorded or corrected."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli.files import written
from tonghop.cli.groups import Spec, as_account, group, original, period_span, target
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.core.fact import Fact
    from tonghop.ledger.models import Account

_STATES = ("draft", "submitted", "accepted")
_CELLS = (
    ("measure", "--measure", "LOẠI", "Kế hoạch, Ước hoặc Thực hiện (mặc định)."),
    ("authority", "--authority", "CẤP-GIAO", "Cấp giao kế hoạch."),
    ("version", "--adjustment", "LẦN", "Lần điều chỉnh kế hoạch; 0 là giao đầu năm."),
    ("unit_of_measure", "--in", "ĐƠN-VỊ-TÍNH", "Đơn vị tính của giá trị, ví dụ “triệu đồng”, “ha”."),
    ("as_of", "--as-of", "NGÀY", "Số liệu đến ngày nào."),
    ("breakdown", "--breakdown", "PHÂN-TỔ", "Phân tổ, dạng tiêu_thức=nhóm."),
)


def command(language: str) -> click.Group:
    """The `facts` commands with their help in `language`."""
    _ = translator(language).gettext
    cell = [
        click.Argument(["indicator"], metavar=_("CHỈ-TIÊU")),
        click.Argument(["unit"], metavar=_("ĐƠN-VỊ")),
        click.Argument(["period"], metavar=_("KỲ")),
        click.Argument(["value"], metavar=_("GIÁ-TRỊ")),
        *(click.Option([flag, name], default="", metavar=_(kind), help=_(text)) for name, flag, kind, text in _CELLS),
    ]
    entering = [_state(_), _reason(_), as_account(_)]
    importing = [
        original(_),
        click.Option(["--dry-run"], is_flag=True, help=_("Chỉ kiểm tra, không ghi.")),
        click.Option(["--errors"], type=click.Path(path_type=Path), metavar=_("TỆP"), help=_("Nơi ghi mọi dòng sai.")),
        *entering,
    ]
    periods = _("Kỳ số liệu; dùng được nhiều lần.")
    exporting = [
        click.Argument(["unit"], metavar=_("MÃ-ĐƠN-VỊ")),
        click.Option(["--period", "periods"], multiple=True, metavar=_("KỲ"), help=periods),
        click.Option(["--below"], is_flag=True, help=_("Gồm cả các đơn vị bên dưới.")),
        *target(_),
        as_account(_),
    ]
    commands = (
        Spec("import", partial(_import, language), _("Nhập tệp số liệu: đúng cả tệp mới ghi."), importing),
        Spec("export", partial(_export, language), _("Xuất số liệu đã tiếp nhận ra tệp."), exporting),
        Spec("record", partial(_write, language, False), _("Ghi một số liệu."), [*cell, *entering]),
        Spec("correct", partial(_write, language, True), _("Đính chính số liệu, có lý do."), [*cell, *entering]),
    )
    return group("facts", _("Số liệu vào, ra bằng tệp; ghi và đính chính từng số liệu."), commands, _)


def account(name: str | None) -> "Account | None":
    """The account of that name; None where nobody is named, who commands the machine."""
    from tonghop.ledger.accounts import account_of

    return account_of(name) if name else None


def _state(_: Say) -> click.Option:
    help_ = _("Ghi là dự thảo, đã gửi hay đã tiếp nhận.")
    return click.Option(["--state"], type=click.Choice(_STATES), default="accepted", show_default=True, help=help_)


def _reason(_: Say) -> click.Option:
    return click.Option(
        ["--reason"], default="", metavar=_("LÝ-DO"), help=_("Lý do; bắt buộc khi thay số đã tiếp nhận.")
    )


def _import(
    language: str, path: Path, dry_run: bool, errors: Path | None, state: str, reason: str, name: str | None
) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger.exchange import import_file
        from tonghop.ledger.models import State
        from tonghop.ledger.record import Change

        change = Change(account(name), "import", reason)
        done = import_file(path, change, State[state.upper()], dry_run=dry_run, problems_to=errors)
    said = _("Tệp đúng, chưa ghi: {given} số liệu, {written} số mới, thay {superseded} số.")
    if not dry_run:
        said = _("Đã nhập {given} số liệu: {written} số mới, thay {superseded} số.")
    click.echo(said.format(given=done.given, written=done.written, superseded=done.superseded))
    return Status.CLEAN


def _export(
    language: str, unit: str, periods: Sequence[str], below: bool, format: str, output: Path, name: str | None
) -> Status:
    say = translator(language).gettext
    spans = [period_span(period, say) for period in periods]
    with office():
        from tonghop.ledger.exchange import settled_facts, write

        facts = settled_facts(unit, spans, below=below, account=account(name))
        with written(output) as file:
            write(facts, file, format)
    return Status.CLEAN


def _write(language: str, correcting: bool, state: str, reason: str, name: str | None, **cells: str) -> Status:
    with office():
        from tonghop.ledger.exchange.single import write_one
        from tonghop.ledger.exchange.words import Column
        from tonghop.ledger.models import State

        row = {Column(column): text.strip() for column, text in cells.items() if text.strip()}
        done = write_one(row, account(name), reason, State[state.upper()], correcting=correcting)
        before, after = (_shown(fact, language) for fact in (done.before, done.after))
    click.echo(translator(language).gettext("Trước: {before}. Nay: {after}.").format(before=before, after=after))
    return Status.CLEAN


def _shown(fact: "Fact | None", language: str) -> str:
    """The value of a fact with its canonical unit of measure."""
    from tonghop.ledger.models import Indicator
    from tonghop.review.wording import Wording

    wording = Wording(language)
    if fact is None:
        return wording.say("chưa ghi")
    if fact.value is None:
        return wording.say({"missing": "chưa có số liệu", "not_applicable": "không áp dụng"}[fact.standing])
    unit = Indicator.objects.get(key=fact.cell.indicator).unit
    return f"{wording.number(fact.value)} {wording.unit(unit)}"
