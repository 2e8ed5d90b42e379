"""The units whose cases count for a unit: itself, those below it, and those they came from."""

from collections.abc import Iterable

from django.db import connection
from django.utils.timezone import localdate

_REACH = """
with recursive reach(root, unit_id) as (
    select below.ancestor_id, below.unit_id
    from ledger_ancestry as below join ledger_unit as unit on unit.id = below.unit_id
    where below.ancestor_id = any(%(units)s) and (below.start is null or below.start <= %(day)s)
        and (below."end" is null or below."end" > %(day)s or below."end" = unit.closed)
    union
    select reach.root, lineage.predecessor_id from reach
    join ledger_lineage as lineage on lineage.successor_id = reach.unit_id
    join ledger_unit as unit on unit.id = lineage.predecessor_id and unit.closed <= %(day)s
)
select root, array_agg(unit_id) from reach group by root
"""


def reach(units: Iterable[int]) -> dict[int, list[int]]:
    """What `access.below` gives today for each of several units (ids), in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, {"units": list(units), "day": localdate()})
        return dict(cursor.fetchall())
