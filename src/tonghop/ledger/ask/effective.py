"""The value that a cell has: its own settled fact, or else what the units below add up to."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db import connection

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell, Standing
from tonghop.core.span import Span
from tonghop.ledger.cells import MEASURES, STANDINGS, STORED, Names
from tonghop.ledger.units import Step
from tonghop.ledger.units.timeline import known


class Origin(StrEnum):
    """How a value came about."""

    OWN = "own"
    CHILDREN = "children"
    PREDECESSORS = "predecessors"
    MONTHS = "months"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a cell, exact; None where there is none, with the reason as `standing`.

    `parts` is how many stated values it was made of, `versions` are those stated for the unit itself or its
    predecessors, `steps` the mergers and splits it was taken across.
    """

    value: Fraction | None
    origin: Origin
    standing: Standing = Standing.VALUE
    parts: int = 0
    versions: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()


NOTHING = Value(None, Origin.NOTHING, Standing.MISSING)

_CELL = ("year", "first", "last", "measure", "authority", "version", "breakdown")
_KEY = ", ".join(("indicator_id", "unit_id", *_CELL))
_ASKED = """
    unit_id = any(array(select id from ledger_unit where code = any(%(units)s)))
    and indicator_id = any(array(select id from ledger_indicator where key = any(%(indicators)s)))
    and year = any(%(years)s) and first = any(%(firsts)s) and last = any(%(lasts)s) and breakdown = any(%(breakdowns)s)
"""


def now(condition: str) -> str:
    """The question for all settled facts and totals of the present that meet a condition; `read` reads the answer."""
    return f"""
    select indicator.key, unit.code, {", ".join(_CELL)}, indicator.over_units, held.id, value, standing, total, parts
    from (
        select {_KEY}, id, value, standing, null::numeric as total, null::int as parts
        from ledger_fact where settled and known_to is null and {condition}
        union all
        select {_KEY}, null, null, null, total, parts from ledger_total where parts > 0 and {condition}
    ) as held
    join ledger_indicator as indicator on indicator.id = held.indicator_id
    join ledger_unit as unit on unit.id = held.unit_id
    """


_NOW = now(_ASKED)
_SAME = " and ".join(f"fact.{name} = asked.{name}" for name in ("indicator_id", *_CELL))
_KNOWN = "fact.settled and fact.known_from <= %(known_on)s and (fact.known_to is null or fact.known_to > %(known_on)s)"

# Descends below a unit only where it states no value itself, so that nothing is counted twice.
_THEN = f"""
with recursive asked as (
    select indicator.id as indicator_id, indicator.key, indicator.over_units, unit.id as unit_id, unit.code,
        {", ".join(f"asked.{name}" for name in _CELL)}, ledger_period_end(asked.year, asked.last) as ends, place
    from unnest(%(indicators)s::text[], %(units)s::text[], %(years)s::int[], %(firsts)s::int[],
        %(lasts)s::int[], %(measures)s::int[], %(authorities)s::text[], %(versions)s::int[],
        %(breakdowns)s::text[]) with ordinality as asked(key, code, {", ".join(_CELL)}, place)
    join ledger_indicator as indicator on indicator.key = asked.key
    join ledger_unit as unit on unit.code = asked.code
), sought as (
    select place, asked.unit_id, fact.id, fact.value, fact.standing, 0 as depth
    from asked left join ledger_fact as fact on fact.unit_id = asked.unit_id and {_SAME} and {_KNOWN}
    union all
    select place, child.unit_id, fact.id, fact.value, fact.standing, sought.depth + 1
    from sought join asked using (place)
    join ledger_unitparent_known as child on child.parent_id = sought.unit_id and {known("child")}
        and (child.start is null or child.start <= asked.ends) and (child."end" is null or child."end" > asked.ends)
    left join ledger_fact as fact on fact.unit_id = child.unit_id and {_SAME} and {_KNOWN}
    where sought.value is null
)
select key, code, {", ".join(_CELL)}, over_units, max(sought.id) filter (where depth = 0),
    max(value) filter (where depth = 0), max(standing) filter (where depth = 0),
    sum(value) filter (where depth > 0), count(value) filter (where depth > 0)
from sought join asked using (place)
group by key, code, {", ".join(_CELL)}, over_units
"""


def effective(wanted: Collection[Cell], known_on: datetime | None = None) -> dict[Cell, Value]:
    """The values of cells, now or as they were known on a moment; one to three queries, whatever the number of cells.

    Units below are added up only where the indicator's own rule allows it (sum, average).
    Raises UnknownIndicator, UnknownUnit.
    """
    asked = dict.fromkeys(wanted, NOTHING)
    if not asked:
        return asked
    with connection.cursor() as cursor:
        cursor.execute(_THEN if known_on else _NOW, _parameters(list(asked), known_on))
        held = read(cursor)
    found = {cell: held.get(cell, NOTHING) for cell in asked}
    Names.of(cell for cell, value in found.items() if value is NOTHING)
    return found


def read(rows: Iterable[Sequence[Any]]) -> dict[Cell, Value]:
    """The values of all cells in an answer; of several rows of one cell, that which goes before the others."""
    spans: dict[tuple[int, ...], Span] = {}
    found: dict[Cell, Value] = {}
    for indicator, unit, year, first, last, measure, authority, version, breakdown, rule, *held in rows:
        months = (year, first, last)
        span = spans.get(months) or spans.setdefault(months, Span(*months))
        cell = Cell(indicator, unit, span, MEASURES[measure], authority, version, breakdown)
        value, other = _value(rule, *held), found.get(cell)
        if other is None or _rank(value) > _rank(other):
            found[cell] = value
    return found


def _parameters(asked: Sequence[Cell], known_on: datetime | None) -> dict[str, Any]:
    columns: dict[str, list[Any]] = {
        "indicators": [cell.indicator for cell in asked],
        "units": [cell.unit for cell in asked],
        "years": [cell.span.year for cell in asked],
        "firsts": [cell.span.first for cell in asked],
        "lasts": [cell.span.last for cell in asked],
        "measures": [STORED[cell.measure] for cell in asked],
        "authorities": [cell.authority for cell in asked],
        "versions": [cell.version for cell in asked],
        "breakdowns": [cell.breakdown for cell in asked],
    }
    if known_on:
        return {**columns, "known_on": known_on}
    return {name: list(set(column)) for name, column in columns.items()}


def _value(
    rule: str,
    version: int | None,
    value: Decimal | None,
    standing: int | None,
    total: Decimal | None,
    parts: int | None,
) -> Value:
    if value is not None and version is not None:
        return Value(Fraction(value), Origin.OWN, Standing.VALUE, 1, (version,))
    if parts and total is not None and rule in (Aggregation.SUM, Aggregation.AVERAGE):
        made = Fraction(total) / parts if rule == Aggregation.AVERAGE else Fraction(total)
        return Value(made, Origin.CHILDREN, Standing.VALUE, parts)
    if standing is not None and version is not None:
        return Value(None, Origin.OWN, STANDINGS[standing], 0, (version,))
    return NOTHING


def _rank(value: Value) -> tuple[bool, bool]:
    """What goes before what: a figure stated, units added up, a statement that there is no figure, nothing."""
    return value.value is not None, value.origin is Origin.OWN
