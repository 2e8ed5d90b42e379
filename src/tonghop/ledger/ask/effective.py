"""The value that a cell has: its own settled fact, or else what the units below add up to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import connection

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell, Standing
from tonghop.ledger import cells
from tonghop.ledger.models import Indicator


class Origin(StrEnum):
    """How a value came about."""

    OWN = "own"
    CHILDREN = "children"
    PREDECESSORS = "predecessors"
    MONTHS = "months"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """The value of a cell, None where there is none; `parts` is how many values it was made of."""

    value: Decimal | None
    origin: Origin
    standing: Standing = Standing.VALUE
    parts: int = 0
    version: int | None = None


NOTHING = Answer(None, Origin.NOTHING, Standing.MISSING)

_WANTED = """
    unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::int[], %s::int[], %s::text[], %s::int[], %s::text[])
    with ordinality as wanted(indicator_id, unit_id, year, last, first, measure, authority, version, breakdown, place)
"""


def _same(table: str, *left_out: str) -> str:
    """The condition that a row of `table` belongs to the cell wanted."""
    key = ("indicator_id", "unit_id", "year", "last", "first", "measure", "authority", "version", "breakdown")
    return " and ".join(f"{table}.{name} = wanted.{name}" for name in key if name not in left_out)


_NOW = f"""
select wanted.place, fact.id, fact.value, fact.standing, total.total, total.parts
from {_WANTED}
left join ledger_fact as fact on {_same("fact")} and fact.settled and fact.known_to is null
left join ledger_total as total on {_same("total")} and total.parts > 0 and fact.value is null
"""

_KNOWN = "fact.settled and fact.known_from <= %s and (fact.known_to is null or fact.known_to > %s)"

# Descends below a unit only where it states no value itself, so that nothing is counted twice.
_THEN = f"""
with recursive wanted as (select * from {_WANTED}),
sought as (
    select wanted.place, wanted.unit_id, fact.id, fact.value, fact.standing, 0 as depth
    from wanted left join ledger_fact as fact on {_same("fact")} and {_KNOWN}
    union all
    select sought.place, parent.unit_id, fact.id, fact.value, fact.standing, sought.depth + 1
    from sought
    join wanted on wanted.place = sought.place
    join ledger_unitparent as parent on parent.parent_id = sought.unit_id
        and (parent.start is null or parent.start <= ledger_period_end(wanted.year, wanted.last))
        and (parent."end" is null or parent."end" > ledger_period_end(wanted.year, wanted.last))
    left join ledger_fact as fact on fact.unit_id = parent.unit_id and {_same("fact", "unit_id")} and {_KNOWN}
    where sought.value is null
)
select place, max(id) filter (where depth = 0), max(value) filter (where depth = 0),
    max(standing) filter (where depth = 0), sum(value) filter (where depth > 0), count(value) filter (where depth > 0)
from sought group by place
"""


def effective(wanted: Collection[Cell], known_on: datetime | None = None) -> dict[Cell, Answer]:
    """The values of cells, now or as they were known on a moment; one query, whatever the number of cells.

    Units below are added up only where the indicator's own rule allows it (sum, average).
    Raises UnknownIndicator, UnknownUnit.
    """
    asked = list(dict.fromkeys(wanted))
    names = cells.Names.of(asked)
    rules = dict(Indicator.objects.filter(key__in={cell.indicator for cell in asked}).values_list("key", "over_units"))
    columns = [list(column) for column in zip(*(names.key(cell) for cell in asked), strict=True)] or [[]] * 9
    with connection.cursor() as cursor:
        if known_on is None:
            cursor.execute(_NOW, columns)
        else:
            cursor.execute(_THEN, [*columns, *[known_on] * 4])
        rows = cursor.fetchall()
    found = {asked[place - 1]: _answer(row, rules[asked[place - 1].indicator]) for place, *row in rows}
    return {cell: found.get(cell, NOTHING) for cell in asked}


def _answer(row: Sequence[Any], rule: str) -> Answer:
    version, value, standing, total, parts = row
    if value is not None:
        return Answer(value, Origin.OWN, Standing.VALUE, 1, version)
    if parts and rule in (Aggregation.SUM, Aggregation.AVERAGE):
        made = total if rule == Aggregation.SUM else total / parts
        return Answer(made, Origin.CHILDREN, Standing.VALUE, parts)
    if standing is not None:
        return Answer(None, Origin.OWN, cells.STANDINGS[standing], 0, version)
    return NOTHING
