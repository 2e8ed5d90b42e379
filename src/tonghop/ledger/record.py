"""Recording: facts enter the ledger here, each with the entry that says who wrote it, when and why.

A fact never overwrites another: it supersedes the open version of its cell on its track, proposals and settled
facts apart. Whoever saw a version says so (`seen`); if it is no longer the open one, nothing is written.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from tonghop.core.fact import Cell, Fact
from tonghop.ledger import cells
from tonghop.ledger.called import called
from tonghop.ledger.errors import Clash, Conflict, OutsideLife
from tonghop.ledger.models import Account, Duty, Entry, FactVersion, Source, State, Unit

_CONTENT = ("standing", "value", "low", "high", "as_of", "start", "end")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the ledger, by which action and why; `source` is where the figures come from.

    `sources` are those of the units, by code, that have one of their own.
    """

    actor: Account | None
    action: str
    reason: str = ""
    unit: Unit | None = None
    source: Source | None = None
    duty: Duty | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)


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

    What is settled supersedes a proposal of just that, too, unless the proposal is of another form. What is published
    stays published where just that is written again.
    `seen` maps cells to the version the writer saw (None: nothing); cells left out are written whatever they hold.
    Raises Conflict where somebody else was faster, UnknownIndicator, UnknownUnit, OutsideLife.
    """
    names = cells.Names.of(fact.cell for fact in facts)
    keys = {fact.cell: names.key(fact.cell) for fact in facts}
    if len(keys) < len(facts):
        raise ValueError("one cell is given twice")
    with transaction.atomic():
        lock(key[0] for key in keys.values())
        _refuse_outside(keys)
        held = _held(keys.values(), settled=state >= State.ACCEPTED)
        _refuse_clashes(keys, held, seen or {})
        return _write(facts, keys, held, state, change, begin(change))


def lock(indicators: Iterable[int]) -> None:
    """Keep other writers of these indicators out until the transaction ends.

    A transaction that records several times locks all its indicators before the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("select ledger_lock(%s)", [sorted(set(indicators))])


def _refuse_outside(wanted: Collection[Cell]) -> None:
    codes = {cell.unit for cell in wanted}
    lives = {code: life for code, *life in Unit.objects.filter(code__in=codes).values_list("code", "born", "closed")}
    for cell in wanted:
        born, closed = lives[cell.unit]
        if (born and born > cell.span.ends) or (closed and closed <= cell.span.starts):
            raise OutsideLife(cell.unit)


def _held(keys: Iterable[cells.Key], *, settled: bool) -> dict[cells.Key, FactVersion]:
    """The open versions of the cells on one track."""
    wanted = set(keys)
    rows = FactVersion.objects.filter(
        known_to=None,
        settled=settled,
        indicator_id__in={key[0] for key in wanted},
        unit_id__in={key[1] for key in wanted},
        year__in={key[2] for key in wanted},
        last__in={key[3] for key in wanted},
    )
    found = {cells.key_of(row): row for row in rows.select_related("indicator", "unit")}
    return {key: row for key, row in found.items() if key in wanted}


def _clash(cell: Cell, row: FactVersion | None) -> Clash:
    return Clash(cell, cells.fact_of(row) if row else None)


def _refuse_clashes(
    keys: Mapping[Cell, cells.Key], held: Mapping[cells.Key, FactVersion], seen: Mapping[Cell, int | None]
) -> None:
    now = {cell: held.get(keys[cell]) for cell in seen if cell in keys}
    clashes = [_clash(cell, row) for cell, row in now.items() if (row.id if row else None) != seen[cell]]
    if clashes:
        names = ["{indicator} ({unit}, {span})".format(**called(item.cell)) for item in clashes[:_NAMED]]
        raise Conflict(tuple(clashes), names)


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
        same = old and all(getattr(old, name) == content[name] for name in _CONTENT)
        if old and same and old.state in (state, State.PUBLISHED):
            versions[fact.cell] = old.id
            unchanged.append(fact.cell)
            continue
        if old:
            superseded.append(old.id)
        fresh.append(
            FactVersion(
                **content,
                state=state,
                known_from=entry.at,
                entry=entry,
                source=change.sources.get(fact.cell.unit, change.source),
                duty=change.duty,
            )
        )
    if state >= State.ACCEPTED:
        superseded += _accepted(fresh, change)
    FactVersion.objects.filter(id__in=superseded).update(known_to=entry.at, superseded_by=entry)
    written = FactVersion.objects.bulk_create(fresh)
    new = [fact.cell for fact in facts if fact.cell not in versions]
    versions.update(zip(new, (row.id for row in written), strict=True))
    return Recorded(entry, versions, tuple(unchanged))


def _accepted(rows: Sequence[FactVersion], change: Change) -> list[int]:
    """The open proposals that come to be settled by these rows: of their cells and values, and of no other form."""
    settled = {cells.key_of(row): row for row in rows}
    own = (None, change.duty.pk if change.duty else None)
    return [
        row.id
        for key, row in _held(settled, settled=False).items()
        if row.duty_id in own and (row.standing, row.value) == (settled[key].standing, settled[key].value)
    ]
