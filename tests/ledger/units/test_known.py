"""What was known of units on a moment stays so, whatever is entered about them later."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from tests.ledger.small import put, stated

from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.errors import UnknownUnit
from tonghop.ledger.models import UnitKind
from tonghop.ledger.units import Author, Method, New, Part

pytestmark = pytest.mark.usefixtures("office")

BY = Author(None)
JULY = date(2025, 7, 1)
AUGUST, LAST = Span(2025, 1, 8), Span(2024, 1, 8)


def now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment


def of(unit: str, span: Span = AUGUST) -> Cell:
    return Cell("flow", unit, span)


@pytest.fixture
def september(office: None) -> datetime:  # noqa: ARG001
    """Two communes report the first eight months; then a merger of the first of July is entered."""
    put(stated("A", 5, AUGUST), stated("B", 7, AUGUST), stated("A", 4, LAST), stated("B", 6, LAST))
    put(stated("A", 8, AUGUST, measure=Measure.ESTIMATE))
    moment = now()
    units.merge(["A", "B"], New("N", UnitKind.COMMUNE, "phường N", "P", JULY), JULY, BY)
    units.rename("P", "tỉnh mới", JULY, BY)
    return moment


def test_a_merger_entered_late_leaves_what_was_known_before(september: datetime) -> None:
    put(stated("N", 20, AUGUST))
    assert ask.values([of("P")])[of("P")].value == 20
    assert ask.values([of("P")], september)[of("P")].value == 12
    assert len(ask.added(of("P"), september)) == 2
    assert ask.below(of("P"), september) == {"A": 5, "B": 7}
    assert ask.below(of("P")) == {"N": 20}


def test_comparisons_are_by_what_was_known_of_mergers(september: datetime) -> None:
    assert ask.same_period([of("N")])[of("N")].value == 10
    assert ask.same_period([of("N")], september)[of("N")].value is None
    assert ask.same_period([of("A")], september)[of("A")].value == 4


def test_shares_stated_anew_leave_what_was_known_before() -> None:
    put(stated("A", 100, LAST))
    parts = [Part("A", "A", Decimal("0.75"), Method.AREA), Part("A", "B", Decimal("0.25"), Method.AREA)]
    units.split(parts, JULY, BY)
    moment = now()
    counted = [Part("A", "A", Decimal("0.9"), Method.COUNTED), Part("A", "B", Decimal("0.1"), Method.COUNTED)]
    units.state_shares("A", JULY, counted, BY)
    assert ask.same_period([of("A")])[of("A")].value == 90
    assert ask.same_period([of("A")], moment)[of("A")].value == 75


def test_names_and_errors_of_estimates_are_those_known_then(september: datetime) -> None:
    assert units.name_of("P", AUGUST.ends) == "tỉnh mới"
    assert units.name_of("P", AUGUST.ends, september) == "đơn vị P"
    assert ask.accuracy("P", "flow", 2025) == ()
    assert [miss.unit for miss in ask.accuracy("P", "flow", 2025, september)] == ["A"]


def test_the_tree_that_is_held_follows_every_change() -> None:
    put(stated("a1", 1), stated("b1", 2))
    year = Span(2024, 1, 12)
    assert ask.below(of("A", year)) == {"a1": 1}
    with transaction.atomic():
        units.move("b1", "A", date(2024, 7, 1), BY)
        assert ask.below(of("A", year)) == {"a1": 1, "b1": 2}
        transaction.set_rollback(True)
    assert ask.below(of("A", year)) == {"a1": 1}


def test_a_unit_asked_for_before_it_is_there_is_found_when_it_is() -> None:
    with pytest.raises(UnknownUnit):
        ask.below(of("N"))
    units.create([New("N", UnitKind.COMMUNE, "phường N", "P")], BY)
    put(stated("N", 3, AUGUST))
    assert ask.below(of("N")) == {"N": 3}


@pytest.mark.usefixtures("september")
def test_the_database_refuses_to_alter_what_was_known() -> None:
    for table in ("ledger_unitparent_past", "ledger_unitname_past"):
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
            connection.cursor().execute(f"delete from {table}")
