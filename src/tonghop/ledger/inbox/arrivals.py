"""Documents that came in: kept with their bytes, then read; each step has its entry."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db import transaction
from django.db.models import Q

from tonghop.core.document import Sent
from tonghop.core.errors import UnreadableDocument
from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Arrival, Entry, Round, Source, Unit
from tonghop.ledger.rights import Action

SEEING = (Action.SEE_PROPOSED, Action.SEE_ACCEPTED, Action.SEE_SOURCES)
"""What somebody must be allowed to see of a unit to see what is in its inbox."""


class UnknownArrival(LedgerError):
    """A document that is not in the inbox, or not for this account."""

    def __init__(self) -> None:
        super().__init__("Không có văn bản này trong hộp báo cáo, hoặc tài khoản không được xem.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading an arrival came to; `unit` is whose figures it states, where the document itself tells."""

    text: str
    reading: dict[str, Any]
    tally: dict[str, int]
    kind: str
    period: str
    dated: date | None
    unit: Unit | None


def visible(account: Account) -> Q:
    """The arrivals that the account may see."""
    return reduce(and_, (access.within(account, action) for action in SEEING))


def find(account: Account, number: int) -> Arrival:
    """An arrival with its source and unit, without what was read of it and its bytes.

    Raises UnknownArrival, for one that was removed too.
    """
    rows = Arrival.objects.filter(visible(account), pk=number).exclude(state=Arrival.State.REMOVED)
    rows = rows.select_related("source", "unit", "round", "entry__actor")
    row = rows.defer("source__content", "source__text").first()
    if row is None:
        raise UnknownArrival
    return row


@transaction.atomic
def receive(
    account: Account, unit: Unit, sent: Sent, *, given: bool = False, round_: Round | None = None
) -> tuple[Arrival, bool]:
    """Keep a document that nobody may read as secret in the inbox of a unit, and whether it is there only now.

    Raises Forbidden.
    """
    for action in (Action.DRAFT, *SEEING):
        access.require(account, action, unit)
    if round_:
        access.require(account, Action.SEE_ROUNDS, round_.unit)
    kept = Source.objects.filter(kind=Source.Kind.DOCUMENT, sha256=sent.sha256, content__isnull=False)
    source = kept.defer("content", "text").order_by("id").first()
    present = Arrival.objects.filter(visible(account), source=source).exclude(state=Arrival.State.REMOVED)
    if source and (there := present.order_by("id").first()):
        return there, False
    entry = Entry.objects.create(
        actor=account, action="inbox.receive", subject=sent.name[:200], unit=unit, after={"sha256": sent.sha256}
    )
    source = source or _keep(sent, unit, entry)
    return Arrival.objects.create(source=source, unit=unit, given=given, round=round_, entry=entry), True


def _keep(sent: Sent, unit: Unit, entry: Entry) -> Source:
    return Source.objects.create(
        kind=Source.Kind.DOCUMENT,
        name=sent.name[:300],
        media_type=sent.media_type,
        sha256=sent.sha256,
        content=sent.content,
        unit=unit,
        entry=entry,
    )


def begin(number: int) -> Arrival | None:
    """An arrival with its bytes, which is now being read; None where it is not to be read any more."""
    waiting = Q(state__in=(Arrival.State.WAITING, Arrival.State.READING))
    if not Arrival.objects.filter(waiting, pk=number).update(state=Arrival.State.READING):
        return None
    return Arrival.objects.select_related("source", "unit", "entry__actor").get(pk=number)


@transaction.atomic
def finish(row: Arrival, outcome: Outcome) -> None:
    """Keep what reading came to. The arrival goes to the unit that the document names, where its sender may bring it
    there and nobody said another."""
    row.state, row.problem = Arrival.State.READY, None
    row.reading, row.tally = outcome.reading, outcome.tally
    row.kind, row.period, row.dated = outcome.kind, outcome.period[:20], outcome.dated
    if outcome.unit and not row.given and _may_move(row, outcome.unit):
        row.unit = outcome.unit
    row.save(update_fields=["state", "problem", "reading", "tally", "kind", "period", "dated", "unit"])
    if not row.source.text:
        Source.objects.filter(pk=row.source_id).update(text=outcome.text, unit=row.unit)


def _may_move(row: Arrival, unit: Unit) -> bool:
    sender = row.entry.actor
    if Arrival.objects.filter(source=row.source_id, unit=unit).exclude(pk=row.pk).exists():
        return False
    return sender is not None and all(access.may(sender, action, unit) for action in (Action.DRAFT, *SEEING))


def fail(row: Arrival, error: UnreadableDocument) -> None:
    """Keep why a document could not be read."""
    row.state = Arrival.State.FAILED
    values = {name: str(value) for name, value in error.values.items()}
    row.problem = [error.name, error.problem, error.remedy, error.place, values]
    row.save(update_fields=["state", "problem"])


@transaction.atomic
def retry(account: Account, number: int) -> Arrival:
    """Let a document be read again; raises UnknownArrival, Forbidden."""
    row = find(account, number)
    access.require(account, Action.DRAFT, row.unit)
    before, row.state = row.state, Arrival.State.WAITING
    row.save(update_fields=["state"])
    Entry.objects.create(
        actor=account,
        action="inbox.retry",
        subject=f"arrival {row.pk}",
        unit=row.unit,
        before={"state": before},
        after={"state": row.state},
    )
    return row


@transaction.atomic
def assign(account: Account, number: int, unit: Unit | None, round_: Round | None) -> None:
    """Say whose figures a document states (None: whose it says itself), and which round it answers.

    Raises UnknownArrival, Forbidden.
    """
    row = find(account, number)
    for each in {row.unit, unit or row.unit}:
        access.require(account, Action.DRAFT, each)
    if round_:
        access.require(account, Action.SEE_ROUNDS, round_.unit)
    before = _assigned(row)
    row.given, row.unit, row.round = unit is not None, unit or row.unit, round_
    row.save(update_fields=["given", "unit", "round"])
    Entry.objects.create(
        actor=account,
        action="inbox.assign",
        subject=f"arrival {row.pk}",
        unit=row.unit,
        before=before,
        after=_assigned(row),
    )


def _assigned(row: Arrival) -> dict[str, Any]:
    return {"unit": row.unit.code, "given": row.given, "round": row.round_id}
