"""Beginning a session: name and password, and the code of the authenticator where one is enrolled."""

import django_otp
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django_otp.models import Device

from tonghop.api.addresses import address
from tonghop.ledger import accounts, second_factor, sessions
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account
from tonghop.ledger.second_factor import NeedsPasskey, WrongCode

SINGLE = "single"
"""What a session knows of itself that was begun by single sign-on."""
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class WrongPassword(LedgerError):
    """A name and a password that do not belong together, or of an account that may not sign in."""

    def __init__(self) -> None:
        super().__init__("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.")


class NeedsCode(LedgerError):
    """The password is right; the code of the authenticator is missing."""

    def __init__(self) -> None:
        super().__init__("Tài khoản dùng xác thực hai bước. Nhập thêm mã trong ứng dụng xác thực.")


def enter(request: HttpRequest, username: str, password: str, code: str | None) -> Account:
    """Begin the session of an account. Raises WrongPassword, PasswordOver, NeedsCode, NeedsPasskey, WrongCode."""
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        raise WrongPassword
    accounts.refuse_over(account)
    device = None
    if second_factor.enrolled(account):
        if not code:
            raise NeedsCode
        device = second_factor.verified(account, code)
        if device is None:
            raise WrongCode
    elif second_factor.has_passkey(account):
        raise NeedsPasskey
    begin(request, account)
    if device:
        show(request, device)
    return account


def begin(request: HttpRequest, account: Account) -> None:
    """Begin the session of an account that has shown who it is."""
    login(request, account, _BACKEND)
    sessions.begin(request.session, address(request), request.headers.get("User-Agent", ""))


def must_change(request: HttpRequest, account: Account) -> bool:
    """Whether the session was begun with a password that somebody else was told, and that is to be changed."""
    return account.provisional is not None and SINGLE not in request.session


def show(request: HttpRequest, device: Device) -> None:
    """Let the session have the second factor; from now on it goes by another key."""
    request.session.cycle_key()
    django_otp.login(request, device)
