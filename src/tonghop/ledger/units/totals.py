"""Totals over units follow the hierarchy: what a unit adds to is moved when its parent changes."""

from datetime import date

from django.db import connection

LOCK = 7250001
"""The advisory lock that every writer of totals holds shared and every change of the hierarchy holds alone."""

_KEY = "indicator_id, year, last, first, measure, authority, version, breakdown"
_PERIOD = """
    ledger_period_end(year, last) >= %(start)s
    and (%(until)s::date is null or ledger_period_end(year, last) < %(until)s)
"""
_MOVE = f"""
with own as (
    select {_KEY}, value as total, 1 as parts from ledger_fact
    where unit_id = %(unit)s and settled and known_to is null and value is not null and {_PERIOD}
), held as (
    select * from own
    union all
    select {_KEY}, total, parts from ledger_total
    where unit_id = %(unit)s and parts > 0 and {_PERIOD} and ({_KEY}) not in (select {_KEY} from own)
)
select ledger_carry(array_agg(move::ledger_move)) from (
    select target.unit_id, {_KEY}, target.sign * held.total, target.sign * held.parts
    from held
    cross join (values (%(leaves)s::bigint, -1), (%(joins)s::bigint, 1)) as target(unit_id, sign)
    where target.unit_id is not null
) as move
"""


def lock() -> None:
    """Keep everybody else from changing settled facts or the hierarchy until this transaction ends.

    What is changed from now on becomes known at this one moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("select set_config('ledger.moment', clock_timestamp()::text, true)")


def move(unit: int, leaves: int | None, joins: int | None, start: date, until: date | None) -> None:
    """Take the values of `unit` whose spans end from `start` until before `until` from one parent to another."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"unit": unit, "leaves": leaves, "joins": joins, "start": start, "until": until})
