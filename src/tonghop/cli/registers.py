"""`tonghop register`: the registers of work, cases in and out of them as files, and registers of the office's own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli.facts import account
from tonghop.cli.files import written
from tonghop.cli.groups import Spec, as_account, group, original
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.progress import cases_shown
from tonghop.cli.status import Status
from tonghop.cli.tables import table
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.ledger.models import Account, Unit

_FORMS = ("xlsx", "csv")


def command(language: str) -> click.Group:
    """The `register` commands with their help in `language`."""
    _ = translator(language).gettext
    path = click.Path(dir_okay=False, path_type=Path)
    key = click.Argument(["key"], metavar=_("MÃ-SỔ"))
    where = [
        click.Option(["--unit"], metavar=_("MÃ-ĐƠN-VỊ"), help=_("Đơn vị nào; mặc định là đơn vị của tài khoản.")),
        as_account(_, required=True),
    ]
    importing = [
        key,
        original(_),
        click.Option(["--dry-run"], is_flag=True, help=_("Chỉ kiểm tra, không ghi.")),
        click.Option(["--errors"], type=path, metavar=_("TỆP"), help=_("Nơi ghi mọi dòng sai.")),
    ]
    target = click.Option(
        ["--output", "-o"], required=True, type=path, metavar=_("TỆP"), help=_("Tệp kết quả, đuôi .xlsx hoặc .csv.")
    )
    said = _("Kiểm tra tệp định nghĩa một sổ theo dõi cùng với các sổ đang có: sai ở dòng nào, vì sao.")
    came = _("Nhập hồ sơ từ tệp theo mẫu của sổ: đúng cả tệp mới ghi.")
    gone = _("Xuất hồ sơ của một đơn vị và các đơn vị bên dưới; thông tin tài khoản không được xem thì được che.")
    commands = (
        Spec("list", partial(_list, language), _("Danh sách sổ theo dõi và số hồ sơ của mỗi sổ."), [as_account(_)]),
        Spec("import", partial(_import, language), came, [*importing, *where]),
        Spec("export", partial(_export, language), gone, [key, target, *where]),
        Spec("check", partial(_check, language), said, [original(_)]),
    )
    return group("register", _("Sổ theo dõi: danh sách, hồ sơ vào, ra bằng tệp, sổ riêng của cơ quan."), commands, _)


def _list(language: str, name: str | None) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.catalog.registers import registers
        from tonghop.ledger import cases

        counts = cases.by_register(account(name))
        rows = [(key, item.name, *map(str, counts.get(key, (0, 0)))) for key, item in registers().items()]
    table((_("Mã"), _("Sổ"), _("Hồ sơ"), _("Chưa xong")), [(key, _(named), *told) for key, named, *told in rows])
    return Status.CLEAN


def _import(
    language: str, key: str, path: Path, dry_run: bool, errors: Path | None, unit: str | None, name: str
) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger.cases.importing import import_cases

        who, place = _at(name, unit)
        with cases_shown(language):
            count = import_cases(who, key, place, path, dry_run=dry_run, problems_to=errors)
    said = _("Tệp đúng, chưa ghi: {count} hồ sơ.") if dry_run else _("Đã nhập {count} hồ sơ.")
    click.echo(said.format(count=count))
    return Status.CLEAN


def _export(language: str, key: str, output: Path, unit: str | None, name: str) -> Status:
    _ = translator(language).gettext
    form = _form(output, _)
    with office():
        from tonghop.ledger.cases import Sought
        from tonghop.ledger.cases.exporting import export_cases

        who, place = _at(name, unit)
        with cases_shown(language), written(output) as file:
            count = export_cases(who, Sought(key, place), place, file, form)
    click.echo(_("Đã xuất {count} hồ sơ ra {path}.").format(count=count, path=output))
    return Status.CLEAN


def _form(output: Path, _: Say) -> str:
    form = output.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise click.UsageError(_("Tệp ghi hồ sơ phải có đuôi .xlsx hoặc .csv."))
    return form


def _at(name: str, unit: str | None) -> "tuple[Account, Unit]":
    """In whose name and at which unit; raises UnknownAccount, UnknownUnit, and Forbidden for one without any role."""
    from tonghop.ledger import units
    from tonghop.ledger.access import Forbidden
    from tonghop.ledger.accounts import account_of, home_of

    who = account_of(name)
    place = units.find(unit) if unit else home_of(who)
    if place is None:
        raise Forbidden
    return who, place


def _check(language: str, path: Path) -> Status:
    from tonghop.catalog.registers import read_registers, register_texts
    from tonghop.catalog.toml import text_of

    _ = translator(language).gettext
    register = read_registers({**register_texts(), path.name: text_of(path)})[path.stem]
    sentence = _(
        "Sổ dùng được: “{name}”, {fields} trường, {states} trạng thái, {steps} bước, {limits} thời hạn, "
        "{measures} số đếm, {documents} văn bản."
    )
    click.echo(
        sentence.format(
            name=register.name,
            fields=len(register.fields),
            states=len(register.states),
            steps=len(register.transitions),
            limits=len(register.limits),
            measures=len(register.measures),
            documents=len(register.documents),
        )
    )
    return Status.CLEAN
