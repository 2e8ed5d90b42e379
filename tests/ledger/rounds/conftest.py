"""A ward with two departments and its people: who enters, who submits, who accepts, who publishes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from tonghop.catalog import indicators
from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import rounds, units
from tonghop.ledger.models import (
    Account,
    Calendar,
    Duty,
    Form,
    FormLine,
    Grant,
    Indicator,
    Measure,
    Role,
    Round,
    Unit,
    UnitKind,
)
from tonghop.ledger.rounds import Opening
from tonghop.ledger.units import Author, New

KEYS = ("petitions", "petitions_carried_over", "petitions_new", "budget_revenue", "poor_households")
SPAN = Span(2026, 1, 9)


@dataclass
class Office:
    """The people by what they do (officers by their department), and the round of nine months."""

    VP: Account
    KT: Account
    synthesis: Account
    chief: Account
    head: Account
    round: Round

    def person(self, name: str) -> Account:
        """Somebody by name."""
        found: Account = getattr(self, name)
        return found

    def duty(self, unit: str) -> Duty:
        """What a department owes."""
        return rounds.duty_of(self.round.pk, unit)

    def enter(self, unit: str, span: Span = SPAN, **values: int | None) -> None:
        """Let the officer of a department enter figures."""
        facts = [Fact(Cell(key, unit, span), Decimal(value)) for key, value in values.items() if value is not None]
        rounds.enter(self.person(unit), self.duty(unit).pk, facts)


@pytest.fixture
def ward(db: None) -> None:  # noqa: ARG001
    """A ward of a province, its two departments, calendar, form and indicators."""
    units.create(
        [
            New("T", UnitKind.PROVINCE, "tỉnh Lam Giang"),
            New("P", UnitKind.COMMUNE, "phường Bến Nứa", "T"),
            New("VP", UnitKind.DEPARTMENT, "Văn phòng", "P"),
            New("KT", UnitKind.DEPARTMENT, "Phòng Kinh tế", "P"),
            New("MOI", UnitKind.DEPARTMENT, "Trung tâm mới", "P", date(2026, 10, 1)),
        ],
        Author(None, "thử nghiệm"),
    )
    Calendar.objects.create(key="hanh-chinh", name="hành chính", closing_day=14)
    form = Form.objects.create(key="noi-chinh", name="Biểu nội chính", calendar="hanh-chinh", kind=UnitKind.DEPARTMENT)
    for order, key in enumerate(KEYS):
        item = indicators()[key]
        row = Indicator.objects.create(
            key=key,
            name=item.name,
            unit=item.unit,
            time=item.time,
            over_units=item.over_units,
            over_time=item.over_time,
        )
        FormLine.objects.create(
            form=form, order=order, indicator=row, measure=Measure.ACTUAL, required=key == "petitions"
        )


@pytest.fixture
def office(ward: None) -> Office:  # noqa: ARG001
    """The people of the ward, and an open round."""
    roles = {
        "VP": (Role.OFFICER, "VP"),
        "KT": (Role.OFFICER, "KT"),
        "synthesis": (Role.SYNTHESIS, "P"),
        "chief": (Role.HEAD, "P"),
        "head": (Role.HEAD, "VP"),
    }
    people = {}
    for name, (role, unit) in roles.items():
        people[name] = Account.objects.create(username=name)
        Grant.objects.create(account=people[name], role=role, unit=Unit.objects.get(code=unit))
    opening = Opening(
        "P", "9 tháng 2026", SPAN, ("noi-chinh",), date(2026, 9, 16), date(2026, 9, 1), {"KT": date(2026, 9, 20)}
    )
    return Office(**people, round=rounds.open_round(people["synthesis"], opening))
