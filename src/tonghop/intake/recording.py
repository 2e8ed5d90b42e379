"""Recording what a document states, with the document itself, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tonghop.core.document import Document
from tonghop.core.fact import Cell, Fact
from tonghop.intake.known import Compared, Outcome
from tonghop.ledger import permitted
from tonghop.ledger.models import Account, Duty, Entry, FactVersion, Indicator, Source, State, Unit
from tonghop.ledger.record import Change, Recorded, lock, record
from tonghop.ledger.rounds import cells_of, enter

_ACCEPTED = frozenset({Outcome.NEW, Outcome.PROPOSED, Outcome.REVISED})
_DRAFTED = frozenset({Outcome.NEW, Outcome.REVISED, Outcome.CONFLICT})


@dataclass(frozen=True, slots=True)
class Order:
    """Who takes documents in, why, and how far: `accept` settles what contradicts nothing, all else is proposed.

    `dismiss` are the fingerprints of findings to be set aside for this reason; that takes an account.
    """

    account: Account | None = None
    reason: str = ""
    accept: bool = False
    dismiss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How many facts were proposed (`drafts`) and settled."""

    drafts: int = 0
    settled: int = 0


def known_source(sha256: str) -> Source | None:
    """The document with these bytes, if it was taken in before; without its content and text."""
    rows = Source.objects.filter(kind=Source.Kind.DOCUMENT, sha256=sha256).select_related("entry")
    return rows.defer("content", "text").order_by("id").first()


@transaction.atomic
def write(
    document: Document,
    content: bytes,
    compared: Sequence[Compared],
    doubtful: Iterable[Fact],
    order: Order,
    unit: Unit | None = None,
    duties: Sequence[Duty] = (),
) -> Written:
    """Keep the document and record its facts: settled where the order says so and nothing speaks against it.

    What is confirmed is not written again; a conflict, or a fact in `doubtful`, is only proposed, unless the cell
    holds another proposal already. Facts that `duties` ask for are entered there by the account. Raises LedgerError.
    """
    unsure = {fact.cell for fact in doubtful}
    settling = [
        item for item in compared if order.accept and item.outcome in _ACCEPTED and item.fact.cell not in unsure
    ]
    drafting = [item for item in compared if item.outcome in _DRAFTED and item not in settling and _free(item)]
    lock(_indicators([*settling, *drafting]))
    source = known_source(document.source.sha256) or _keep(document, content, order, unit)
    entered = _enter(drafting, duties, source, order)
    drafts = _record([item for item in drafting if item not in entered], State.DRAFT, source, unit, order)
    settled = _record(settling, State.ACCEPTED, source, unit, order)
    return Written(len(entered) + drafts, settled)


@transaction.atomic
def settle(items: Sequence[Compared], source: Source, unit: Unit, order: Order) -> int:
    """Settle facts of a document that is kept, whatever the ledger holds, and close their drafts; how many were new.

    Raises LedgerError.
    """
    lock(_indicators(items))
    return _record(items, State.ACCEPTED, source, unit, order)


def _free(item: Compared) -> bool:
    """Whether a proposal may be written: none is there, or an earlier estimate of no form."""
    return item.draft is None or (item.outcome is Outcome.REVISED and not item.draft_of_form)


def _indicators(items: Iterable[Compared]) -> list[int]:
    keys = {item.fact.cell.indicator for item in items}
    return list(Indicator.objects.filter(key__in=keys).values_list("id", flat=True))


def _keep(document: Document, content: bytes, order: Order, unit: Unit | None) -> Source:
    """The document as a source, with its bytes and the text that offsets count in."""
    entry = Entry.objects.create(
        actor=order.account, action="source.add", subject=document.name[:200], reason=order.reason, unit=unit
    )
    return Source.objects.create(
        kind=Source.Kind.DOCUMENT,
        name=document.name[:300],
        media_type=document.source.media_type,
        sha256=document.source.sha256,
        content=content,
        text=document.text,
        unit=unit,
        entry=entry,
    )


def _record(items: Sequence[Compared], state: State, source: Source, unit: Unit | None, order: Order) -> int:
    if not items:
        return 0
    settled = state >= State.ACCEPTED
    seen = {item.fact.cell: item.held if settled else item.draft for item in items}
    recorded = put([item.fact for item in items], state, seen, order, source, unit)
    if settled:
        withdraw((item.draft for item in items if not item.draft_of_form), recorded.entry)
    return len(recorded.versions) - len(recorded.unchanged)


def put(
    facts: Sequence[Fact],
    state: State,
    seen: Mapping[Cell, int | None],
    order: Order,
    source: Source | None,
    unit: Unit | None = None,
) -> Recorded:
    """Record facts as the order says; `seen` are the versions that their cells were seen to hold.

    Raises LedgerError.
    """
    action = "intake.accept" if state >= State.ACCEPTED else "intake.propose"
    change = Change(order.account, action, order.reason, unit, source)
    if order.account:
        return permitted.write(order.account, facts, change, state, seen)
    return record(facts, change, state, seen)


def withdraw(drafts: Iterable[int | None], entry: Entry) -> None:
    """Close the proposals (ids) that are settled now."""
    numbers = [number for number in drafts if number is not None]
    FactVersion.objects.filter(id__in=numbers, known_to=None).update(known_to=entry.at, superseded_by=entry)


def _enter(items: Sequence[Compared], duties: Sequence[Duty], source: Source, order: Order) -> list[Compared]:
    """Enter what the forms ask for as their drafts; those that were entered."""
    entered: list[Compared] = []
    for duty in duties:
        asked = frozenset(cells_of(duty))
        given = [item for item in items if item.fact.cell in asked]
        if given and order.account:
            seen = {item.fact.cell: item.draft for item in given}
            enter(order.account, duty.pk, [item.fact for item in given], source=source, seen=seen, reason=order.reason)
            entered += given
    return entered
