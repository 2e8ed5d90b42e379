"""The journal: which entries somebody may read, those that answer a question, and what each changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from tonghop.ledger import access
from tonghop.ledger.models import Account, Entry, FactVersion, Unit
from tonghop.ledger.rights import Action


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: by somebody, of an action or a kind of them (`account.`), on a subject, between two moments.

    With a `unit`, those of it and of the units below it.
    """

    actor: str = ""
    action: str = ""
    subject: str = ""
    unit: Unit | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an entry changed: the name of a value, dotted where it lies in another, before and after; None: none."""

    name: str
    before: Any
    after: Any


def seen(account: Account) -> QuerySet[Entry]:
    """Entries of units in reach, those of several units of which one is, the account's own; to whoever reaches the
    office as a whole, also those of no unit."""
    right = Action.SEE_ENTRIES
    within, facts = access.within(account, right), FactVersion.objects.filter(entry=OuterRef("pk"))
    found = within | Q(Exists(facts.filter(within)), unit=None)
    if access.is_over_all(account, right):
        found |= Q(~Exists(facts), unit=None)
    own = Q(actor=account) if access.acts(account, right) else Q(pk__in=())
    return Entry.objects.filter(found | own).select_related("actor", "unit")


def answering(rows: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    """Those of the entries that answer a question."""
    given = {
        "actor__username": asked.actor,
        "action__startswith" if asked.action.endswith(".") else "action": asked.action,
        "subject__icontains": asked.subject,
        "at__gte": asked.since,
        "at__lt": asked.until,
    }
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return rows.filter(unit_id__in=access.below([asked.unit.pk])) if asked.unit else rows


def differences(before: Any, after: Any, name: str = "") -> Iterator[Difference]:
    """What differs between two values of JSON, in the order of their names."""
    if before == after:
        return
    sides = [value if isinstance(value, dict) else {} for value in (before, after)]
    if not any(sides):
        yield Difference(name, before, after)
        return
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        yield from differences(sides[0].get(key), sides[1].get(key), f"{name}.{key}" if name else key)
