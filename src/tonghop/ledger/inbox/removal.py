"""Documents taken out of the inbox again: the file goes, what was done with it stays in the journal."""

from django.db import transaction

from tonghop.ledger import access
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.inbox.arrivals import find
from tonghop.ledger.models import Account, Arrival, Entry, FactVersion, Source
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import NeedsWhy


class FiguresTaken(LedgerError):
    """A document whose figures are in the ledger, and which is their source."""

    def __init__(self, count: int) -> None:
        super().__init__(
            "Không gỡ được: sổ đã lấy {count} số liệu từ văn bản này và phải dẫn được về nguồn. "
            "Số nào sai thì đính chính số đó.",
            count=count,
        )


class StillReading(LedgerError):
    """A document that is just being read."""

    def __init__(self) -> None:
        super().__init__("Văn bản đang được đọc. Chờ đọc xong rồi gỡ.")


@transaction.atomic
def remove(account: Account, number: int, reason: str) -> None:
    """Take a document out of the inbox, with its bytes and what was read of it, unless figures came of it.

    Raises UnknownArrival, Forbidden, NeedsWhy, StillReading, FiguresTaken.
    """
    row = find(account, number)
    access.require(account, Action.DRAFT, row.unit)
    if not reason.strip():
        raise NeedsWhy
    row = Arrival.objects.select_for_update(of=("self",)).select_related("unit").defer("reading").get(pk=number)
    if row.state == Arrival.State.READING:
        raise StillReading
    if count := FactVersion.objects.filter(source=row.source_id).count():
        raise FiguresTaken(count)
    before, row.state = row.state, Arrival.State.REMOVED
    row.reading, row.problem, row.tally = None, None, {}
    row.save(update_fields=["state", "reading", "problem", "tally"])
    row.corrections.all().delete()
    if not Arrival.objects.filter(source=row.source_id).exclude(state=Arrival.State.REMOVED).exists():
        Source.objects.filter(pk=row.source_id).update(content=None, text="")
    Entry.objects.create(
        actor=account,
        action="inbox.remove",
        subject=f"arrival {row.pk}",
        unit=row.unit,
        reason=reason,
        before={"state": before},
        after={"state": row.state},
    )
