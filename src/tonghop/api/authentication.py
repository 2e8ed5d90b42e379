"""Who asks: a session, the bearer of a token, or anybody."""

from abc import ABC, abstractmethod
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import BaseThrottle

from tonghop.api.addresses import address
from tonghop.api.entering import must_change
from tonghop.api.problems import Problem
from tonghop.ledger import second_factor, tokens
from tonghop.ledger.access import Person
from tonghop.ledger.models import Account


class Request(HttpRequest):
    """A request whose sender is known."""

    auth: Person


class SignedRequest(HttpRequest):
    """A request of somebody who has signed in, or of his token."""

    auth: Account


class Bearer(HttpBearer):
    """The token of a program."""

    def authenticate(self, request: HttpRequest, token: str) -> Account:  # noqa: ARG002
        """The account the token acts for; raises AuthenticationError."""
        if account := tokens.account_of(token):
            return account
        raise AuthenticationError


class Session(SessionAuth):
    """The session of a person with a password of his own, and with the second factor where a role of his needs one."""

    def __call__(self, request: HttpRequest) -> Account | None:
        """The account of the session, or None; raises Problem where it may not be used yet."""
        account = signed_in(request)
        if account is None:
            return None
        super().__call__(request)
        if not account.is_verified() and second_factor.wanted(account):  # type: ignore[attr-defined]
            raise Problem(403, _SECOND_FACTOR, code="second-factor-required")
        if must_change(request, account):
            raise Problem(403, _PROVISIONAL, code="password-change-required")
        return account


class FirstFactor(SessionAuth):
    """The session of a person, second factor or not: enough to enrol one."""

    def __call__(self, request: HttpRequest) -> Account | None:
        """The account of the session, or None."""
        account = signed_in(request)
        if account is not None:
            super().__call__(request)
        return account


def signed_in(request: HttpRequest) -> Account | None:
    """The account of the session, if there is one."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_active else None


def anybody(request: HttpRequest) -> AnonymousUser:  # noqa: ARG001
    """A visitor, for what is public."""
    return AnonymousUser()


class _Limit(BaseThrottle, ABC):
    """So many requests a minute of one address."""

    minutes: ClassVar[int] = 1
    """After how many the requests are counted anew."""

    @abstractmethod
    def key(self, request: HttpRequest) -> str | None:
        """What is counted together; None for what is not counted."""

    @abstractmethod
    def rate(self) -> int:
        """How many a minute."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request, and whether it is within the limit."""
        key = self.key(request)
        if key is None or cache.add(key, 1, self.minutes * _MINUTE):
            return True
        try:
            return cache.incr(key) <= self.rate()
        except ValueError:
            return True


class Visitors(_Limit):
    """The limit of those who are not signed in (setting ANONYMOUS_RATE)."""

    def key(self, request: HttpRequest) -> str | None:
        """The address of a visitor; None for an account."""
        person = getattr(request, "auth", None)
        return None if person and person.is_authenticated else f"visitor:{address(request)}"

    def rate(self) -> int:
        """The setting."""
        return int(settings.ANONYMOUS_RATE)


class SignIns(_Limit):
    """The limit of trials to sign in (setting SIGN_IN_RATE)."""

    def key(self, request: HttpRequest) -> str:
        """The address."""
        return f"sign-in:{address(request)}"

    def rate(self) -> int:
        """The setting."""
        return int(settings.SIGN_IN_RATE)


class Outsiders(_Limit):
    """The limit of what is sent in or asked after without an account (setting OUTSIDE_RATE)."""

    def key(self, request: HttpRequest) -> str:
        """The address."""
        return f"outside:{address(request)}"

    def rate(self) -> int:
        """The setting."""
        return int(settings.OUTSIDE_RATE)


class Uploads(_Limit):
    """The limit of documents that an account sends in, each of which takes a while to read (setting UPLOAD_RATE)."""

    def key(self, request: HttpRequest) -> str:
        """The account."""
        return f"upload:{getattr(request, 'auth', AnonymousUser()).pk}"

    def rate(self) -> int:
        """The setting."""
        return int(settings.UPLOAD_RATE)


class Passwords(_Limit):
    """The limit of trials to change a password or an authenticator (setting SIGN_IN_RATE)."""

    def key(self, request: HttpRequest) -> str:
        """The account."""
        return f"password:{getattr(request, 'auth', AnonymousUser()).pk}"

    def rate(self) -> int:
        """The setting."""
        return int(settings.SIGN_IN_RATE)


_MINUTE = 60
_SECOND_FACTOR = "Vai trò của tài khoản cần xác thực hai bước. Đăng ký ứng dụng xác thực rồi đăng nhập lại."
_PROVISIONAL = "Mật khẩu dùng một lần chỉ để đăng nhập lần đầu. Đổi mật khẩu rồi làm tiếp."
MEMBERS = (Bearer(), Session())
EVERYBODY = (*MEMBERS, anybody)
