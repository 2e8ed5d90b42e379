"""Signing in and out, the account that is signed in, and its second factor."""

from typing import Annotated, Any

from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Body, Router, Schema, Status
from pydantic import StringConstraints

from tonghop.api.authentication import Bearer, FirstFactor, Passwords, SignedRequest, SignIns
from tonghop.api.entering import NeedsCode, enter, show
from tonghop.api.problems import Problem
from tonghop.api.types import Name, Strict
from tonghop.ledger import accounts, second_factor, sessions
from tonghop.ledger.models import Account
from tonghop.ledger.second_factor import WrongCode

router = Router(tags=["sign-in"])
_CAREFUL: dict[str, Any] = {"auth": FirstFactor(), "throttle": [Passwords()]}
OneTimeCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6,8}$")]


class SignIn(Strict):
    """Name and password, and the code of the authenticator where one is enrolled."""

    username: Name
    password: Name
    code: OneTimeCode | None = None


class CodeIn(Strict):
    """A code of the authenticator."""

    code: OneTimeCode


class PasswordIn(Strict):
    """The password there is, and the one that there shall be."""

    current: Name
    new: Name


class GrantOut(Schema):
    """A role over a unit and what is below it."""

    role: str
    unit: str


class SecondFactorOut(Schema):
    """Whether a role needs a second factor, whether one is enrolled, and whether this session showed it."""

    required: bool
    enrolled: bool
    verified: bool


class Me(Schema):
    """The account that asks; `scopes` are those of its token, null for a session."""

    username: str
    full_name: str
    roles: list[GrantOut]
    scopes: list[str] | None
    second_factor: SecondFactorOut
    csrf_token: str


class Enrolment(Schema):
    """What to enter in the authenticator."""

    otpauth: str


@router.post("/session", response=Me, auth=None, throttle=[SignIns()], summary="Đăng nhập")
def sign_in(request: HttpRequest, sent: Body[SignIn]) -> dict[str, Any]:
    """Begin a session. Too many wrong passwords lock the name at this address for a while."""
    try:
        account = enter(request, sent.username, sent.password, sent.code)
    except NeedsCode as refusal:
        raise Problem(401, refusal.message, code="code-required") from None
    return _me(request, account)


@router.delete("/session", response={204: None}, auth=FirstFactor(), summary="Đăng xuất")
def sign_out(request: SignedRequest) -> Status[None]:
    """End the session."""
    logout(request)
    return Status(204, None)


@router.get("/me", response=Me, auth=[Bearer(), FirstFactor()], summary="Tài khoản đang dùng")
def me(request: SignedRequest) -> dict[str, Any]:
    """The account that asks, with its roles."""
    return _me(request, request.auth)


@router.put("/me/password", response=Me, **_CAREFUL, summary="Đổi mật khẩu")
def change_password(request: SignedRequest, sent: Body[PasswordIn]) -> dict[str, Any]:
    """Change the password, which ends all other sessions. A wrong one counts as a failed trial to sign in."""
    account = request.auth
    if authenticate(request, username=account.get_username(), password=sent.current) is None:
        raise Problem(403, _NOT_THE_PASSWORD)
    accounts.set_password(account, account, sent.new)
    update_session_auth_hash(request, account)
    sessions.end_others(account, request.session.session_key)
    return _me(request, account)


@router.post("/me/second-factor", response=Enrolment, auth=FirstFactor(), summary="Đăng ký ứng dụng xác thực")
def enrol(request: SignedRequest) -> dict[str, Any]:
    """Begin to enrol an authenticator; it counts once a code of it is confirmed."""
    return {"otpauth": second_factor.enrol(request.auth, shown=_shown(request))}


@router.post(
    "/me/second-factor/confirm",
    response=Me,
    auth=FirstFactor(),
    throttle=[Passwords()],
    summary="Xác nhận ứng dụng xác thực",
)
def confirm(request: SignedRequest, sent: Body[CodeIn]) -> dict[str, Any]:
    """Confirm the authenticator by a code; the session then counts as verified."""
    device = second_factor.confirm(request.auth, sent.code, shown=_shown(request))
    if device is None:
        raise WrongCode
    show(request, device)
    return _me(request, request.auth)


@router.delete(
    "/me/second-factor",
    response={204: None},
    auth=FirstFactor(),
    throttle=[Passwords()],
    summary="Gỡ ứng dụng xác thực",
)
def remove(request: SignedRequest, sent: Body[CodeIn]) -> Status[None]:
    """Forget the authenticator, shown a code of it."""
    if second_factor.verified(request.auth, sent.code) is None:
        raise WrongCode
    second_factor.remove(request.auth, request.auth)
    return Status(204, None)


def _shown(request: HttpRequest) -> bool:
    """Whether the session showed a second factor."""
    return getattr(request.user, "otp_device", None) is not None


def _me(request: HttpRequest, account: Account) -> dict[str, Any]:
    return {
        "username": account.get_username(),
        "full_name": account.full_name,
        "roles": [
            {"role": grant.role, "unit": grant.unit.code}
            for grant in account.grants.select_related("unit").order_by("id")
        ],
        "scopes": None if account.scopes is None else sorted(account.scopes),
        "second_factor": {
            "required": second_factor.required(account),
            "enrolled": second_factor.enrolled(account),
            "verified": _shown(request),
        },
        "csrf_token": get_token(request),
    }


_NOT_THE_PASSWORD = "Mật khẩu hiện tại không đúng."
