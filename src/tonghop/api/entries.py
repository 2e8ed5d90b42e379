"""Entries: who changed what, when and why."""

from typing import Any

from ninja import Path, Query, Router, Schema

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import FactOut, shape, visible
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Moment, MomentIn, Number, Text
from tonghop.api.units import unit_of
from tonghop.ledger import entries as journal
from tonghop.ledger.models import Entry

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


@router.get("", response=EntryPage, summary="Nhật ký thay đổi")
def entries(request: SignedRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """Entries, oldest first."""
    rows = journal.seen(request.auth)
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
    found = journal.seen(request.auth).filter(id=number).first()
    if found is None:
        raise Problem(404)
    rows = visible(request.auth).order_by("id")
    return _shape(found) | {
        "recorded": [shape(row) for row in rows.filter(entry=found)[:_MOST_FACTS]],
        "superseded": [shape(row) for row in rows.filter(superseded_by=found)[:_MOST_FACTS]],
    }
