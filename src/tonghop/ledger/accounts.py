"""Accounts and their roles; every change is an entry."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Entry, Grant, Role, Unit
from tonghop.ledger.rights import Action


class UnknownAccount(LedgerError):
    """An account that does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__("Không có tài khoản “{name}”. Xem các tài khoản bằng lệnh “tonghop account list”.", name=name)


class AccountExists(LedgerError):
    """A name that another account has."""

    def __init__(self, name: str) -> None:
        super().__init__("Đã có tài khoản “{name}”. Chọn tên đăng nhập khác.", name=name)


class BadName(LedgerError):
    """A name that no account may have."""

    def __init__(self, name: str) -> None:
        super().__init__("Tên đăng nhập “{name}” không hợp lệ: chỉ dùng chữ, số và các dấu @ . + - _", name=name)


class WeakPassword(LedgerError):
    """A password that is too easy to guess; `problems` says why, in the language of the process."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("Mật khẩu chưa đủ mạnh: {problems}", problems=" ".join(problems))


class NotGranted(LedgerError):
    """A role that the account does not hold."""

    def __init__(self, name: str, role: Role, unit: Unit) -> None:
        super().__init__(
            "Tài khoản “{name}” không giữ vai trò {role} tại đơn vị “{unit}”.", name=name, role=role, unit=unit.code
        )


def account_of(name: str) -> Account:
    """The account of that name; raises UnknownAccount."""
    if found := Account.objects.filter(username=name).first():
        return found
    raise UnknownAccount(name)


def note(
    actor: Account | None,
    action: str,
    subject: str,
    unit: Unit | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """The entry of a change that is none of figures; `actor` is None for whoever commands the machine."""
    return Entry.objects.create(actor=actor, action=action, subject=subject, unit=unit, before=before, after=after)


@transaction.atomic
def create(actor: Account | None, name: str, password: str, full_name: str, role: Role, unit: Unit) -> Account:
    """A new account with its first role. Raises AccountExists, BadName, WeakPassword, Forbidden."""
    _require(actor, unit)
    account = Account(username=Account.normalize_username(name), full_name=full_name)
    if Account.objects.filter(username=account.username).exists():
        raise AccountExists(name)
    try:
        account.username_validator(account.username)
    except ValidationError:
        raise BadName(name) from None
    _set_password(account, password)
    account.save()
    Grant.objects.create(account=account, role=role, unit=unit)
    after = {"full_name": full_name, "role": role, "unit": unit.code}
    note(actor, "account.create", _subject(account), unit, after=after)
    return account


@transaction.atomic
def grant(actor: Account | None, account: Account, role: Role, unit: Unit) -> None:
    """Give the account a role over a unit, if it has not got it yet. Raises Forbidden."""
    _require(actor, unit)
    _, fresh = Grant.objects.get_or_create(account=account, role=role, unit=unit)
    if fresh:
        note(actor, "account.grant", _subject(account), unit, after={"role": role, "unit": unit.code})


@transaction.atomic
def revoke(actor: Account | None, account: Account, role: Role, unit: Unit) -> None:
    """Take a role from the account. Raises NotGranted, Forbidden."""
    _require(actor, unit)
    count, _ = account.grants.filter(role=role, unit=unit).delete()
    if not count:
        raise NotGranted(account.username, role, unit)
    note(actor, "account.revoke", _subject(account), unit, before={"role": role, "unit": unit.code})


@transaction.atomic
def set_password(actor: Account | None, account: Account, password: str) -> None:
    """Give the account another password, which ends its sessions. Raises WeakPassword."""
    _set_password(account, password)
    account.save(update_fields=["password"])
    note(actor, "account.password", _subject(account), _home(account))


@transaction.atomic
def set_active(actor: Account | None, account: Account, active: bool) -> None:
    """Let the account sign in, or no longer; its sessions and tokens stop with it."""
    before = {"active": account.is_active}
    account.is_active = active
    account.save(update_fields=["is_active"])
    note(actor, "account.active", _subject(account), _home(account), before, {"active": active})


def _require(actor: Account | None, unit: Unit) -> None:
    if actor is not None:
        access.require(actor, Action.MANAGE_ACCOUNTS, unit)


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None
    account.set_password(password)


def _subject(account: Account) -> str:
    return f"account:{account.username}"


def _home(account: Account) -> Unit | None:
    held = account.grants.select_related("unit").order_by("id").first()
    return held.unit if held else None
