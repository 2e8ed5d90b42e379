"""Tokens: keys with which programs act for an account. Only the hash of a key is kept."""

import secrets
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from tonghop.ledger.accounts import home_of, note, require_managed
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Token
from tonghop.ledger.rights import Scope

_PREFIX = "tonghop_"


class UnknownToken(LedgerError):
    """A token that the account does not have."""

    def __init__(self, number: int) -> None:
        super().__init__("Không có khóa truy cập số {number}.", number=number)


class ExpiredAlready(LedgerError):
    """A token that would have expired before it is used."""

    def __init__(self) -> None:
        super().__init__("Thời hạn của khóa truy cập phải sau thời điểm hiện tại.")


@transaction.atomic
def issue(
    actor: Account | None, account: Account, name: str, scopes: Collection[Scope], expires: datetime
) -> tuple[Token, str]:
    """A new token and its key, which is told once and never again. Raises ExpiredAlready."""
    if expires <= timezone.now():
        raise ExpiredAlready
    key = _PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=account, name=name, digest=_digest(key), scopes=sorted(scopes), expires=expires
    )
    after = {"name": name, "scopes": token.scopes, "expires": expires.isoformat()}
    note(actor, "token.issue", _subject(token), home_of(account), after=after)
    return token, key


def account_of(key: str) -> Account | None:
    """The account for which the key acts, narrowed to its scopes; None where it is unknown, expired or revoked."""
    token = (
        Token.objects.select_related("account")
        .filter(digest=_digest(key), revoked=None, expires__gt=timezone.now(), account__is_active=True)
        .first()
    )
    if token is None:
        return None
    token.account.scopes = frozenset(token.scopes)
    return token.account


@transaction.atomic
def revoke(actor: Account | None, account: Account, number: int) -> None:
    """End a token of the account at once. Raises UnknownToken, Forbidden."""
    require_managed(actor, account)
    token = account.tokens.filter(id=number, revoked=None).first()
    if token is None:
        raise UnknownToken(number)
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])
    note(actor, "token.revoke", _subject(token), home_of(account))


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()


def _subject(token: Token) -> str:
    return f"token:{token.account.username}:{token.pk}"
