"""A register against a table made by hand for it: 200,000 petitions of twenty units, with the same indexes.

Both answer the list of what is overdue, a board of states and the measures of a year by kind, for somebody whose right
to see the unit is asked each time; the answers are compared before any clock counts. The clock is the time of the
database and of what each makes of its rows.
"""

import json
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from bench.ledger import database

UNITS, CASES, ROUNDS = 20, 200_000, 9
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)

# Case n comes on day n % 2500 from 2020 on, waits n % 7 days, is then handled for n % 60 days; each 17th still is.
FILL = """
insert into ledger_case (register, unit_id, year, number, received, state, since, fields, title, folded, opened, closed,
    began, due, first_due, met, next_due, next_limit, version)
select 'petitions', unit_id, extract(year from received), n, received, state, coalesce(closed, accepted), fields,
    'đơn ' || n, 'don ' || n, received, closed, accepted, accepted + 30, accepted + 30, closed,
    case when closed is null then accepted + 30 end, 'resolution', 3
from (
    select n, u.unit_id, day as received, accepted, case when done then accepted + mod(n, 60) end as closed,
        case when done then 'resolved' else 'accepted' end as state,
        jsonb_build_object('kind', (array['complaint', 'denunciation', 'request'])[mod(n, 3) + 1], 'competence', 'own',
            'matter', 'vụ ' || mod(n, 5000)) as fields
    from generate_series(1, %(cases)s) as n
    join unnest(%(units)s::bigint[]) with ordinality as u (unit_id, place) on u.place = mod(n, %(count)s) + 1
    cross join lateral (select date '2020-01-01' + mod(n, 2500) as day) as come
    cross join lateral (select day + mod(n, 7) as accepted) as begun
    cross join lateral (select mod(n, 17) > 0 and accepted + mod(n, 60) <= '2026-11-20' as done) as ended
) as made;
insert into ledger_casestanding (case_id, register, unit_id, since, until, state, outcome, fields, received,
    opened, closed, began, due, met)
select id, register, unit_id, received, began, 'received', '', fields, received, received,
    null::date, null::date, null::date, null::date
from ledger_case
union all
select id, register, unit_id, began, closed, 'accepted', '', fields, received, received, null, began, due, null
from ledger_case
union all
select id, register, unit_id, closed, null, 'resolved', 'resolved', fields, received, received, closed, began, due, met
from ledger_case where closed is not null;
create table letter (
    id bigint primary key, unit_id bigint, kind text, matter text, received date, accepted date, closed date, due date,
    state text, title text, competence text
);
insert into letter
select id, unit_id, fields ->> 'kind', fields ->> 'matter', received, began, closed, due, state, title,
    fields ->> 'competence' from ledger_case;
create index on letter (unit_id, closed);
create index on letter (unit_id, state, due);
create index on letter (unit_id, due) where closed is null;
create index on letter (unit_id, received desc, id desc);
"""
MEASURES = """
select kind, count(*) filter (where received < %(first)s), count(*) filter (where received >= %(first)s),
    count(*) filter (where done), count(*) filter (where done), count(*) filter (where not done),
    count(*) filter (where done and closed <= due), count(*) filter (where done and closed > due),
    count(*) filter (where not done and due < %(last)s and accepted <= %(last)s),
    count(distinct matter) filter (where received >= %(first)s),
    count(*) filter (where own), count(*) filter (where own and received < %(first)s),
    count(*) filter (where own and received >= %(first)s),
    count(*) filter (where own and kind in ('complaint', 'second_complaint')),
    count(*) filter (where own and kind = 'denunciation'), count(*) filter (where own and kind = 'request'),
    count(*) filter (where own and done),
    count(*) filter (where own and done and kind in ('complaint', 'second_complaint')),
    count(*) filter (where own and done and kind = 'denunciation'),
    count(*) filter (where own and done and kind = 'request'),
    count(*) filter (where own and not done),
    sum(closed - received) filter (where done) || '/' || count(*) filter (where done),
    (percentile_disc(0.5) within group (order by closed - received) filter (where done)
        + percentile_disc(0.5) within group (order by closed - received desc) filter (where done)) || '/2'
from (
    select *, coalesce(closed <= %(last)s, false) as done, competence = 'own' as own from letter
    where unit_id = %(unit)s and received <= %(last)s and (closed is null or closed >= %(first)s)
) as seen group by kind
"""
OVERDUE = """
select id, title, state, due from letter where unit_id = %(unit)s and closed is null and due < %(last)s
order by received desc, id desc limit 50
"""
BOARD = "select state, count(*) from letter where unit_id = %(unit)s group by state"


def main() -> None:
    """Fill, compare the answers, measure, and print the ratios."""
    with database():
        from django.db import connection

        from tonghop.catalog.registers import registers
        from tonghop.ledger import access, cases, units
        from tonghop.ledger.models import Account, Grant, Role, UnitKind
        from tonghop.ledger.rights import Action

        codes = [f"don-vi-{at}" for at in range(UNITS)]
        units.create([units.New(code, UnitKind.COMMUNE, code, None) for code in codes], units.Author(None))
        rows = [units.find(code) for code in codes]
        account = Account.objects.create(username="can-bo")
        Grant.objects.create(account=account, role=Role.OFFICER, unit=rows[0])
        with connection.cursor() as cursor:
            cursor.execute(FILL, {"cases": CASES, "count": UNITS, "units": [row.pk for row in rows]})
            cursor.execute("vacuum analyze")
        register, unit = registers()["petitions"], rows[0]
        asked = {"unit": unit.pk, "first": FIRST, "last": LAST}

        def by_hand(sql: str) -> list[tuple[Any, ...]]:
            access.require(account, Action.SEE_CASES, unit)
            with connection.cursor() as cursor:
                cursor.execute(sql, asked)
                return cursor.fetchall()

        def overdue() -> list[tuple[Any, ...]]:
            found = cases.found(account, cases.Sought("petitions", unit, late="overdue"), LAST)[:50]
            return [(row.pk, row.title, row.state, row.due) for row in found]

        works: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
            "measures": (
                lambda: (
                    access.require(account, Action.SEE_CASES, unit)
                    or cases.measure(register, [unit.pk], FIRST, LAST, "kind")
                ),
                lambda: {
                    row[0]: dict(zip(register.measures, map(Fraction, row[1:]), strict=True))
                    for row in by_hand(MEASURES)
                },
            ),
            "list": (overdue, lambda: by_hand(OVERDUE)),
            "board": (lambda: cases.by_state(account, cases.Sought("petitions", unit)), lambda: dict(by_hand(BOARD))),
        }
        for name, (ours, theirs) in works.items():
            assert ours() == theirs(), f"the answers differ: {name}"
        print(json.dumps({f"{name}_vs_by_hand": _ratio(*pair) for name, pair in works.items()}))


def _ratio(ours: Callable[[], Any], theirs: Callable[[], Any]) -> float:
    """How many times as long ours takes in its fastest round, the two taking turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, times in zip((ours, theirs), taken, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    print(f"{min(taken[0]) * 1000:.1f} ms, by hand {min(taken[1]) * 1000:.1f} ms")
    return round(min(taken[0]) / min(taken[1]), 2)
