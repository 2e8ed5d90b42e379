"""The units whose cases count for a unit: itself, those below it, and those that it carries on.

What was divided is carried on by one of its parts alone, the greatest, which was given its open work too; so the parts
together count what it counted, each case once. The others may still see it.
"""

from collections.abc import Iterable

from django.db import connection
from django.utils.timezone import localdate

CARRIES_ON = """
    lineage.indicator_id is null and not exists (
        select from ledger_lineage as greater
        where greater.predecessor_id = lineage.predecessor_id and greater.date = lineage.date
            and greater.indicator_id is null
            and (coalesce(greater.share, -1), -greater.id) > (coalesce(lineage.share, -1), -lineage.id)
    )
"""
"""Which of the rows `lineage` of a unit that ended says who carries on its work."""
_REACH = f"""
with recursive reach(root, unit_id) as (
    select below.ancestor_id, below.unit_id
    from ledger_ancestry as below join ledger_unit as unit on unit.id = below.unit_id
    where below.ancestor_id = any(%(units)s) and (below.start is null or below.start <= %(day)s)
        and (below."end" is null or below."end" > %(day)s or below."end" = unit.closed)
    union
    select reach.root, former.id from reach cross join lateral (
        select unit.id from ledger_lineage as lineage join ledger_unit as unit on unit.id = lineage.predecessor_id
        where lineage.successor_id = reach.unit_id and unit.closed = lineage.date and unit.closed <= %(day)s
            and {CARRIES_ON}
        union all
        select unit.id from ledger_unitparent as child join ledger_unit as unit on unit.id = child.unit_id
        join ledger_unit as upper on upper.id = child.parent_id
        where child.parent_id = reach.unit_id and unit.kind = 'department' and unit.closed = upper.closed
            and unit.closed = child."end"
    ) as former
)
select root, array_agg(unit_id) from reach group by root
"""


def reach(units: Iterable[int]) -> dict[int, list[int]]:
    """The units (ids) whose cases count today for each of several units, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"units": list(units), "day": localdate()})
        return dict(cursor.fetchall())
