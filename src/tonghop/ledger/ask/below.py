"""What the units below a unit state of one indicator."""

from collections.abc import Mapping
from datetime import datetime
from decimal import MAX_PREC, Context, Decimal, Inexact, InvalidOperation
from typing import Any

from django.db import connection

from tonghop.core.fact import Cell
from tonghop.ledger.cells import STORED, Names
from tonghop.ledger.units import held
from tonghop.ledger.units.timeline import BELOW, known

_NOW = """
select * from ledger_stated(%(indicator)s, %(year)s, %(last)s, %(first)s, %(measure)s, %(authority)s, %(version)s,
    %(breakdown)s, %(from_unit)s, %(to_unit)s)
"""
_THEN = f"""
{BELOW}
select unit.code, fact.value
from below
join ledger_unit as unit on unit.id = below.unit_id
join ledger_fact as fact on fact.unit_id = unit.id
where fact.settled and {known("fact")} and fact.value is not null
    and fact.indicator_id = (select id from ledger_indicator where key = %(indicator)s)
    and fact.year = %(year)s and fact.last = %(last)s and fact.first = %(first)s and fact.measure = %(measure)s
    and fact.authority = %(authority)s and fact.version = %(version)s and fact.breakdown = %(breakdown)s
    and (below.start is null or below.start <= %(on)s) and (below."end" is null or below."end" > %(on)s)
"""
_exact = Context(prec=MAX_PREC, traps=[Inexact, InvalidOperation]).create_decimal
"""A decimal of a text, a little faster than `Decimal`."""


def below(cell: Cell, known_on: datetime | None = None) -> dict[str, Decimal]:
    """The values that the unit of a cell and all units below it at the end of its span state, by their codes.

    One query, three after units were changed, two more where nothing is stated. Raises UnknownIndicator, UnknownUnit.
    """
    span = cell.span
    asked: dict[str, Any] = {
        "indicator": cell.indicator,
        "unit": cell.unit,
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
    found = _then(asked) if known_on else _now(asked)
    if not found:
        Names.of([cell])
    return found


def _now(asked: Mapping[str, Any]) -> dict[str, Decimal]:
    """The present values, by the tree that is held, unless units were changed since."""
    tree = held.tree(asked["unit"], asked["on"])
    while tree.codes:
        with connection.cursor() as cursor:
            cursor.execute(_NOW, {**asked, "from_unit": tree.least, "to_unit": tree.greatest})
            stamp, numbers, values = cursor.fetchone()
        if stamp == tree.stamp:
            found = dict(zip(tree.read(numbers), map(_exact, (values or "").split()), strict=True))
            found.pop(held.OUTSIDE, None)
            return found
        tree = held.renew(asked["unit"], asked["on"])
    return {}


def _then(asked: Mapping[str, Any]) -> dict[str, Decimal]:
    """The values as they were known on a moment, in the hierarchy that was known then."""
    with connection.cursor() as cursor:
        cursor.execute(_THEN, asked)
        return dict(cursor.fetchall())
