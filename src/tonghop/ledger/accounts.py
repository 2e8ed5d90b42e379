"""Accounts and their roles; every change is an entry.

Whoever is given as `actor` must manage the units concerned; None is whoever commands the machine. What concerns an
account as a whole is done by somebody who manages every unit over which it holds a role.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError, refuse_long
from tonghop.ledger.models import Account, Entry, Grant, Role, Unit
from tonghop.ledger.rights import Action

PROVISIONAL = timedelta(days=7)
"""How long a password that somebody else was told lets in."""
_LONGEST_NAME, _LONGEST_FULL_NAME, _LONGEST_ADDRESS, _LONGEST_SINGLE = 150, 200, 254, 255
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


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
        super().__init__(
            "Tên đăng nhập “{name}” không hợp lệ: chỉ dùng chữ, số và các dấu @ . + - _, có ít nhất một chữ hoặc số.",
            name=name,
        )


class BadAddress(LedgerError):
    """What is no e-mail address."""

    def __init__(self, address: str) -> None:
        super().__init__("“{address}” không phải là địa chỉ thư điện tử.", address=address)


class SingleTaken(LedgerError):
    """A person of the provider of single sign-on who has another account."""

    def __init__(self, single: str) -> None:
        super().__init__("Định danh đăng nhập một lần “{single}” đã gắn với tài khoản khác.", single=single)


class NoReason(LedgerError):
    """A role given or taken without saying why."""

    def __init__(self) -> None:
        super().__init__("Đề nghị nêu lý do giao hoặc thu vai trò.")


class OwnAccount(LedgerError):
    """Somebody wants to lock himself out."""

    def __init__(self) -> None:
        super().__init__("Không tự khóa, tự thu quyền quản trị của chính mình được. Đề nghị người quản trị khác làm.")


class PasswordOver(LedgerError):
    """A provisional password that was not used in time."""

    def __init__(self) -> None:
        super().__init__("Mật khẩu dùng một lần đã quá hạn. Đề nghị người quản trị cấp mật khẩu khác.")


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


def seen(actor: Account) -> QuerySet[Account]:
    """The accounts with a role over a unit that the actor manages; to whoever manages any, those without a role too."""
    if Action.MANAGE_ACCOUNTS not in access.held(actor):
        return Account.objects.none()
    grants = Grant.objects.filter(access.within(actor, Action.MANAGE_ACCOUNTS))
    return Account.objects.filter(Q(id__in=grants.values("account_id")) | Q(grants=None))


def require_managed(actor: Account | None, account: Account) -> None:
    """Raise Forbidden where the account is not the actor's own and he does not manage it as a whole."""
    if actor is None or actor == account:
        return
    access.require_some(actor, Action.MANAGE_ACCOUNTS)
    access.require_all(actor, Action.MANAGE_ACCOUNTS, account.grants.values_list("unit_id", flat=True))


def manages(actor: Account, account: Account) -> bool:
    """Whether the actor manages the account as a whole."""
    try:
        require_managed(actor, account)
    except access.Forbidden:
        return False
    return Action.MANAGE_ACCOUNTS in access.held(actor)


