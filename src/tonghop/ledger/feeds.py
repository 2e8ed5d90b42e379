"""The private address of one's calendar of deadlines: given once, made anew or withdrawn at any time."""

import secrets
from hashlib import sha256

from django.db import transaction

from tonghop.ledger.accounts import home_of, note, subject_of
from tonghop.ledger.models import Account, Feed


@transaction.atomic
def renew(account: Account) -> str:
    """A new key, which is told once and never again; one that was given before is worth nothing from now on."""
    key = secrets.token_urlsafe(32)
    Feed.objects.filter(account=account).delete()
    Feed.objects.create(account=account, digest=_digest(key))
    note(account, "feed.renew", subject_of(account), home_of(account))
    return key


@transaction.atomic
def revoke(account: Account) -> None:
    """Withdraw the address of the account, where it has one."""
    if Feed.objects.filter(account=account).delete()[0]:
        note(account, "feed.revoke", subject_of(account), home_of(account))


def account_of(key: str) -> Account | None:
    """The account whose calendar a key opens; None where there is none that may sign in."""
    feed = Feed.objects.select_related("account").filter(digest=_digest(key), account__is_active=True).first()
    return feed.account if feed else None


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()
