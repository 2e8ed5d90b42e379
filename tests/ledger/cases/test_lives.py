"""Every register, walked from the reception of a case to its end (`lives.toml`)."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.cases.people import UNIT, person

from tonghop.catalog.registers import registers
from tonghop.core.errors import Refusal
from tonghop.ledger import cases, units
from tonghop.ledger.models import Account, Case, CaseStep, Role
from tonghop.registers.measures import rate

pytestmark = pytest.mark.usefixtures("office")
LIVES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "lives.toml").read_text("utf-8"))["lives"]


@pytest.fixture
def people() -> dict[str, Account]:
    return {role: person(role, role) for role in (Role.OFFICER, Role.HEAD, Role.LEADER)}


def test_every_register_has_a_life() -> None:
    assert {life["register"] for life in LIVES} == set(registers())


@pytest.mark.parametrize("life", LIVES, ids=[f"{life['register']}: {life['name']}" for life in LIVES])
def test_a_case_is_walked_through_its_life(life: dict[str, Any], people: dict[str, Account]) -> None:
    case = cases.receive(people[Role.OFFICER], life["register"], units.find(UNIT), life["fields"], life["on"])
    taken = 0
    for step in life["steps"]:
        case, done = take(case, step, people[step["who"]])
        taken += done
    assert case.version == taken + 1 == CaseStep.objects.filter(case=case).count()
    counted(case, life)


def take(case: Case, step: dict[str, Any], who: Account) -> tuple[Case, bool]:
    """The case after a step, and whether it took it."""
    given = (who, case.pk, step["do"], step["on"], step.get("fields", {}))
    if words := step.get("refused"):
        with pytest.raises(Refusal) as refused:
            cases.take(*given, seen=case.version)
        assert words in refused.value.sentence(str), step
        return cases.find(who, case.pk), False
    case = cases.take(*given, seen=case.version)
    assert case.state == step.get("is", case.state), step
    assert str(case.due or "") == step.get("due", str(case.due or "")), step
    return case, True


def counted(case: Case, life: dict[str, Any]) -> None:
    """What the case counts as in a year, the identities of its register, and when its other limits end."""
    register, year = cases.register_of(case.register), life["counted"]
    values = cases.measure_all(register, [case.unit_id], date(year, 1, 1), date(year, 12, 31))
    told = {key: values[key] for key in life["counts"]}
    assert told == {key: Decimal(str(value)) for key, value in life["counts"].items()}
    for identity in register.identities:
        left, right = (sum(values[key] or 0 for key in side) for side in (identity.left, identity.right))
        assert left == right, identity
    assert all(found is None or found >= 0 for found in (rate(item, values) for item in register.rates.values()))
    ends = {item.limit: str(item.due.last) for item in cases.history_of(case).limits(date(year, 12, 31))}
    assert ends | life.get("limits", {}) == ends