def note(
    actor: Account | None,
    action: str,
    subject: str,
    unit: Unit | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """The entry of a change that is none of figures; `actor` is None for whoever commands the machine."""
    return Entry.objects.create(
        actor=actor, action=action, subject=subject, unit=unit, before=before, after=after, reason=reason
    )


def one_time_password() -> str:
    """A password to be told to somebody: easy to read and to type, 79 bits of chance."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def refuse_over(account: Account) -> None:
    """Raise PasswordOver where the account has a provisional password whose time is over."""
    if account.provisional and account.provisional < now():
        raise PasswordOver


@transaction.atomic
def create(
    actor: Account | None,
    name: str,
    password: str,
    full_name: str,
    role: Role,
    unit: Unit,
    *,
    provisional: bool = False,
) -> Account:
    """A new account with its first role; a `provisional` password is to be changed by whoever signs in with it.

    Raises TooLong, AccountExists, BadName, WeakPassword, Forbidden.
    """
    _require(actor, unit)
    refuse_long("Tên đăng nhập", name, _LONGEST_NAME)
    refuse_long("Họ và tên", full_name, _LONGEST_FULL_NAME)
    account = Account(username=Account.normalize_username(name), full_name=full_name)
    _refuse_bad(account)
    if taken := Account.objects.filter(username__iexact=account.username).first():
        raise AccountExists(taken.username)
    _set_password(account, password, provisional=provisional)
    account.save()
    Grant.objects.create(account=account, role=role, unit=unit)
    after = {"full_name": full_name, "role": role, "unit": unit.code}
    note(actor, "account.create", subject_of(account), unit, after=after)
    return account


@transaction.atomic
def describe(actor: Account | None, account: Account, full_name: str, email: str) -> None:
    """Change how a person is called and where he is written to. Raises TooLong, BadAddress, Forbidden."""
    require_managed(actor, account)
    refuse_long("Họ và tên", full_name, _LONGEST_FULL_NAME)
    refuse_long("Địa chỉ thư điện tử", email, _LONGEST_ADDRESS)
    before = {"full_name": account.full_name, "email": account.email}
    account.full_name, account.email = full_name, email
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise BadAddress(email) from None
    account.save(update_fields=["full_name", "email"])
    after = {"full_name": full_name, "email": email}
    if before != after:
        note(actor, "account.describe", subject_of(account), home_of(account), before, after)


@transaction.atomic
def arrange(actor: Account | None, account: Account, single: str) -> None:
    """Let the person whom the provider of single sign-on calls so (nobody: empty) sign in to the account.

    Raises TooLong, SingleTaken, Forbidden.
    """
    require_managed(actor, account)
    refuse_long("Định danh đăng nhập một lần", single, _LONGEST_SINGLE)
    before, wanted = account.single, single or None
    if wanted and Account.objects.filter(single=wanted).exclude(pk=account.pk).exists():
        raise SingleTaken(single)
    account.single = wanted
    account.save(update_fields=["single"])
    if before != wanted:
        changed = {"single": before}, {"single": wanted}
        note(actor, "account.single", subject_of(account), home_of(account), *changed)


def arranged(single: str) -> Account | None:
    """The account of a person of the provider of single sign-on, if it may sign in."""
    return Account.objects.filter(single=single, is_active=True).first() if single else None


@transaction.atomic
def grant(actor: Account | None, account: Account, role: Role, unit: Unit, reason: str = "") -> None:
    """Give the account a role over a unit, if it has not got it yet. Raises Forbidden, NoReason."""
    _require(actor, unit)
    _require_reason(actor, reason)
    _, fresh = Grant.objects.get_or_create(account=account, role=role, unit=unit)
    if fresh:
        after = {"role": role, "unit": unit.code}
        note(actor, "account.grant", subject_of(account), unit, after=after, reason=reason)


@transaction.atomic
def revoke(actor: Account | None, account: Account, role: Role, unit: Unit, reason: str = "") -> None:
    """Take a role from the account. Raises NotGranted, Forbidden, NoReason, OwnAccount."""
    _require(actor, unit)
    _require_reason(actor, reason)
    if actor == account and role == Role.ADMINISTRATOR:
        raise OwnAccount
    count, _ = account.grants.filter(role=role, unit=unit).delete()
    if not count:
        raise NotGranted(account.username, role, unit)
    before = {"role": role, "unit": unit.code}
    note(actor, "account.revoke", subject_of(account), unit, before=before, reason=reason)


@transaction.atomic
def set_password(actor: Account | None, account: Account, password: str, *, provisional: bool = False) -> None:
    """Give the account another password, which ends its sessions. Raises WeakPassword, Forbidden."""
    require_managed(actor, account)
    _set_password(account, password, provisional=provisional)
    account.save(update_fields=["password", "provisional"])
    note(actor, "account.password", subject_of(account), home_of(account), after={"provisional": provisional})


@transaction.atomic
def set_active(actor: Account | None, account: Account, active: bool, reason: str = "") -> None:
    """Let the account sign in, or no longer; its sessions and tokens stop with it. Raises Forbidden, OwnAccount."""
    require_managed(actor, account)
    if actor == account:
        raise OwnAccount
    before = {"active": account.is_active}
    account.is_active = active
    account.save(update_fields=["is_active"])
    note(actor, "account.active", subject_of(account), home_of(account), before, {"active": active}, reason)


def subject_of(account: Account) -> str:
    """What the entries call an account."""
    return f"account:{account.username}"


def home_of(account: Account) -> Unit | None:
    """The unit of the first role of an account."""
    held = account.grants.select_related("unit").order_by("id").first()
    return held.unit if held else None


def _refuse_bad(account: Account) -> None:
    """Raise BadName where the name of an account has other signs than names have, or no letter and no digit."""
    try:
        account.username_validator(account.username)
    except ValidationError:
        raise BadName(account.username) from None
    if not any(map(str.isalnum, account.username)):
        raise BadName(account.username)


def _require(actor: Account | None, unit: Unit) -> None:
    if actor is not None:
        access.require(actor, Action.MANAGE_ACCOUNTS, unit)


def _require_reason(actor: Account | None, reason: str) -> None:
    if actor is not None and not reason:
        raise NoReason


def _set_password(account: Account, password: str, *, provisional: bool) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise WeakPassword(error.messages) from None
    account.set_password(password)
    account.provisional = now() + PROVISIONAL if provisional else None
