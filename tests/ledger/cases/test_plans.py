"""However large a register grows, its list, board and measures read by index only what they are asked for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.ledger.cases.people import person

from tonghop.ledger import cases, units
from tonghop.ledger.models import Account, Grant, Role

pytestmark = pytest.mark.usefixtures("office")
CASES, OTHERS = 200, 6_000
FIRST, LAST = date(2026, 1, 1), date(2026, 11, 20)
FILL = """
insert into ledger_case (register, unit_id, year, number, received, state, since, fields, title, folded, opened, closed,
    began, due, first_due, met, next_due, next_limit, version)
select register, unit, extract(year from day), number, day,
    case when closed is null then 'accepted' else 'resolved' end, day,
    jsonb_build_object('kind', 'request', 'competence', case when number %% 500 = 0 then 'other' else 'own' end),
    'đơn ' || number, 'don ' || number, day, closed, day, day + 20, day + 20, closed,
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


def asked_by(work: Callable[[], None]) -> list[tuple[str, Any]]:
    """The queries about cases that some work asks."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, *more: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, *more)

    with connection.execute_wrapper(note):
        work()
    return [query for query in asked if "ledger_case" in query[0]]


@pytest.fixture
def officer() -> Account:
    """An officer of the unit that has a few of very many cases, and of the one that has the others."""
    account = person("an", Role.OFFICER)
    Grant.objects.create(account=account, role=Role.OFFICER, unit=units.find("B"))
    asked = {"cases": CASES, "others": OTHERS, "own": units.find("A").pk, "other": units.find("B").pk}
    with connection.cursor() as cursor:
        cursor.execute(FILL, asked)
    return account


def test_list_board_and_measures_read_no_whole_table(officer: Account) -> None:
    register, unit = cases.register_of("petitions"), units.find("A")

    def work() -> None:
        assert len(cases.found(officer, cases.Sought("petitions", unit))[:50]) == 50
        assert len(cases.found(officer, cases.Sought("petitions", unit, late="overdue"), LAST)[:50]) == 20
        assert not cases.found(officer, cases.Sought("petitions", unit, handler=officer))[:50]
        assert sum(cases.by_state(officer, cases.Sought("petitions", unit)).values()) == CASES
        assert cases.measure(register, [unit.pk], FIRST, LAST, "kind")["request"]["pending"] == 20

    found = list(plans(asked_by(work)))
    assert len(found) == 5
    assert not [plan for plan in found if "Seq Scan on ledger_case" in plan]


def test_a_list_narrowed_by_field_person_and_day_reads_what_answers(officer: Account) -> None:
    many = units.find("B")

    def work() -> None:
        rare = cases.Sought("petitions", many, fields={"competence": "other"})
        assert cases.found(officer, rare).count() == sum(cases.by_state(officer, rare).values()) == 4
        assert not cases.found(officer, cases.Sought("petitions", many, person="binh"))[:50]
        day = date(2025, 3, 9)
        assert cases.found(officer, cases.Sought("petitions", many, first=day, last=day)).count() == 1

    found = list(plans(asked_by(work)))
    assert len(found) == 4
    assert not [plan for plan in found if "Seq Scan on ledger_case" in plan]
    assert all("case_fields" in plan for plan in found[:2])
