"""What the units below a unit state of one indicator."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from tonghop.core.fact import Cell
from tonghop.ledger.cells import STORED, Names

# The answer comes as two texts, which takes half the time of thousands of rows. The numbers of indicator and unit go
# into the question: with them the planner knows how many facts to expect.
_NAMES = "select (select id from ledger_indicator where key = %s), (select id from ledger_unit where code = %s)"
_BELOW = """
select string_agg(unit.code, chr(30)), string_agg(fact.value::text, ' ')
from ledger_fact as fact
join ledger_ancestry as below on below.unit_id = fact.unit_id
join ledger_unit as unit on unit.id = fact.unit_id
where fact.settled and fact.indicator_id = %(indicator)s
    and fact.year = %(year)s and fact.last = %(last)s and fact.first = %(first)s and fact.measure = %(measure)s
    and fact.authority = %(authority)s and fact.version = %(version)s and fact.breakdown = %(breakdown)s
    and fact.value is not null and {known}
    and below.ancestor_id = %(unit)s
    and (below.start is null or below.start <= %(on)s) and (below."end" is null or below."end" > %(on)s)
"""
_NOW = _BELOW.format(known="fact.known_to is null")
_THEN = _BELOW.format(
    known="fact.known_from <= %(known_on)s and (fact.known_to is null or fact.known_to > %(known_on)s)"
)


def below(cell: Cell, known_on: datetime | None = None) -> dict[str, Decimal]:
    """The values that the unit of a cell and all units below it at the end of its span state, by their codes.

    Two queries. Raises UnknownIndicator, UnknownUnit.
    """
    span = cell.span
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [cell.indicator, cell.unit])
        indicator, unit = cursor.fetchone()
        if indicator is None or unit is None:
            Names.of([cell])
        asked: dict[str, Any] = {
            "indicator": indicator,
            "unit": unit,
            "year": span.year,
            "last": span.last,
            "first": span.first,
            "measure": STORED[cell.measure],
            "authority": cell.authority,
            "version": cell.version,
            "breakdown": cell.breakdown,
            "on": span.ends,
            "known_on": known_on,
        }
        cursor.execute(_THEN if known_on else _NOW, asked)
        codes, numbers = cursor.fetchone()
    return dict(zip(codes.split("\x1e"), map(Decimal, numbers.split()), strict=True)) if codes else {}
