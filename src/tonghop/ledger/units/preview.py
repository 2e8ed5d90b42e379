"""What an operation would do to every sum, tried out and taken back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger.cells import MEASURES

_KEY = "indicator_id, unit_id, year, last, first, measure, authority, version, breakdown"
_SUMS = f"""
with concerned as (
    select distinct above.ancestor_id as unit_id
    from ledger_ancestry as above join ledger_unit as unit on unit.id = above.unit_id
    where unit.code = any(%(codes)s)
), own as (
    select {_KEY}, value from ledger_fact join concerned using (unit_id)
    where settled and known_to is null and value is not null
), held as (
    select * from own
    union all
    select {_KEY}, total from ledger_total join concerned using (unit_id)
    where parts > 0 and ({_KEY}) not in (select {_KEY} from own)
)
select indicator.key, unit.code, year, first, last, measure, authority, version, breakdown, value
from held
join ledger_indicator as indicator on indicator.id = held.indicator_id
join ledger_unit as unit on unit.id = held.unit_id
"""


@dataclass(frozen=True, slots=True)
class Sum:
    """A value of a unit, own or added up, before and after an operation (None: there is none)."""

    cell: Cell
    before: Decimal | None
    after: Decimal | None


def preview(operation: Callable[[], None], codes: Collection[str]) -> tuple[Sum, ...]:
    """Every sum of these units and of all above them, before and after an operation, of which nothing remains.

    Raises what the operation raises.
    """
    with transaction.atomic():
        before = sums(codes)
        operation()
        after = sums(codes)
        transaction.set_rollback(True)
    return compared(before, after)


def compared(before: Mapping[Cell, Decimal], after: Mapping[Cell, Decimal]) -> tuple[Sum, ...]:
    """Every sum that there is before or after."""
    cells = sorted(before.keys() | after.keys(), key=lambda cell: (cell.unit, cell.span, cell.indicator, repr(cell)))
    return tuple(Sum(cell, before.get(cell), after.get(cell)) for cell in cells)


def sums(codes: Collection[str]) -> dict[Cell, Decimal]:
    """The settled values of units and of all above them, their own or else added up."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, {"codes": list(codes)})
        return {
            Cell(key, unit, Span(year, first, last), MEASURES[measure], authority, version, breakdown): value
            for key, unit, year, first, last, measure, authority, version, breakdown, value in cursor.fetchall()
        }
