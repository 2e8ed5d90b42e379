"""A posting taken back: what it wrote for a register leaves the ledger, and what it had replaced holds again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tonghop.ledger import access, cells
from tonghop.ledger.cases.errors import NeedsReason, NothingPosted, PostingPublished
from tonghop.ledger.cases.posted import find_posting
from tonghop.ledger.cases.posting import POSTED
from tonghop.ledger.models import Account, Entry, FactVersion, Posting, State, Unit
from tonghop.ledger.models.facts import KEY
from tonghop.ledger.record import Change, lock, record
from tonghop.ledger.rights import Action

ACTION = "case.unpost"


@dataclass(frozen=True, slots=True)
class Undone:
    """How many figures a posting had written that were taken back, and how many of the replaced hold again."""

    figures: int
    restored: int


@transaction.atomic
def undo(account: Account, number: int, reason: str) -> Undone:
    """Take back what a posting and those of its register written with it still hold; what was replaced since stays.

    Raises UnknownPosting, Forbidden, NeedsReason, PostingPublished, NothingPosted.
    """
    posting = find_posting(account, number)
    written = list(_written(posting))
    access.require_all(account, Action.SETTLE, {posting.unit_id, *(row.unit_id for row in written)})
    if not reason.strip():
        raise NeedsReason
    lock(row.indicator_id for row in written)
    if _published(written):
        raise PostingPublished
    held = {cells.key_of(row): row.pk for row in _held(written)}
    if not held:
        raise NothingPosted
    replaced = [row for row in _replaced(written) if cells.key_of(row) in held]
    again = {cells.key_of(row) for row in replaced if row.settled}
    entry = Entry.objects.create(
        actor=account,
        action=ACTION,
        subject=f"posting {posting.pk}",
        unit=posting.unit,
        reason=reason,
        before={"posted": written[0].entry_id},
        after={"figures": len(held), "restored": len(again)},
    )
    gone = [number for key, number in held.items() if key not in again]
    FactVersion.objects.filter(pk__in=gone).update(known_to=entry.at, superseded_by=entry)
    _restore(replaced, Change(account, ACTION, reason))
    return Undone(len(held), len(again))


def undoable(account: Account, posting: Posting) -> int:
    """How many figures the account would take back with a posting; none where it may not, or one was published."""
    written = list(_written(posting))
    units = {row.unit_id for row in written}
    reached = Unit.objects.filter(access.within(account, Action.SETTLE, "id"), pk__in=units).count()
    if reached < len(units) or _published(written):
        return 0
    return _held(written).count()


def undone_by(posting: Posting) -> Entry | None:
    """The entry that took a posting back; None where it stands, or another figure replaced it."""
    rows = _standing().filter(source=posting.source_id, indicator=posting.indicator_id, superseded_by__action=ACTION)
    row = rows.select_related("superseded_by__actor").order_by("-known_to").first()
    return row.superseded_by if row else None


def _standing() -> QuerySet[FactVersion]:
    """Figures as registers posted them, also those that hold again since a later posting was taken back."""
    return FactVersion.objects.filter(entry__action__in=(POSTED, ACTION))


def _held(written: Collection[FactVersion]) -> QuerySet[FactVersion]:
    """Those in force of the figures that were written with a posting."""
    return _standing().filter(source__in={row.source_id for row in written}, known_to=None)


def _of(posting: Posting) -> QuerySet[FactVersion]:
    """The figure as it was posted."""
    return FactVersion.objects.filter(source=posting.source_id, indicator=posting.indicator_id, entry__action=POSTED)


def _written(posting: Posting) -> QuerySet[FactVersion]:
    """All figures that were written with a posting: one entry has them."""
    return FactVersion.objects.filter(entry__in=_of(posting).values("entry"))


def _published(written: Collection[FactVersion]) -> bool:
    """Whether some of the figures that were written has been published since."""
    sources = {row.source_id for row in written}
    return FactVersion.objects.filter(source__in=sources, state=State.PUBLISHED).exists()


def _replaced(written: Collection[FactVersion]) -> QuerySet[FactVersion]:
    """What figures had taken the place of when they were written, proposals only where there is no newer one."""
    rows = FactVersion.objects.filter(superseded_by__in={row.entry_id for row in written})
    newer = FactVersion.objects.filter(known_to=None, settled=False, **{name: OuterRef(name) for name in KEY})
    rows = rows.exclude(Exists(newer), settled=False).order_by("unit_id", "source_id", "duty_id", "state")
    return rows.select_related("indicator", "unit", "source", "duty")


def _restore(rows: Iterable[FactVersion], change: Change) -> None:
    """Write figures once more as they were, with the sources and forms they had."""
    for (unit, source, duty, state), alike in groupby(rows, lambda row: (row.unit, row.source, row.duty, row.state)):
        told = Change(change.actor, change.action, change.reason, unit, source, duty)
        record([cells.fact_of(row) for row in alike], told, State(state))
