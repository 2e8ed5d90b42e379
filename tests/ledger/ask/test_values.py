"""The value of a cell: stated, added up, from months, from predecessors; what is not there is said to be not there."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.ledger.small import YEAR, put, stated

from tonghop.core.fact import Cell, Standing
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.ask import Origin
from tonghop.ledger.errors import UnknownIndicator, UnknownUnit
from tonghop.ledger.models import UnitKind

pytestmark = pytest.mark.usefixtures("office")
BY = units.Author(None)


def value(unit: str, span: Span = YEAR, indicator: str = "flow") -> ask.Value:
    cell = Cell(indicator, unit, span)
    return ask.values([cell])[cell]


def before(unit: str, span: Span, indicator: str = "flow") -> ask.Value:
    cell = Cell(indicator, unit, span)
    return ask.same_period([cell])[cell]


def test_a_unit_adds_up_what_is_below_it_unless_it_states_the_value_itself() -> None:
    put(stated("a1", "1.5"), stated("a2", 2), stated("B", 10), stated("b1", 99))
    assert value("A") == ask.Value(Fraction(7, 2), Origin.CHILDREN, parts=2)
    assert value("B").origin is Origin.OWN
    assert value("P").value == Fraction(27, 2)


def test_means_are_over_all_units_that_state_a_value_and_rates_are_not_added() -> None:
    put(*(stated(unit, number, indicator="mean") for unit, number in (("a1", 1), ("a2", 2), ("B", 6))))
    put(stated("a1", 50, indicator="rate"), stated("a2", 60, indicator="rate"))
    assert value("P", indicator="mean").value == 3
    assert value("A", indicator="rate") == ask.Value(None, Origin.NOTHING, Standing.MISSING)


def test_zero_missing_and_not_applicable_are_three_things() -> None:
    put(stated("a1", 0), stated("a2", None), stated("b1", None, standing=Standing.NOT_APPLICABLE))
    assert value("a1").value == 0
    assert (value("a2").value, value("a2").standing, value("a2").origin) == (None, Standing.MISSING, Origin.OWN)
    assert value("b1").standing is Standing.NOT_APPLICABLE
    assert value("b2").origin is Origin.NOTHING
    assert value("A") == ask.Value(Fraction(0), Origin.CHILDREN, parts=1)


def test_flows_come_from_single_months_only_where_no_month_is_missing() -> None:
    quarter = Span(2024, 1, 3)
    put(*(stated("a1", month, Span(2024, month, month)) for month in (1, 2)))
    put(*(stated("a1", month, Span(2024, month, month), "stock") for month in (1, 2, 3)))
    assert value("a1", quarter).value is None
    put(stated("a1", 3, Span(2024, 3, 3)))
    assert value("a1", quarter).value == 6
    assert (value("A", quarter).value, value("A", quarter).origin) == (6, Origin.MONTHS)
    assert value("a1", quarter, "stock").value is None


def test_a_ward_made_of_shares_of_others_is_compared_with_these_shares() -> None:
    put(stated("A", 90, Span(2024, 1, 9)), stated("B", 30, Span(2024, 1, 9)))
    parts = [
        units.Part("A", "N", Decimal("0.25"), units.Method.AREA),
        units.Part("A", "A", Decimal("0.75"), units.Method.AREA),
        units.Part("B", "N"),
    ]
    new = [units.New("N", UnitKind.COMMUNE, "phường N", "P", date(2025, 7, 1))]
    placed = {"a1": "A", "a2": "A", "b1": "N", "b2": "N"}
    units.reorganise(date(2025, 7, 1), parts, BY, new, placed, "Nghị quyết 1")
    found = before("N", Span(2025, 1, 9))
    assert (found.value, found.origin) == (Fraction(105, 2), Origin.PREDECESSORS)
    assert {(step.predecessor, step.method) for step in found.steps} == {
        ("A", units.Method.AREA),
        ("B", units.Method.WHOLE),
    }
    assert before("A", Span(2025, 1, 9)).value == Fraction(135, 2)
    assert before("A", Span(2025, 1, 6)).value is None
    assert before("A", Span(2024, 1, 9)).value is None


def test_what_a_unit_took_in_later_does_not_change_an_earlier_comparison() -> None:
    put(stated("A", 90, Span(2023, 1, 6)), stated("B", 30, Span(2023, 1, 6)))
    put(stated("A", 95, Span(2024, 1, 6)), stated("B", 40, Span(2024, 1, 6)))
    units.merge(["A", "B"], "A", date(2025, 1, 1), BY)
    assert before("A", Span(2024, 1, 6)).value == 90
    assert before("A", Span(2025, 1, 6)).value == 135


def test_rates_of_several_predecessors_are_not_added() -> None:
    put(*(stated(code, 50, indicator=indicator) for code in "AB" for indicator in ("rate", "mean", "stock")))
    new = units.New("N", UnitKind.COMMUNE, "phường N", "P", date(2025, 1, 1))
    units.merge(["A"], new, date(2025, 1, 1), BY)
    assert before("N", Span(2025, 1, 12), "rate").value == 50
    units.merge(["B"], "N", date(2025, 2, 1), BY)
    assert before("N", Span(2025, 1, 12), "stock").value == 100
    assert before("N", Span(2025, 1, 12), "rate").value is None
    assert before("N", Span(2025, 1, 12), "mean").value is None


def test_unknown_shares_leave_nothing_to_compare_with() -> None:
    put(stated("A", 90, Span(2024, 1, 9)))
    parts = [units.Part("A", code, None, units.Method.UNKNOWN) for code in ("M", "N")]
    new = [units.New(code, UnitKind.COMMUNE, f"phường {code}", "P", date(2025, 7, 1)) for code in ("M", "N")]
    units.reorganise(date(2025, 7, 1), parts, BY, new, {"a1": "M", "a2": "N"})
    assert before("M", Span(2025, 1, 9)) == ask.Value(None, Origin.NOTHING, Standing.MISSING)
    halves = [units.Part("A", code, Decimal("0.5"), units.Method.COUNTED) for code in ("M", "N")]
    units.state_shares("A", date(2025, 7, 1), halves, BY)
    assert before("M", Span(2025, 1, 9)).value == 45


def test_the_year_in_which_a_ward_was_born_is_made_of_its_predecessors_and_itself() -> None:
    put(stated("A", 60, Span(2025, 1, 6)), stated("B", 40, Span(2025, 1, 6)))
    new = units.New("N", UnitKind.COMMUNE, "phường N", "P", date(2025, 7, 1))
    units.merge(["A", "B"], new, date(2025, 7, 1), BY)
    put(stated("N", 7, Span(2025, 7, 7)), stated("N", 8, Span(2025, 8, 8)))
    assert value("N", Span(2025, 1, 8)).value == 115
    put(stated("N", 20, Span(2025, 7, 9)))
    assert value("N", Span(2025, 1, 9)).value == 120


def test_unknown_names_are_named() -> None:
    with pytest.raises(UnknownUnit):
        value("X")
    with pytest.raises(UnknownIndicator):
        value("A", indicator="x")


def test_values_below_a_unit_are_those_of_its_units_on_the_day() -> None:
    put(stated("a1", 1), stated("A", 5), stated("b1", 9), stated("a2", None))
    assert ask.below(Cell("flow", "A", YEAR)) == {"A": 5, "a1": 1}
    assert ask.below(Cell("flow", "P", YEAR)) == {"A": 5, "a1": 1, "b1": 9}


@pytest.mark.parametrize("names", [("P",), ("P", "A", "B", "a1", "a2", "b1", "b2")])
def test_the_number_of_queries_does_not_grow(names: tuple[str, ...], django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    cells = [Cell(key, unit, span) for key in ("flow", "mean") for unit in names for span in (YEAR, Span(2024, 1, 6))]
    with django_assert_max_num_queries(16):
        ask.values(cells)
    with django_assert_max_num_queries(24):
        ask.same_period(cells)
    with django_assert_max_num_queries(5):
        ask.below(cells[0])
