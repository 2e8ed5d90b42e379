"""Passkeys: how one is added to an account, and shown to sign in. The device asks for a finger, a face or a PIN.

What is begun gives options for the browser and a state that the server keeps until what comes back is complete.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.timezone import now
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tonghop.ledger import sessions
from tonghop.ledger.accounts import home_of, note, require_managed, subject_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Passkey

State = dict[str, Any]
Sent = Mapping[str, Any]
_OFFICE = "Tổng Hợp"
_MOST = 10
_VERIFIED = UserVerificationRequirement.REQUIRED


class WrongPasskey(LedgerError):
    """A passkey that is unknown, of an account that may not sign in, or whose answer is not right."""

    def __init__(self) -> None:
        super().__init__("Không nhận ra khóa đăng nhập này. Thử lại, hoặc đăng nhập bằng mật khẩu.")


class TooManyPasskeys(LedgerError):
    """More passkeys than one person needs."""

    def __init__(self) -> None:
        super().__init__("Mỗi tài khoản có tối đa {most} khóa đăng nhập. Gỡ khóa không dùng nữa.", most=_MOST)


def held(account: Account) -> list[Passkey]:
    """The passkeys of an account, the latest first."""
    return list(Passkey.objects.filter(user=account).order_by("-id"))


def begin_adding(account: Account, site: str) -> tuple[Sent, State]:
    """The options with which a browser makes a passkey for a site (its host name). Raises TooManyPasskeys."""
    known = held(account)
    if len(known) >= _MOST:
        raise TooManyPasskeys
    user = PublicKeyCredentialUserEntity(
        id=str(account.pk).encode(), name=account.username, display_name=account.full_name or account.username
    )
    options, state = _server(site).register_begin(
        user,
        [_data(row) for row in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_VERIFIED,
    )
    return dict(options), dict(state)


@transaction.atomic
def add(account: Account, site: str, state: State, sent: Sent, name: str, session: str | None) -> Passkey:
    """Add the passkey that a browser has made; all sessions of the account but this one end. Raises WrongPasskey."""
    try:
        made = _server(site).register_complete(state, sent)
    except (ValueError, KeyError, TypeError) as error:
        raise WrongPasskey from error
    data = made.credential_data
    assert data
    row: Passkey = Passkey.objects.create(
        user=account, name=name[:64], key_id=data.credential_id, public_key=bytes(data), uses=made.counter
    )
    note(account, "account.passkey", subject_of(account), home_of(account), after={"added": row.name})
    sessions.end_others(account, session)
    return row


@transaction.atomic
def remove(actor: Account | None, account: Account, number: int) -> None:
    """Forget a passkey of an account. Raises WrongPasskey, Forbidden."""
    require_managed(actor, account)
    row = Passkey.objects.filter(user=account, id=number).first()
    if row is None:
        raise WrongPasskey
    row.delete()
    note(actor, "account.passkey", subject_of(account), home_of(account), before={"added": row.name})


@transaction.atomic
def remove_all(actor: Account | None, account: Account) -> None:
    """Forget all passkeys of an account whose devices are lost. Raises Forbidden."""
    for row in held(account):
        remove(actor, account, row.pk)


def begin_showing(site: str) -> tuple[Sent, State]:
    """The options with which a browser shows any passkey that it holds for a site."""
    options, state = _server(site).authenticate_begin(user_verification=_VERIFIED)
    return dict(options), dict(state)


@transaction.atomic
def shown(site: str, state: State, sent: Sent) -> Passkey:
    """The passkey that a browser has shown, of an account that may sign in. Raises WrongPasskey."""
    try:
        given = AuthenticationResponse.from_dict(sent)
        assert given
        rows = Passkey.objects.select_for_update(of=("self",)).select_related("user")
        known: Passkey | None = rows.filter(key_id=given.raw_id).first()
        if known is None or not known.user.is_active:
            raise WrongPasskey
        _server(site).authenticate_complete(state, [_data(known)], sent)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise WrongPasskey from error
    uses = given.response.authenticator_data.counter
    if (uses or known.uses) and uses <= known.uses:
        raise WrongPasskey
    known.uses, known.used = uses, now()
    known.save(update_fields=["uses", "used"])
    return known


def _server(site: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=site, name=_OFFICE))


def _data(row: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(row.public_key))
