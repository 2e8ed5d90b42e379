"""The newest figures that a unit has."""

from django.db import connection

from tonghop.core.span import Span

# A month is only begun while few of the indicators of the month before have come in.
_LATEST = """
    with held as (
        select year, last, count(distinct indicator_id) as indicators from (
            select year, last, indicator_id from ledger_fact
            where settled and known_to is null and value is not null and measure <> 1 and first = 1 and last <= 12
                and unit_id = (select id from ledger_unit where code = %(unit)s)
            union all
            select year, last, indicator_id from ledger_total
            where parts > 0 and measure <> 1 and first = 1 and last <= 12
                and unit_id = (select id from ledger_unit where code = %(unit)s)
        ) as stated group by year, last
    )
    select year, last from held
    where 2 * indicators >= coalesce((
        select before.indicators from held as before
        where (before.year, before.last) < (held.year, held.last) order by before.year desc, before.last desc limit 1
    ), 0)
    order by year desc, last desc limit 1
"""


def latest(unit: str) -> Span | None:
    """The last span from January whose settled figures, of a unit or those below it, have mostly come in.

    None where the unit has no figures at all.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, {"unit": unit})
        row = cursor.fetchone()
    return Span(row[0], 1, row[1]) if row else None
