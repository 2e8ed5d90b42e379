"""Recording: facts enter the ledger here, each with the entry that says who wrote it, when and why.

A fact never overwrites another: it supersedes the open version of its cell on its track, proposals and settled
facts apart. Whoever saw a version says so (`seen`); if it is no longer the open one, nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from tonghop.core.fact import Cell, Fact
from tonghop.ledger import cells
from tonghop.ledger.errors import Clash, Conflict
from tonghop.ledger.models import Account, Duty, Entry, FactVersion, Source, State, Unit

_CONTENT = ("standing", "value", "low", "high", "as_of", "start", "end")


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the ledger, by which action and why; `source` is where the figures come from."""

    actor: Account | None
    action: str
    reason: str = ""
    unit: Unit | None = None
    source: Source | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was written: the entry, the new versions by cell, and the cells that already held just that."""

    entry: Entry
    versions: Mapping[Cell, int]
    unchanged: tuple[Cell, ...] = field(default=())


def begin(change: Change) -> Entry:
    """The entry of a change, for the current transaction: written once the rows it changes are locked."""
    return Entry.objects.create(actor=change.actor, action=change.action, reason=change.reason, unit=change.unit)


def record(
    facts: Sequence[Fact],
    change: Change,
    state: State = State.ACCEPTED,
    seen: Mapping[Cell, int | None] | None = None,
) -> Recorded:
    """Write facts, all or nothing, superseding what their cells held on the same track.

    `seen` maps cells to the version the writer saw (None: nothing); cells left out are written whatever they hold.
    Raises Conflict where somebody else was faster, UnknownIndicator, UnknownUnit.
    """
    names = cells.Names.of(fact.cell for fact in facts)
    keys = {fact.cell: names.key(fact.cell) for fact in facts}
    if len(keys) < len(facts):
        raise ValueError("one cell is given twice")
    try:
        with transaction.atomic():
            held = _held(keys.values(), settled=state >= State.ACCEPTED)
            _refuse_clashes(keys, held, seen or {})
            return _write(facts, keys, held, state, change, begin(change))
    except IntegrityError as error:
        if "fact_one_open_version" in str(error):
            held = _held(keys.values(), settled=state >= State.ACCEPTED)
            raise Conflict(tuple(_clash(cell, held.get(key)) for cell, key in keys.items() if key in held)) from None
        raise


def _held(keys: Iterable[cells.Key], *, settled: bool) -> dict[cells.Key, FactVersion]:
    """The open versions of the cells on one track, locked in one order."""
    wanted = set(keys)
    rows = FactVersion.objects.filter(
        known_to=None,
        settled=settled,
        indicator_id__in={key[0] for key in wanted},
        unit_id__in={key[1] for key in wanted},
        year__in={key[2] for key in wanted},
    )
    ids = [row.id for row in rows if cells.key_of(row) in wanted]
    locked = FactVersion.objects.filter(id__in=ids, known_to=None).order_by("id").select_for_update(of=("self",))
    return {cells.key_of(row): row for row in locked.select_related("indicator", "unit")}


def _clash(cell: Cell, row: FactVersion | None) -> Clash:
    return Clash(cell, cells.fact_of(row) if row else None)


def _refuse_clashes(
    keys: Mapping[Cell, cells.Key], held: Mapping[cells.Key, FactVersion], seen: Mapping[Cell, int | None]
) -> None:
    now = {cell: held.get(keys[cell]) for cell in seen if cell in keys}
    clashes = [_clash(cell, row) for cell, row in now.items() if (row.id if row else None) != seen[cell]]
    if clashes:
        raise Conflict(tuple(clashes))


def _write(
    facts: Sequence[Fact],
    keys: Mapping[Cell, cells.Key],
    held: Mapping[cells.Key, FactVersion],
    state: State,
    change: Change,
    entry: Entry,
) -> Recorded:
    versions: dict[Cell, int] = {}
    superseded, fresh, unchanged = [], [], []
    for fact in facts:
        old = held.get(keys[fact.cell])
        content = cells.columns(fact, keys[fact.cell])
        if old and old.state == state and all(getattr(old, name) == content[name] for name in _CONTENT):
            versions[fact.cell] = old.id
            unchanged.append(fact.cell)
            continue
        if old:
            superseded.append(old.id)
        fresh.append(
            FactVersion(
                **content, state=state, known_from=entry.at, entry=entry, source=change.source, duty=change.duty
            )
        )
    FactVersion.objects.filter(id__in=superseded).update(known_to=entry.at, superseded_by=entry)
    written = FactVersion.objects.bulk_create(fresh)
    new = [fact.cell for fact in facts if fact.cell not in versions]
    versions.update(zip(new, (row.id for row in written), strict=True))
    return Recorded(entry, versions, tuple(unchanged))
