"""The closure of the hierarchy: every unit above every unit, with the dates, kept with every change of a parent."""

from collections.abc import Collection

from django.db import connection

_BELOW = "select unit_id from ledger_ancestry where ancestor_id = any(%s) union select unnest(%s::bigint[])"

_FORGET = f"delete from ledger_ancestry where unit_id in ({_BELOW}) returning unit_id"

_TRACE = """
with recursive chain as (
    select id as unit_id, id as ancestor_id, born as start, closed as "end", 0 as depth
    from ledger_unit where id = any(%s)
    union all
    select chain.unit_id, above.parent_id, greatest(chain.start, above.start), least(chain."end", above."end"),
        chain.depth + 1
    from chain
    join ledger_unitparent as above on above.unit_id = chain.ancestor_id
        and daterange(above.start, above."end") && daterange(chain.start, chain."end")
)
insert into ledger_ancestry (ancestor_id, unit_id, start, "end", depth)
select ancestor_id, unit_id, start, "end", depth from chain
"""


def renew(units: Collection[int]) -> None:
    """Find again what is above these units, whose parents or lives changed, and above all units below them."""
    ids = list(units)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [ids, ids])
        affected = {row[0] for row in cursor.fetchall()} | set(ids)
        cursor.execute(_TRACE, [list(affected)])
