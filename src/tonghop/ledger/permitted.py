"""Recording on somebody's behalf: what the account may not do is refused before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.db import transaction
from django.db.models import Q

from tonghop.core.fact import Cell, Fact
from tonghop.ledger import access, cells
from tonghop.ledger.called import called
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, FactVersion, State
from tonghop.ledger.record import Change, Recorded, record
from tonghop.ledger.rights import Action

_ACTIONS = {
    State.DRAFT: Action.DRAFT,
    State.SUBMITTED: Action.SUBMIT,
    State.RETURNED: Action.DECIDE,
    State.ACCEPTED: Action.SETTLE,
}


class NeedsReason(LedgerError):
    """A settled figure is to be replaced without saying why."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            "Số liệu “{indicator}” của “{unit}” kỳ {span} đã được tiếp nhận: đề nghị nêu lý do đính chính.",
            **called(cell),
        )


class AlreadyPublished(LedgerError):
    """A published figure is to be replaced by one that is not."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            "Số liệu “{indicator}” của “{unit}” kỳ {span} đã công bố: gửi đề nghị đính chính để người có thẩm quyền "
            "công bố lại.",
            **called(cell),
        )


class NotPublishable(LedgerError):
    """Versions that are no longer there, or that are neither submitted nor accepted."""

    def __init__(self, ids: Iterable[int]) -> None:
        super().__init__(
            "Không công bố được các số liệu {ids}: chỉ công bố số liệu đang có hiệu lực, đã gửi hoặc đã tiếp nhận.",
            ids=", ".join(map(str, sorted(ids))),
        )


def write(
    account: Account,
    facts: Sequence[Fact],
    change: Change,
    state: State,
    seen: Mapping[Cell, int | None],
) -> Recorded:
    """Record the facts in the name of the account, in any state but published; see `record` for `seen`.

    Raises Forbidden, NeedsReason, AlreadyPublished and what `record` raises.
    """
    names = cells.Names.of(fact.cell for fact in facts)
    access.require_all(account, _ACTIONS[state], {names.units[fact.cell.unit] for fact in facts})
    with transaction.atomic():
        if state >= State.ACCEPTED:
            refuse_careless(open_versions((fact.cell for fact in facts), settled=True), change.reason)
        return record(facts, replace(change, actor=account), state, seen)


def refuse_careless(held: Mapping[Cell, FactVersion], reason: str) -> None:
    """Raise AlreadyPublished or NeedsReason where settled figures, held by cell, are replaced without due care."""
    for cell, row in held.items():
        if row.state == State.PUBLISHED:
            raise AlreadyPublished(cell)
        if not reason:
            raise NeedsReason(cell)


def publish(account: Account, ids: Iterable[int], reason: str = "") -> tuple[Recorded, ...]:
    """Publish versions as they are: those accepted, and those submitted to correct what is published.

    Nobody publishes what he entered himself. Raises Forbidden, OwnSubmission, NotPublishable, Conflict.
    """
    wanted = set(ids)
    with transaction.atomic():
        rows = list(
            FactVersion.objects.filter(id__in=wanted, known_to=None)
            .order_by("unit_id", "source_id", "duty_id", "id")
            .select_for_update(of=("self",))
            .select_related("indicator", "unit", "duty", "entry", "source")
            .defer("source__content", "source__text")
        )
        access.require_all(account, Action.PUBLISH, {row.unit_id for row in rows})
        if missing := wanted.difference(_publishable(rows)):
            raise NotPublishable(missing)
        access.refuse_own(account, {row.entry.actor_id for row in rows})
        return tuple(_published(account, list(alike), reason) for _, alike in groupby(rows, _origin))


def _publishable(rows: Sequence[FactVersion]) -> set[int]:
    corrections = {cells.fact_of(row).cell: row.id for row in rows if row.state == State.SUBMITTED}
    settled = open_versions(corrections, settled=True)
    published = {cell for cell, row in settled.items() if row.state == State.PUBLISHED}
    accepted = {row.id for row in rows if row.state == State.ACCEPTED}
    return accepted | {number for cell, number in corrections.items() if cell in published}


def _origin(row: FactVersion) -> tuple[int, int | None, int | None]:
    return row.unit_id, row.source_id, row.duty_id


def _published(account: Account, alike: Sequence[FactVersion], reason: str) -> Recorded:
    row = alike[0]
    change = Change(account, "publish", reason, row.unit, row.source, row.duty)
    return record([cells.fact_of(row) for row in alike], change, State.PUBLISHED)


def open_versions(wanted: Iterable[Cell], *, settled: bool) -> dict[Cell, FactVersion]:
    """The open versions of those cells that have one on the track, with their indicators and units."""
    asked = set(wanted)
    rows = FactVersion.objects.filter(
        Q(indicator__key__in={cell.indicator for cell in asked}),
        Q(unit__code__in={cell.unit for cell in asked}),
        year__in={cell.span.year for cell in asked},
        known_to=None,
        settled=settled,
    ).select_related("indicator", "unit")
    found = {cells.fact_of(row).cell: row for row in rows}
    return {cell: row for cell, row in found.items() if cell in asked}
