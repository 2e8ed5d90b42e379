"""The example office: believable, consistent and the same each time."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator

from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.accounts import one_time_password
from tonghop.ledger.models import Account, Duty, Entry, FactVersion, Round, Total
from tonghop.ledger.office import demo, figures

pytestmark = pytest.mark.django_db
OFFICE = "99111"


def made() -> dict[Cell, Decimal | None]:
    return {fact.cell: fact.value for fact in figures.Figures(demo.place).facts()}


def test_it_is_filled_once() -> None:
    filled = demo.fill()
    assert filled is not None
    assert filled.facts == FactVersion.objects.count() > 1000
    entries = Entry.objects.count()
    assert demo.fill() is None
    assert Entry.objects.count() == entries


def test_figures_are_the_same_each_time() -> None:
    assert made() == made()


def test_cumulative_figures_never_fall_and_parts_add_up() -> None:
    facts = made()
    for cell, value in facts.items():
        if cell.measure is Measure.ACTUAL and cell.span.last > cell.span.first and cell.indicator == "budget_revenue":
            before = Cell(cell.indicator, cell.unit, Span(cell.span.year, cell.span.first, cell.span.last - 1))
            assert value > facts[before]  # type: ignore[operator]
        if cell.indicator == "petitions" and cell.measure is Measure.ACTUAL:
            parts = [facts[Cell(f"petitions_{part}", cell.unit, cell.span)] for part in ("resolved", "pending")]
            assert value == sum(parts)  # type: ignore[arg-type]


def test_plans_of_two_authorities_one_of_them_adjusted() -> None:
    plans = {
        (cell.authority, cell.version)
        for cell in made()
        if cell.measure is Measure.PLAN and cell.indicator == "budget_revenue" and cell.span.year == 2026
    }
    assert plans == {("TP", 0), ("TP", 1), ("Phường", 0)}


def test_the_ward_has_its_past_and_its_departments_add_up_to_it() -> None:
    demo.fill()
    shares = units.lineage(OFFICE, date(2025, 6, 30)).shares() or ()
    assert [(share.unit, share.share) for share in shares] == [
        ("99101", 1),
        ("99102", 1),
        ("99103", Decimal("0.4")),
    ]
    totals = Total.objects.filter(unit__code=OFFICE, year=2026, last=10, measure=3, parts__gt=0)
    told = figures.story()
    assert totals.count() == len(told["indicators"]) + len(told["derived"]) > 100


def test_a_round_is_in_progress_with_every_state() -> None:
    demo.fill()
    assert Round.objects.filter(closed=None).count() == 1
    states = set(Duty.objects.filter(round__closed=None).values_list("state", flat=True))
    assert states == {"accepted", "submitted", "returned", "draft", "waiting"}
    assert "rà soát" in Duty.objects.get(state="returned").reason


def test_no_password_that_is_drawn_is_refused_for_being_like_a_name() -> None:
    people = [Account(username=told["name"], full_name=told["full_name"]) for told in figures.story()["people"]]
    alike = UserAttributeSimilarityValidator(user_attributes=("username", "full_name"))
    for _ in range(3000):
        drawn = one_time_password()
        for account in people:
            assert alike.validate(drawn, account) is None
