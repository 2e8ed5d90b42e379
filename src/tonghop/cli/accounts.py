"""`tonghop account` and `tonghop token`: who may use the office, and through which programs."""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tonghop.cli import options
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.cli.tables import table
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.ledger.models import Role

ROLES = ("administrator", "synthesis", "officer", "head", "leader", "deputy", "visitor")
SCOPES = ("read", "write", "settle", "manage")


def account(language: str) -> click.Group:
    """The `account` commands with their help in `language`."""
    _ = translator(language).gettext
    group = _group("account", _("Tài khoản và vai trò của người dùng."), _)
    role, unit = _role(_), _unit(_)
    full_name = click.Option(["--full-name"], default="", metavar=_("HỌ-TÊN"), help=_("Họ và tên."))
    for name, run, help_, params in (
        (
            "create",
            _create,
            _("Tạo tài khoản với vai trò đầu tiên; mật khẩu gõ khi được hỏi hoặc đọc từ đầu vào chuẩn."),
            [role, unit, full_name],
        ),
        ("grant", _grant, _("Giao thêm vai trò tại một đơn vị và các đơn vị bên dưới."), [role, unit]),
        ("revoke", _revoke, _("Thu vai trò tại một đơn vị."), [role, unit]),
        ("reset-password", _reset, _("Đặt lại mật khẩu và gỡ ứng dụng xác thực; các phiên đang mở kết thúc."), []),
        ("disable", _disable, _("Khóa tài khoản; các phiên và khóa truy cập ngừng ngay."), []),
        ("enable", _enable, _("Mở lại tài khoản đã khóa."), []),
    ):
        group.add_command(_command(name, partial(run, language), help_, [_account(_), *params], _))
    group.add_command(_command("list", partial(_list, language), _("Danh sách tài khoản và vai trò."), [], _))
    return group


def token(language: str) -> click.Group:
    """The `token` commands with their help in `language`."""
    _ = translator(language).gettext
    group = _group("token", _("Khóa truy cập cho chương trình gọi giao diện lập trình."), _)
    creating = [
        _account(_),
        click.Option(["--name"], required=True, metavar=_("TÊN"), help=_("Khóa dùng vào việc gì.")),
        click.Option(
            ["--scope", "scopes"],
            type=click.Choice(SCOPES),
            multiple=True,
            required=True,
            help=_("Việc được làm: đọc, gửi, tiếp nhận và công bố, quản trị; dùng được nhiều lần."),
        ),
        click.Option(
            ["--days"],
            type=click.IntRange(1, 366),
            default=90,
            show_default=True,
            metavar="N",
            help=_("Số ngày còn hiệu lực."),
        ),
    ]
    number = click.Argument(["number"], type=click.IntRange(min=1), metavar=_("SỐ"))
    for name, run, help_, params in (
        ("create", _issue, _("Tạo khóa truy cập; khóa chỉ hiện một lần."), creating),
        ("list", _tokens, _("Danh sách khóa truy cập của một tài khoản."), [_account(_)]),
        ("revoke", _end, _("Thu hồi khóa truy cập."), [_account(_), number]),
    ):
        group.add_command(_command(name, partial(run, language), help_, params, _))
    return group


