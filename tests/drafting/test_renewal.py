"""Chips of a draft that turn amber: plans told as one, and what was done in the month alone."""

from collections.abc import Callable

import pytest
from tests.drafting.ward import HALF, WARD, YEAR, fact, put

from tonghop.core.fact import Measure
from tonghop.core.paper import Chip, Kind
from tonghop.core.span import Span
from tonghop.drafting.compose import Wanted, compose
from tonghop.drafting.renewal import Moved, moved, renew
from tonghop.ledger import accounts, reports, units
from tonghop.ledger.models import Account, Report, Role

pytestmark = pytest.mark.usefixtures("ward")
KEY = "jobs_created"
UNTIL_MAY, JUNE = Span(2026, 1, 5), Span(2026, 6, 6)


def draft() -> Report:
    """The monthly report of the ward, kept."""
    unit = units.find(WARD)
    account = accounts.create(None, "tonghop", "Mat-khau-thu-9", "Lê Thu", Role.SYNTHESIS, unit)
    return reports.create(account, "monthly", unit, HALF, compose(Wanted("monthly", WARD, HALF)))


def joint(report: Report) -> Moved | None:
    """What became of the percentage of the plans told as one, None where it is as it was."""
    return _of(report, lambda chip: chip.kind is Kind.PERCENT_OF_PLAN and len(chip.cells) == 3)


def monthly(report: Report) -> Moved | None:
    """What became of what was done in June, None where it is as it was."""
    return _of(report, lambda chip: chip.kind is Kind.ADDED or chip.cells[0].span == JUNE)


def _of(report: Report, wanted: Callable[[Chip], bool]) -> Moved | None:
    found = moved(report, report.sections.all()).values()
    own = [each for each in found if each.chip.cells[0].indicator == KEY and wanted(each.chip)]
    assert len(own) <= 1
    return own[0] if own else None


def planned(value: int, authority: str) -> None:
    put(fact(KEY, value, YEAR, Measure.PLAN, authority))


def text(found: Moved | None) -> str | None:
    assert found
    return found.renewed.text if found.renewed else None


def test_plans_told_as_one_are_renewed_together_and_not_where_they_differ() -> None:
    planned(400, "Phường")
    report = draft()
    assert joint(report) is None
    planned(500, "Phường")
    assert text(joint(report)) is None  # no percentage is of both
    planned(500, "TP")
    assert text(joint(report)) == "30"
    put(fact(KEY, 200))
    assert text(joint(report)) == "40"
    planned(0, "TP")
    assert text(joint(report)) is None


def test_what_was_done_in_a_month_is_renewed_by_what_was_done_until_its_end_and_its_beginning() -> None:
    put(fact(KEY, 120, UNTIL_MAY))
    report = draft()
    assert monthly(report) is None
    put(fact(KEY, 100, UNTIL_MAY))
    assert text(monthly(report)) == "50"
    put(fact(KEY, 170))
    assert text(monthly(report)) == "70"
    put(fact(KEY, 170, UNTIL_MAY))
    assert text(monthly(report)) is None  # nothing was done in it: that sentence is to go


def test_what_was_stated_of_a_month_is_renewed_by_that_alone() -> None:
    put(fact(KEY, 30, JUNE), fact(KEY, 120, UNTIL_MAY))
    report = draft()
    put(fact(KEY, 110, UNTIL_MAY))
    assert monthly(report) is None
    put(fact(KEY, 35, JUNE))
    assert text(monthly(report)) == "35"


def test_renewing_a_draft_prints_the_month_and_the_joint_percentage_anew() -> None:
    planned(400, "Phường")
    put(fact(KEY, 120, UNTIL_MAY))
    report = draft()
    put(fact(KEY, 200), fact(KEY, 150, UNTIL_MAY))
    account = Account.objects.get(username="tonghop")
    assert renew(account, report.pk)
    assert moved(report, report.sections.all()) == {}
    chips = [chip for chip in reports.assembled(report).chips() if chip.cells[0].indicator == KEY]
    assert {chip.text for chip in chips if chip.kind is Kind.ADDED} == {"50"}
    assert {chip.text for chip in chips if len(chip.cells) == 3} == {"50"}
