"""What became of a unit: the mergers and splits it went into, and those that its successors went into."""

from fractions import Fraction

from django.db import connection

from tonghop.ledger.units.lineage import Step
from tonghop.ledger.units.values import Method

_BECAME = """
with recursive part as (
    select * from ledger_lineage where indicator_id is null
), reach(unit_id) as (
    select id from ledger_unit where code = %(code)s
    union
    select part.successor_id from part join reach on part.predecessor_id = reach.unit_id
), occasion as (
    select distinct part.successor_id, part.date from part join reach on part.predecessor_id = reach.unit_id
)
select before.code, after.code, part.date, part.share, part.method, part.decision
from part join occasion using (successor_id, date)
join ledger_unit as before on before.id = part.predecessor_id
join ledger_unit as after on after.id = part.successor_id
order by part.date, part.id
"""


def descent(code: str) -> tuple[Step, ...]:
    """All that became of a unit by its general shares, and what went there beside it, the earliest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_BECAME, {"code": code})
        return tuple(
            Step(before, after, day, None if share is None else Fraction(share), Method(method), decision)
            for before, after, day, share, method, decision in cursor.fetchall()
        )
