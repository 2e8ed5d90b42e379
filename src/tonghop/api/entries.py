"""Entries: who changed what, when and why."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from ninja import Path, Query, Router, Schema

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import FactOut, shape, visible
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Moment, MomentIn, Number, Text
from tonghop.api.units import unit_of
from tonghop.ledger import access
from tonghop.ledger.models import Account, Entry, FactVersion
from tonghop.ledger.rights import Action

router = Router(tags=["entries"], auth=MEMBERS)
_MOST_FACTS = 1000


class EntriesAsked(Paging):
    """Which entries: of a unit, by somebody, of an action, on a subject (`duty 3`), between two moments."""

    unit: Code | None = None
    actor: Text | None = None
    action: Text | None = None
    subject: Text | None = None
    since: MomentIn | None = None
    until: MomentIn | None = None


class EntryOut(Schema):
    """An entry; what is no figure carries what it changed as `before` and `after`."""

    id: int
    at: Moment
    actor: str | None
    action: str
    subject: str
    unit: str | None
    reason: str
    before: Any
    after: Any


class EntryPage(Page):
    """A page of entries."""

    items: list[EntryOut]


class EntryDetail(EntryOut):
    """An entry with the first figures that it recorded and superseded."""

    recorded: list[FactOut]
    superseded: list[FactOut]


def _shape(row: Entry) -> dict[str, Any]:
    names = ("id", "at", "action", "subject", "reason", "before", "after")
    return {name: getattr(row, name) for name in names} | {
        "actor": row.actor.get_username() if row.actor else None,
        "unit": row.unit.code if row.unit else None,
    }


def _entries(account: Account) -> "QuerySet[Entry]":
    """Entries of units in reach, those of several units of which one is, and the account's own."""
    facts = FactVersion.objects.filter(access.within(account, Action.SEE_ENTRIES), entry=OuterRef("pk"))
    seen = access.within(account, Action.SEE_ENTRIES) | Q(unit=None) & Exists(facts)
    own = Q(actor=account) if access.acts(account, Action.SEE_ENTRIES) else Q(pk__in=())
    return Entry.objects.filter(seen | own).select_related("actor", "unit")


@router.get("", response=EntryPage, summary="Nhật ký thay đổi")
def entries(request: SignedRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """Entries, oldest first."""
    rows = _entries(request.auth)
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.actor:
        rows = rows.filter(actor__username=asked.actor)
    if asked.action:
        rows = rows.filter(action=asked.action)
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__lt=asked.until)
    return page(request, rows, asked, _shape)


@router.get("/{int:number}", response=EntryDetail, summary="Một thay đổi")
def entry(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """An entry with the figures of it that the reader may see."""
    found = _entries(request.auth).filter(id=number).first()
    if found is None:
        raise Problem(404)
    rows = visible(request.auth).order_by("id")
    return _shape(found) | {
        "recorded": [shape(row) for row in rows.filter(entry=found)[:_MOST_FACTS]],
        "superseded": [shape(row) for row in rows.filter(superseded_by=found)[:_MOST_FACTS]],
    }
