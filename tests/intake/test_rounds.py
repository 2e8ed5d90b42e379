"""A report taken in for a round fills the forms that ask for its figures; the rest is proposed beside them."""

from datetime import date
from pathlib import Path

import pytest
from tests.intake import town
from tests.intake.town import report, take

from tonghop.core.span import Span
from tonghop.intake import guard
from tonghop.intake.known import Outcome
from tonghop.intake.recording import Order
from tonghop.intake.taking import Taken
from tonghop.ledger import rounds, units
from tonghop.ledger.models import Account, Duty, FactVersion, Form, FormLine, Grant, Indicator, Role, State, UnitKind
from tonghop.ledger.rounds import Opening

HALF = Span(2024, 1, 6)
TEXT = "Giải quyết việc làm cho {n} lao động.\nTrong 6 tháng đầu năm, cấp 40 giấy phép xây dựng.\n"


@pytest.fixture
def officer(ward: str) -> Account:  # noqa: ARG001
    account = Account.objects.create_user("an.nguyen")
    for role in (Role.SYNTHESIS, Role.OFFICER, Role.HEAD):
        Grant.objects.create(account=account, role=role, unit=units.find(town.DISTRICT))
    return account


@pytest.fixture
def number(officer: Account) -> int:
    form = Form.objects.create(key="viec-lam", name="Việc làm", calendar="hanh-chinh", kind=UnitKind.COMMUNE)
    FormLine.objects.create(form=form, order=1, indicator=Indicator.objects.get(key="jobs_created"))
    opening = Opening(town.DISTRICT, "Báo cáo 6 tháng", HALF, ("viec-lam",), date(2024, 6, 18), date(2024, 6, 10))
    return rounds.open_round(officer, opening).pk


def taken(folder: Path, number: int, officer: Account, jobs: int) -> Taken:
    (result,) = take(folder, report(TEXT.format(n=jobs)), order=Order(officer, "báo cáo 6 tháng"), number=number)
    assert isinstance(result, Taken)
    return result


def test_the_form_gets_what_it_asks_for(tmp_path: Path, number: int, officer: Account) -> None:
    assert taken(tmp_path, number, officer, 215).written.drafts == 2
    duty = Duty.objects.get(round=number, unit__code=town.WARD)
    assert duty.state == Duty.State.DRAFT
    rows = FactVersion.objects.filter(state=State.DRAFT).select_related("indicator", "source")
    assert {(row.indicator.key, row.duty_id) for row in rows} == {
        ("jobs_created", duty.pk),
        ("construction_permits", None),
    }
    assert all(row.source for row in rows)
    assert guard.findings(duty) == ()


def test_what_a_form_holds_is_not_changed_behind_its_back(tmp_path: Path, number: int, officer: Account) -> None:
    taken(tmp_path / "a", number, officer, 215)
    again = taken(tmp_path / "b", number, officer, 251)
    conflicts = [item.fact.value for item in again.compared if item.outcome is Outcome.CONFLICT]
    assert conflicts == [251]
    assert again.written.drafts == 0
    assert FactVersion.objects.get(duty__isnull=False, known_to=None).value == 215
