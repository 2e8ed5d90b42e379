"""What the units below a unit state of one indicator."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from tonghop.core.fact import Cell
from tonghop.ledger.cells import Names

_BELOW = """
select unit.code, fact.value
from ledger_ancestry as below
join ledger_fact as fact on fact.unit_id = below.unit_id
join ledger_unit as unit on unit.id = below.unit_id
where below.ancestor_id = %(unit)s and (below.start is null or below.start <= %(on)s)
    and (below."end" is null or below."end" > %(on)s)
    and fact.settled and fact.indicator_id = %(indicator)s
    and fact.year = %(year)s and fact.last = %(last)s and fact.first = %(first)s and fact.measure = %(measure)s
    and fact.authority = %(authority)s and fact.version = %(version)s and fact.breakdown = %(breakdown)s
    and fact.value is not null and """
_NOW = _BELOW + "fact.known_to is null"
_THEN = _BELOW + "fact.known_from <= %(known_on)s and (fact.known_to is null or fact.known_to > %(known_on)s)"


def below(cell: Cell, known_on: datetime | None = None) -> dict[str, Decimal]:
    """The values that the unit of a cell and all units below it at the end of its span state, by their codes.

    Three queries. Raises UnknownIndicator, UnknownUnit.
    """
    key = Names.of([cell]).key(cell)
    names = ("indicator", "unit", "year", "last", "first", "measure", "authority", "version", "breakdown")
    asked: dict[str, Any] = dict(zip(names, key, strict=True)) | {"on": cell.span.ends, "known_on": known_on}
    with connection.cursor() as cursor:
        cursor.execute(_THEN if known_on else _NOW, asked)
        return dict(cursor.fetchall())
