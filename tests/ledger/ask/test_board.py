"""The plan board: every indicator with its plans, what was reached, how it compares, and what the year will come to."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.small import YEAR, put, stated

from tonghop.catalog.indicators import Better
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger import ask
from tonghop.ledger.ask import Status, Thresholds, assess
from tonghop.ledger.ask.outlook import Past
from tonghop.ledger.errors import UnknownUnit
from tonghop.ledger.models import Entry, Source
from tonghop.ledger.record import Change, record

HALF = Span(2024, 1, 6)
Queries = Callable[[int], AbstractContextManager[None]]
SHARE = st.fractions(Fraction(1, 100), 1, max_denominator=100)


def plan(unit: str, value: int, authority: str = "Tỉnh", version: int = 0, indicator: str = "flow") -> object:
    return stated(unit, value, YEAR, indicator, Measure.PLAN, authority=authority, version=version)


@pytest.mark.usefixtures("office")
def test_lines_have_all_plans_and_compare_with_each() -> None:
    put(
        plan("A", 100), plan("A", 120, version=1), plan("B", 100), plan("A", 300, "HĐND"),
        stated("a1", 60, HALF), stated("B", 50, HALF), stated("A", 55, HALF.years_before()),
        stated("b1", 45, HALF.years_before()), stated("A", 7, HALF, "cases", Measure.ESTIMATE),
    )  # fmt: skip
    cases, flow = ask.board("P", HALF)
    assert [(item.authority, item.version, item.value.value) for item in flow.plans] == [
        ("HĐND", 0, 300),
        ("Tỉnh", 0, 200),
        ("Tỉnh", 1, 120),
    ]
    assert [item.ratio for item in flow.plans] == [Fraction(110, 300), Fraction(110, 200), Fraction(110, 120)]
    assert (flow.actual.value, flow.before.value, flow.growth) == (110, 100, Fraction(1, 10))
    assert (cases.estimated, cases.reached.value, cases.growth) == (True, 7, None)


@pytest.mark.usefixtures("office")
def test_the_board_as_it_was_known(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    put(plan("A", 100), stated("a1", 60, HALF), stated("A", 55, HALF.years_before()))
    moment = Entry.objects.latest("id").at
    before = ask.board("P", HALF)
    assert [line.plans for line in ask.board("P", HALF, moment)] == [line.plans for line in before]
    put(stated("a1", 61, HALF))
    with django_assert_max_num_queries(30):
        assert ask.board("P", HALF, moment)[0].actual.value == 60
    with django_assert_max_num_queries(20):
        assert ask.board("P", HALF)[0].actual.value == 61


@pytest.mark.usefixtures("office")
def test_a_unit_without_figures_has_an_empty_board_and_an_unknown_one_is_named() -> None:
    assert ask.board("b2", HALF) == ()
    with pytest.raises(UnknownUnit):
        ask.board("X", HALF)


@given(st.none() | st.fractions(0, 300), st.none() | st.fractions(0, 300), st.sampled_from(list(Better)), st.booleans())
def test_every_target_has_one_status(
    value: Fraction | None, target: Fraction | None, better: Better, finished: bool
) -> None:
    status = assess(value, target, better, finished=finished, limits=Thresholds(Decimal(95)))
    if value is None or target is None or better not in (Better.HIGHER, Better.LOWER):
        assert status is Status.OPEN
    elif finished:
        good = value >= target if better is Better.HIGHER else value <= target
        assert (status in (Status.MET, Status.EXCEEDED)) == good
        assert (status is Status.MET) == (value == target)
    else:
        assert status is not Status.NEARLY


@pytest.mark.parametrize(
    ("value", "better", "finished", "status"),
    [
        (95, Better.HIGHER, True, Status.NEARLY),
        (94, Better.HIGHER, True, Status.MISSED),
        (94, Better.HIGHER, False, Status.OPEN),
        (101, Better.HIGHER, False, Status.EXCEEDED),
        (105, Better.LOWER, True, Status.NEARLY),
        (106, Better.LOWER, True, Status.MISSED),
        (101, Better.LOWER, False, Status.MISSED),
        (99, Better.LOWER, False, Status.OPEN),
        (99, Better.LOWER, True, Status.EXCEEDED),
    ],
)
def test_status_by_direction_and_time(value: int, better: Better, finished: bool, status: Status) -> None:
    limits = Thresholds(Decimal(95))
    assert assess(Fraction(value), Fraction(100), better, finished=finished, limits=limits) is status


@given(st.lists(SHARE, min_size=2, max_size=4), SHARE, st.fractions(1, 1000))
def test_the_outlook_holds_the_year_whose_share_is_within_those_of_the_past(
    shares: list[Fraction], now: Fraction, whole: Fraction
) -> None:
    past = [Past(2020 + number, share * 100, Fraction(100)) for number, share in enumerate(shares)]
    found = ask.outlook(now * whole, past)
    assert found
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.expected <= found.high
    assert (min(shares) <= now <= max(shares)) == (found.low <= whole <= found.high)


@pytest.mark.usefixtures("office")
def test_the_outlook_of_a_unit() -> None:
    for year, half, whole in ((2021, 40, 100), (2022, 50, 100), (2023, 60, 100)):
        put(stated("a1", half, Span(year, 1, 6)), stated("a1", whole, Span(year, 1, 12)))
    put(stated("a1", 30, HALF), stated("a1", 30, HALF, "stock"))
    flow, stock = Cell("flow", "A", HALF), Cell("stock", "A", HALF)
    found = ask.outlooks([flow, stock])
    assert found[stock] is None
    assert found[flow] == ask.Outlook(
        Fraction(60),
        Fraction(50),
        Fraction(75),
        ((2023, Fraction(3, 5)), (2022, Fraction(1, 2)), (2021, Fraction(2, 5))),
    )


@pytest.mark.usefixtures("office")
def test_estimates_are_held_against_actuals() -> None:
    put(stated("a1", 110, HALF, measure=Measure.ESTIMATE), stated("a2", 5, HALF, measure=Measure.ESTIMATE))
    moment = Entry.objects.latest("id").at
    put(stated("a1", 100, HALF))
    (miss,) = ask.accuracy("A", "flow", 2024)
    assert (miss.unit, miss.span, miss.error, miss.relative) == ("a1", HALF, 10, Fraction(1, 10))
    assert ask.accuracy("A", "flow", 2024, moment) == ()


@pytest.mark.usefixtures("office")
def test_history_and_the_very_words() -> None:
    text = "Toàn phường có 12 hộ nghèo."
    source = Source.objects.create(kind="document", name="bc.docx", text=text, entry=Entry.objects.create(action="x"))
    fact = stated("a1", 12)
    start = text.index("12")
    record([type(fact)(fact.cell, fact.value, start=start, end=start + 2)], Change(None, "nhập", source=source))
    put(stated("a1", 13), action="đính chính", reason="cộng sót")
    first, second = ask.history(fact.cell)
    assert (first.source, first.before, second.before) == ("bc.docx", None, first.fact)
    assert (first.ended, second.ended) == (second.recorded, None)
    assert (second.recorded.action, second.recorded.reason) == ("đính chính", "cộng sót")
    (quotation,) = ask.quotations([first.id, second.id])
    assert (quotation.lead, quotation.quotation, quotation.tail) == ("Toàn phường có ", "12", " hộ nghèo.")
    assert ask.added(Cell("flow", "P", YEAR)) == (second.id,)
    assert ask.added(Cell("flow", "P", YEAR), first.recorded.at) == (first.id,)
