"""Measures of registers become facts: each with what was counted, of which cases, as known at that moment.

What a register counted for a span is posted for every unit that kept it by then, with the units below. A figure that
stands already is not written again; one that was published, or came from elsewhere, for the unit itself or from units
below, is never replaced in silence.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from tonghop.catalog.registers import Register, registers
from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import access, permitted
from tonghop.ledger.ask import Origin, added
from tonghop.ledger.ask.effective import effective
from tonghop.ledger.cases.errors import NeedsReason
from tonghop.ledger.cases.measuring import Listed, list_places
from tonghop.ledger.cases.places import CARRIES_ON, reach
from tonghop.ledger.models import Account, Case, Entry, FactVersion, Indicator, Posting, Source, State, Unit
from tonghop.ledger.record import Change, lock, record
from tonghop.ledger.rights import Action

POSTED = "case.post"
"""The action of the entry that has the figures of a posting."""
_INHERITED = f"""exists (
    with recursive former(id) as (
        select lineage.predecessor_id from ledger_lineage as lineage
        where lineage.successor_id = ledger_unit.id and {CARRIES_ON}
        union
        select lineage.predecessor_id from former join ledger_lineage as lineage on lineage.successor_id = former.id
        where {CARRIES_ON}
    )
    select from ledger_case where register = %s and received <= %s and unit_id in (select id from former)
)"""


@dataclass(frozen=True, slots=True)
class Query:
    """Which figures are posted: those of `span`, counted from the day `first` to the day `last`, both included."""

    span: Span
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Posted:
    """How many figures were written, how many stood already, and which cells were left with another figure."""

    written: int = 0
    unchanged: int = 0
    kept: tuple[Cell, ...] = ()

    def __add__(self, other: "Posted") -> "Posted":
        return Posted(self.written + other.written, self.unchanged + other.unchanged, self.kept + other.kept)


def post(account: Account, unit: Unit, query: Query, reason: str = "", *, replacing: bool = False) -> Posted:
    """Post what the registers at a unit and below it come to, `replacing` accepted figures from elsewhere or not.

    These are replaced for a reason only. Raises Forbidden, Conflict, NeedsReason.
    """
    access.require(account, Action.SETTLE, unit)
    if replacing and not reason.strip():
        raise NeedsReason
    return post_with(account, unit, query, reason, replacing=replacing)


@transaction.atomic
def post_with(account: Account, unit: Unit, query: Query, reason: str, *, replacing: bool = False) -> Posted:
    """Post in the course of a step that the account was found to be allowed; figures from elsewhere stay."""
    if query.last < query.first:
        return Posted()
    feeding = [(register, fed) for register in registers().values() if (fed := _fed(register))]
    wanted = {indicator for _, fed in feeding for indicator in fed.values()}
    known = dict(Indicator.objects.filter(key__in=wanted).values_list("key", "id"))
    lock(known.values())
    posted = Posted()
    for register, fed in feeding:
        units = {row.pk: row for row in _keepers(register, unit, query)}
        held = {name: indicator for name, indicator in fed.items() if indicator in known}
        if units and held:
            posted += _Posting(account, register, query, reason, replacing, units, held, known).post()
    return posted


def _fed(register: Register) -> dict[str, str]:
    """The measures that feed an indicator, with its key."""
    return {key: measure.indicator for key, measure in register.measures.items() if measure.indicator}


def _keepers(register: Register, above: Unit, query: Query) -> Iterable[Unit]:
    """The units at and below a unit, alive in a span, that keep a register.

    Some case of it, received until the last day, is theirs, or was when it ended that of a unit whose work they carry
    on: of an office that began its register later, nothing is known of the time before.
    """
    span = query.span
    alive = (Q(born=None) | Q(born__lte=span.ends)) & (Q(closed=None) | Q(closed__gt=span.starts))
    own = Case.objects.filter(register=register.key, unit=OuterRef("pk"), received__lte=query.last)
    inherited = RawSQL(_INHERITED, [register.key, query.last], BooleanField())
    rows = Unit.objects.filter(alive, pk__in=access.below([above.pk]))
    return rows.annotate(inherited=inherited).filter(Q(Exists(own)) | Q(inherited=True))


@dataclass(frozen=True, slots=True)
class _Posting:
    """What is posted of one register, for its keepers by their ids."""

    account: Account
    register: Register
    query: Query
    reason: str
    replacing: bool
    units: Mapping[int, Unit]
    fed: Mapping[str, str]
    known: Mapping[str, int]

    def post(self) -> Posted:
        """Count, look at what stands, and write what differs."""
        counted = self._counted()
        held = permitted.open_versions((fact.cell for _, fact in counted.values()), settled=True)
        told = set() if self.replacing else self._told_below({fact.cell for _, fact in counted.values()} - held.keys())
        fresh, kept = {}, []
        for key, (listed, fact) in counted.items():
            row = held.get(fact.cell)
            if row and row.value == fact.value and row.as_of == fact.as_of:
                continue
            if (row and self._stays(row)) or fact.cell in told:
                kept.append(fact.cell)
                continue
            fresh[key] = listed, fact
        if fresh:
            seen = {fact.cell: held[fact.cell].pk if fact.cell in held else None for _, fact in fresh.values()}
            self._write(fresh, seen)
        return Posted(len(fresh), len(counted) - len(fresh) - len(kept), tuple(kept))

    def _counted(self) -> dict[tuple[int, str], tuple[Listed, Fact]]:
        """What was counted, by the id of the unit and the name of the measure, and as a fact."""
        places, query = reach(self.units), self.query
        listed = list_places(self.register, self.fed, places, query.first, query.last)
        return {
            (unit, name): (item, self._fact(self.units[unit].code, name, item))
            for unit, items in listed.items()
            for name, item in items.items()
        }

    def _fact(self, code: str, name: str, item: Listed) -> Fact:
        if not isinstance(item.value, Decimal):
            raise ValueError("a mean is no figure of an indicator")
        return Fact(Cell(self.fed[name], code, self.query.span), item.value, as_of=self.query.last)

    def _told_below(self, cells: Collection[Cell]) -> set[Cell]:
        """The cells whose value is added up from units below, of figures that this register did not count."""
        carried = {cell for cell, value in effective(cells).items() if value.origin is Origin.CHILDREN}
        parts = {cell: added(cell) for cell in carried}
        versions = FactVersion.objects.filter(pk__in=[pk for several in parts.values() for pk in several])
        strange = set(versions.exclude(source__postings__register=self.register.key).values_list("pk", flat=True))
        return {cell for cell, several in parts.items() if strange.intersection(several)}

    def _stays(self, row: FactVersion) -> bool:
        """Whether a figure is not to be replaced: it was published, or came from elsewhere, which is not replaced."""
        if row.state == State.PUBLISHED:
            return True
        ours = Posting.objects.filter(source=row.source_id, register=self.register.key).exists()
        return not (ours or self.replacing)

    def _write(self, fresh: Mapping[tuple[int, str], tuple[Listed, Fact]], seen: Mapping[Cell, int | None]) -> None:
        entry = Entry.objects.create(actor=self.account, action="source.add", reason=self.reason)
        units = {unit: self.units[unit] for unit, _ in fresh}
        made = Source.objects.bulk_create(
            Source(kind=Source.Kind.REGISTER, name=self.register.name, unit=unit, entry=entry)
            for unit in units.values()
        )
        sources = dict(zip(units, made, strict=True))
        Posting.objects.bulk_create(
            Posting(
                source=sources[unit],
                register=self.register.key,
                measure=name,
                indicator_id=self.known[self.fed[name]],
                unit=units[unit],
                first=self.query.first,
                last=self.query.last,
                cases=list(item.cases),
                versions=list(item.versions),
            )
            for (unit, name), (item, _) in fresh.items()
        )
        by_code = {units[unit].code: source for unit, source in sources.items()}
        change = Change(self.account, POSTED, self.reason, sources=by_code)
        record([fact for _, fact in fresh.values()], change, State.ACCEPTED, seen)