def _group(name: str, help_: str, _: Say) -> click.Group:
    return click.Group(
        name,
        help=help_,
        subcommand_metavar=_("LỆNH [THAM SỐ]..."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[options.lang(_)],
    )


def _command(
    name: str, run: Callable[..., Status], help_: str, params: Sequence[click.Parameter], _: Say
) -> click.Command:
    return click.Command(
        name,
        callback=run,
        help=help_,
        short_help=help_,
        options_metavar=_("[TÙY CHỌN]"),
        params=[*params, options.lang(_), options.debug(_)],
    )


def _account(_: Say) -> click.Argument:
    return click.Argument(["account"], metavar=_("TÀI-KHOẢN"))


def _role(_: Say) -> click.Option:
    return click.Option(["--role"], type=click.Choice(ROLES), required=True, help=_("Vai trò."))


def _unit(_: Say) -> click.Option:
    help_ = _("Mã đơn vị mà vai trò có hiệu lực, cùng mọi đơn vị bên dưới.")
    return click.Option(["--unit"], required=True, metavar=_("MÃ"), help=help_)


def _password(say: Say) -> str:
    """The password, asked for twice on a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt(say("Mật khẩu"), hide_input=True, confirmation_prompt=say("Gõ lại mật khẩu")))
    return sys.stdin.readline().rstrip("\r\n")


def _create(language: str, account: str, role: str, unit: str, full_name: str) -> Status:
    _ = translator(language).gettext
    password = _password(_)
    with office(), _speaking(language):
        from tonghop.ledger import accounts, units

        accounts.create(None, account, password, full_name, _role_of(role), units.find(unit))
    click.echo(_("Đã tạo tài khoản “{account}”.").format(account=account))
    return Status.CLEAN


def _grant(language: str, account: str, role: str, unit: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import accounts, units

        accounts.grant(None, accounts.account_of(account), _role_of(role), units.find(unit))
    click.echo(_("Đã giao vai trò cho “{account}”.").format(account=account))
    return Status.CLEAN


def _revoke(language: str, account: str, role: str, unit: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import accounts, units

        accounts.revoke(None, accounts.account_of(account), _role_of(role), units.find(unit))
    click.echo(_("Đã thu vai trò của “{account}”.").format(account=account))
    return Status.CLEAN


def _reset(language: str, account: str) -> Status:
    _ = translator(language).gettext
    password = _password(_)
    with office(), _speaking(language):
        from tonghop.ledger import accounts, passkeys, second_factor

        found = accounts.account_of(account)
        accounts.set_password(None, found, password)
        second_factor.remove(None, found)
        passkeys.remove_all(None, found)
    click.echo(_("Đã đặt lại mật khẩu của “{account}”.").format(account=account))
    return Status.CLEAN


def _disable(language: str, account: str) -> Status:
    _ = translator(language).gettext
    _set_active(account, False)
    click.echo(_("Đã khóa tài khoản “{account}”.").format(account=account))
    return Status.CLEAN


def _enable(language: str, account: str) -> Status:
    _ = translator(language).gettext
    _set_active(account, True)
    click.echo(_("Đã mở lại tài khoản “{account}”.").format(account=account))
    return Status.CLEAN


def _set_active(account: str, active: bool) -> None:
    with office():
        from tonghop.ledger import accounts

        accounts.set_active(None, accounts.account_of(account), active)


def _list(language: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger.models import Account

        rows = [
            (
                found.username,
                found.full_name,
                ", ".join(f"{grant.role} ({grant.unit.code})" for grant in found.grants.all()),
                "" if found.is_active else _("đã khóa"),
            )
            for found in Account.objects.order_by("username").prefetch_related("grants__unit")
        ]
    table((_("Tài khoản"), _("Họ và tên"), _("Vai trò"), ""), rows)
    return Status.CLEAN


def _issue(language: str, account: str, name: str, scopes: Sequence[str], days: int) -> Status:
    _ = translator(language).gettext
    with office():
        from django.utils import timezone

        from tonghop.ledger import accounts, tokens
        from tonghop.ledger.rights import Scope

        wanted = {Scope(scope) for scope in scopes}
        expires = timezone.now() + timedelta(days=days)
        issued, key = tokens.issue(None, accounts.account_of(account), name, wanted, expires)
    click.echo(_("Khóa truy cập số {number}, chỉ hiện lần này:").format(number=issued.pk), err=True)
    click.echo(key)
    return Status.CLEAN


def _tokens(language: str, account: str) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import accounts

        rows = [
            (
                str(found.pk),
                found.name,
                ", ".join(found.scopes),
                f"{found.expires:%d/%m/%Y}",
                _("đã thu hồi") if found.revoked else "",
            )
            for found in accounts.account_of(account).tokens.order_by("id")
        ]
    table((_("Số"), _("Tên"), _("Việc được làm"), _("Hết hạn"), ""), rows)
    return Status.CLEAN


def _end(language: str, account: str, number: int) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import accounts, tokens

        tokens.revoke(None, accounts.account_of(account), number)
    click.echo(_("Đã thu hồi khóa truy cập số {number}.").format(number=number))
    return Status.CLEAN


def _role_of(name: str) -> "Role":
    from tonghop.ledger.models import Role

    return Role(name)


def _speaking(language: str) -> Any:
    """Let Django's own sentences (why a password is weak) come in `language`."""
    from django.utils.translation import override

    return override(language)
