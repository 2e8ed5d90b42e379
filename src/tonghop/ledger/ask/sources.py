"""Where figures come from: who recorded them when and why, and the very characters of the document that state them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tonghop.core.fact import Cell, Fact
from tonghop.ledger.cells import Names, fact_of
from tonghop.ledger.models import Entry, FactVersion, State
from tonghop.ledger.units.timeline import known

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, when and why; `actor` is empty where the program did it by itself."""

    actor: str
    action: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a cell: what was recorded, what it took the place of, and what ended it."""

    id: int
    fact: Fact
    state: State
    recorded: Act
    before: Fact | None
    ended: Act | None
    source: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a version comes from. `quotation` is what `source` says from `start` to `end`, empty where it is no text;
    `lead` and `tail` are the words around it."""

    version: int
    unit: str
    source: int
    name: str
    start: int | None
    end: int | None
    quotation: str
    lead: str
    tail: str


def history(cell: Cell) -> tuple[Version, ...]:
    """All versions of a cell, proposals and settled, in the order in which they were recorded; three queries."""
    indicator, unit, year, last, first, measure, authority, version, breakdown = Names.of([cell]).key(cell)
    rows = (
        FactVersion.objects.filter(
            indicator=indicator, unit=unit, year=year, last=last, first=first, measure=measure,
            authority=authority, version=version, breakdown=breakdown,
        )
        .select_related("indicator", "unit", "entry__actor", "superseded_by__actor", "source")
        .defer("source__content", "source__text")
        .order_by("known_from", "id")
    )  # fmt: skip
    before: dict[bool, Fact] = {}
    found = []
    for row in rows:
        fact = fact_of(row)
        ended = _act(row.superseded_by) if row.superseded_by else None
        source = row.source.name if row.source else ""
        found.append(Version(row.id, fact, State(row.state), _act(row.entry), before.get(row.settled), ended, source))
        before[row.settled] = fact
    return tuple(found)


def _act(entry: Entry) -> Act:
    actor = entry.actor
    name = (actor.full_name or actor.username) if actor else ""
    return Act(name, entry.action, entry.at, entry.reason)


_QUOTED = f"""
select fact.id, unit.code, source.id, source.name, fact.start, fact."end",
    coalesce(substr(source.text, fact.start + 1, fact."end" - fact.start), ''),
    coalesce(substr(source.text, greatest(fact.start - {_CONTEXT}, 0) + 1, least(fact.start, {_CONTEXT})), ''),
    coalesce(substr(source.text, fact."end" + 1, {_CONTEXT}), '')
from ledger_fact as fact
join ledger_source as source on source.id = fact.source_id
join ledger_unit as unit on unit.id = fact.unit_id
where fact.id = any(%s)
order by unit.code, fact.id
"""


def quotations(versions: Collection[int]) -> tuple[Quotation, ...]:
    """Where versions of facts come from, by unit; those without a source are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_QUOTED, [list(versions)])
        return tuple(Quotation(*row) for row in cursor)


@dataclass(frozen=True, slots=True)
class Entered:
    """A version that was entered in a form, or by hand where `duty` is None, instead of quoted from a document."""

    unit: str
    duty: int | None
    form: str
    round: str
    recorded: Act


def entered(versions: Collection[int]) -> tuple[Entered, ...]:
    """How those of the versions were entered that quote no document, by unit; one query."""
    rows = FactVersion.objects.filter(id__in=versions, start=None).select_related(
        "unit", "duty__form", "duty__round", "entry__actor"
    )
    return tuple(
        Entered(
            row.unit.code,
            row.duty_id,
            row.duty.form.name if row.duty else "",
            row.duty.round.name if row.duty else "",
            _act(row.entry),
        )
        for row in rows.order_by("unit__code", "id")
    )


_ADDED = f"""
with recursive sought as (
    select %(unit)s::bigint as unit_id, null::bigint as id
    union all
    select child.unit_id, fact.id
    from sought join ledger_unitparent_known as child on child.parent_id = sought.unit_id and {known("child")}
        and (child.start is null or child.start <= %(on)s) and (child."end" is null or child."end" > %(on)s)
    left join ledger_fact as fact on fact.unit_id = child.unit_id and fact.settled and fact.value is not null
        and fact.indicator_id = %(indicator)s and fact.year = %(year)s and fact.last = %(last)s
        and fact.first = %(first)s and fact.measure = %(measure)s and fact.authority = %(authority)s
        and fact.version = %(version)s and fact.breakdown = %(breakdown)s
        and {known("fact")}
    where sought.id is null
)
select id from sought where id is not null
"""


def added(cell: Cell, known_on: datetime | None = None) -> tuple[int, ...]:
    """The versions, stated by units below, that the value of a cell is the sum of; three queries."""
    names = ("indicator", "unit", "year", "last", "first", "measure", "authority", "version", "breakdown")
    asked: dict[str, Any] = dict(zip(names, Names.of([cell]).key(cell), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_ADDED, {**asked, "on": cell.span.ends, "known_on": known_on})
        return tuple(row[0] for row in cursor)
