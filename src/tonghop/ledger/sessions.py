"""Sessions of people: kept in the database, listed by account, ended one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import transaction
from django.utils.timezone import now

from tonghop.ledger.accounts import home_of, note, require_managed, subject_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Session

_BEGUN = "begun"
_MOST = 200


class UnknownSession(LedgerError):
    """A session that the account does not have."""

    def __init__(self, mark: str) -> None:
        super().__init__("Không có phiên đăng nhập “{mark}”.", mark=mark)


class SessionStore(Stored):
    """Sessions that know their accounts."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Their table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of a session, with the account that signed in."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.account_id = data.get(SESSION_KEY)
        return row


@dataclass(frozen=True, slots=True)
class Opened:
    """A session: `mark` tells it from others without letting anybody into it; when, where and by what it was begun."""

    mark: str
    at: datetime | None
    address: str
    agent: str
    ends: datetime


def begin(session: SessionBase, address: str, agent: str) -> None:
    """Remember when, where and by what a session was begun, and forget those that are over."""
    session[_BEGUN] = {"at": now().isoformat(), "address": address, "agent": agent[:_MOST]}
    SessionStore.clear_expired()


def mark(key: str) -> str:
    """What a session is called."""
    return sha256(key.encode()).hexdigest()[:16]


def opened(account: Account) -> list[Opened]:
    """The sessions of an account, the latest first."""
    rows = account.sessions.filter(expire_date__gt=now())
    found = [_opened(row.session_key, row.get_decoded().get(_BEGUN, {}), row.expire_date) for row in rows]
    return sorted(found, key=lambda item: item.ends, reverse=True)


def _opened(key: str, told: Mapping[str, str], ends: datetime) -> Opened:
    at = datetime.fromisoformat(told["at"]) if told else None
    return Opened(mark(key), at, told.get("address", ""), told.get("agent", ""), ends)


@transaction.atomic
def end(account: Account, wanted: str) -> None:
    """End a session of the account by its mark; raises UnknownSession."""
    keys = [key for key in account.sessions.values_list("session_key", flat=True) if mark(key) == wanted]
    if not keys:
        raise UnknownSession(wanted)
    account.sessions.filter(session_key__in=keys).delete()
    _note(account, len(keys))


@transaction.atomic
def end_others(account: Account, kept: str | None) -> None:
    """End all sessions of the account but the one with the key `kept`."""
    count, _ = account.sessions.exclude(session_key=kept).delete()
    if count:
        _note(account, count)


@transaction.atomic
def end_all(actor: Account | None, account: Account) -> None:
    """End all sessions of the account. Raises Forbidden."""
    require_managed(actor, account)
    count, _ = account.sessions.all().delete()
    note(actor, "session.end", subject_of(account), home_of(account), after={"ended": count})


def _note(account: Account, count: int) -> None:
    note(account, "session.end", subject_of(account), home_of(account), after={"ended": count})
