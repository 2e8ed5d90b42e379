"""However large a register grows, its list, board and measures read by index only what they are asked for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.ledger.cases.people import person

from tonghop.ledger import cases, units
from tonghop.ledger.models import Account, Role

pytestmark = pytest.mark.usefixtures("office")
CASES, OTHERS = 200, 6_000
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)
FILL = """
insert into ledger_case (register, unit_id, year, number, received, state, since, fields, title, folded, opened, closed,
    began, due, first_due, met, next_due, next_limit, version)
select register, unit, extract(year from day), number, day,
    case when closed is null then 'accepted' else 'resolved' end, day, '{"kind": "request"}', 'đơn ' || number,
    'don ' || number, day, closed, day, day + 20, day + 20, closed,
    case when closed is null then day + 20 end, 'resolution', 1
from (
    select n as number, date '2020-01-01' + n %% 2300 as day,
        case when n %% 10 > 0 then date '2020-01-15' + n %% 2300 end as closed,
        case when n <= %(cases)s then 'petitions' else (array['petitions', 'tasks', 'feedback'])[n %% 3 + 1] end
            as register,
        case when n <= %(cases)s then %(own)s else %(other)s end as unit
    from generate_series(1, %(cases)s + %(others)s) as n
) as made;
insert into ledger_casestanding (case_id, register, unit_id, since, state, outcome, fields, received, opened, closed,
    began, due, met)
select id, register, unit_id, since, state, case when closed is null then '' else 'resolved' end, fields, received,
    opened, closed, began, due, met from ledger_case;
analyze ledger_case; analyze ledger_casestanding
"""


def plans(asked: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """How the database goes about queries."""
    with connection.cursor() as cursor:
        for sql, parameters in asked:
            cursor.execute(f"explain {sql}", parameters)
            yield "\n".join(row[0] for row in cursor.fetchall())


@pytest.fixture
def officer() -> Account:
    """An officer of the unit that has a few of very many cases."""
    account = person("an", Role.OFFICER)
    asked = {"cases": CASES, "others": OTHERS, "own": units.find("A").pk, "other": units.find("B").pk}
    with connection.cursor() as cursor:
        cursor.execute(FILL, asked)
    return account


def test_list_board_and_measures_read_no_whole_table(officer: Account) -> None:
    register, unit = cases.register_of("petitions"), units.find("A")
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, *more: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, *more)

    with connection.execute_wrapper(note):
        assert len(cases.found(officer, cases.Sought("petitions", unit))[:50]) == 50
        assert len(cases.found(officer, cases.Sought("petitions", unit, late="overdue"), LAST)[:50]) == 20
        assert not cases.found(officer, cases.Sought("petitions", unit, handler=officer))[:50]
        assert sum(cases.by_state(officer, "petitions", unit).values()) == CASES
        assert cases.measure(register, [unit.pk], FIRST, LAST, "kind")["request"]["pending"] == 20
    found = [plan for plan in plans(asked) if "ledger_case" in plan]
    assert len(found) == 5
    assert not [plan for plan in found if "Seq Scan on ledger_case" in plan]
