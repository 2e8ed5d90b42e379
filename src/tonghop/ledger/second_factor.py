"""The second factor: one-time codes of an authenticator (TOTP), or a passkey, which is two factors in one."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice

from tonghop.ledger.accounts import home_of, note, require_managed, subject_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Grant, Passkey


class WrongCode(LedgerError):
    """A code that is wrong, used before, or tried too often."""

    def __init__(self) -> None:
        super().__init__("Mã xác thực không đúng hoặc đã được dùng. Chờ mã mới trong ứng dụng xác thực rồi nhập lại.")


class NeedsPasskey(LedgerError):
    """An account whose second factor is a passkey, which was not shown."""

    def __init__(self) -> None:
        super().__init__(
            "Tài khoản dùng khóa đăng nhập. Chọn “Vân tay, khuôn mặt hoặc khóa bảo mật” trên trang đăng nhập."
        )


class AlreadyEnrolled(LedgerError):
    """An account that has a second factor already."""

    def __init__(self) -> None:
        super().__init__("Tài khoản đã đăng ký ứng dụng xác thực. Gỡ ứng dụng cũ trước khi đăng ký ứng dụng mới.")


def required(account: Account) -> bool:
    """Whether a role of the account must not be used without a second factor (setting TOTP_ROLES)."""
    return account.grants.filter(role__in=settings.TOTP_ROLES).exists()


def wanted(account: Account) -> bool:
    """Whether a session of the account is good only with the second factor: a role requires it, or it has one."""
    held = [Exists(model.objects.filter(user=OuterRef("pk"), confirmed=True)) for model in (TOTPDevice, Passkey)]
    by_role = Exists(Grant.objects.filter(account=OuterRef("pk"), role__in=settings.TOTP_ROLES))
    return Account.objects.filter(held[0] | held[1] | by_role, pk=account.pk).exists()


def has_passkey(account: Account) -> bool:
    """Whether the account has a passkey."""
    return bool(Passkey.objects.filter(user=account).exists())


def enrolled(account: Account) -> bool:
    """Whether the account has confirmed an authenticator."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def enrolled_of(accounts: Iterable[Account]) -> set[int]:
    """Those of the accounts, by their ids, that have an authenticator or a passkey."""
    rows = (model.objects.filter(user__in=accounts, confirmed=True) for model in (TOTPDevice, Passkey))
    return {user for found in rows for user in found.values_list("user_id", flat=True)}


@transaction.atomic
def enrol(account: Account, *, shown: bool = False) -> str:
    """The address (`otpauth://`) to enter in an authenticator, which counts once confirmed.

    It stays the same until then, so that a mistyped code costs no new key. Whoever has a passkey must have `shown` it.
    Raises AlreadyEnrolled, NeedsPasskey.
    """
    _refuse_unshown(account, shown)
    if enrolled(account):
        raise AlreadyEnrolled
    device, _ = TOTPDevice.objects.get_or_create(user=account, name="totp", confirmed=False)
    return str(device.config_url)


@transaction.atomic
def confirm(account: Account, code: str, *, shown: bool = False) -> TOTPDevice | None:
    """The device that the code confirms, or None where it is wrong. Raises NeedsPasskey."""
    _refuse_unshown(account, shown)
    device = verified(account, code, confirmed=False)
    if device:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        note(account, "account.totp", subject_of(account), home_of(account), after={"enrolled": True})
    return device


@transaction.atomic
def verified(account: Account, code: str, *, confirmed: bool = True) -> TOTPDevice | None:
    """The device of the account that shows the code, or None; wrong codes slow further trials down."""
    device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=confirmed).first()
    return device if device and device.verify_token(code) else None


@transaction.atomic
def remove(actor: Account | None, account: Account) -> None:
    """Forget the authenticator of the account, so that it can enrol another. Raises Forbidden."""
    require_managed(actor, account)
    TOTPDevice.objects.filter(user=account).delete()
    before, after = {"enrolled": True}, {"enrolled": False}
    note(actor, "account.totp", subject_of(account), home_of(account), before, after)


def _refuse_unshown(account: Account, shown: bool) -> None:
    if not shown and has_passkey(account):
        raise NeedsPasskey
