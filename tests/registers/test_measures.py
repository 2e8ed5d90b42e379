"""What is counted of cases: identities that hold for any history at any moment."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.registers.histories import cases

from tonghop.catalog.registers import Take, registers
from tonghop.registers.history import History, Step
from tonghop.registers.measures import broken_down, counted, measured, rate

PETITIONS = registers()["petitions"]
SPANS = st.tuples(st.dates(date(2025, 12, 1), date(2027, 6, 1)), st.integers(0, 400)).map(
    lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1]))
)


@pytest.mark.parametrize("key", sorted(registers()))
def test_identities_hold_in_total_and_for_every_part_whatever_happened(key: str) -> None:
    register = registers()[key]

    @settings(max_examples=60)
    @given(st.lists(cases(register), max_size=6), SPANS)
    def hold(held: list[History], span: tuple[date, date]) -> None:
        seen = counted(held, *span)
        parts = [values for field in register.breakdowns for values in broken_down(register, seen, field).values()]
        for values in [measured(register, seen), *parts]:
            for identity in register.identities:
                assert sum(values[name] for name in identity.left) == sum(values[name] for name in identity.right)

    hold()


@given(st.lists(cases(PETITIONS), max_size=6), SPANS)
def test_a_case_is_carried_over_or_new_and_then_settled_or_not(held: list[History], span: tuple[date, date]) -> None:
    for item in counted(held, *span):
        assert len(item.takes & {Take.OPENING, Take.RECEIVED}) == 1
        assert len(item.takes & {Take.RESOLVED, Take.PENDING}) == 1
        assert not {Take.ON_TIME, Take.LATE} <= item.takes


@given(st.lists(cases(PETITIONS), max_size=6), SPANS, st.integers(1, 200))
def test_what_is_pending_when_a_span_ends_is_carried_over_into_the_next(
    held: list[History], span: tuple[date, date], more: int
) -> None:
    first, last = span
    after = last + timedelta(days=1)
    pending = measured(PETITIONS, counted(held, first, last))["pending"]
    assert measured(PETITIONS, counted(held, after, after + timedelta(days=more)))["opening"] == pending


def complaint(*steps: tuple[date, str]) -> History:
    """A complaint received on 1/6/2026 and accepted on the 3rd, with what else happened to it."""
    received = Step(date(2026, 6, 1), fields={"kind": "complaint", "competence": "own"})
    accepted = Step(date(2026, 6, 3), "accept", {"handler": "an"})
    return History(PETITIONS, (received, accepted, *(Step(on, key) for on, key in steps)))


def test_a_month_of_a_petitions_register() -> None:
    held = [
        complaint((date(2026, 7, 3), "resolve")),  # 30 days from 3/6 end on 3/7
        complaint((date(2026, 7, 6), "resolve")),
        complaint(
            (date(2026, 7, 1), "extend"), (date(2026, 7, 20), "resolve")
        ),  # extended until 20/7 (18/7 is Saturday)
        complaint((date(2026, 6, 10), "suspend")),
        complaint(),
        History(PETITIONS, (Step(date(2026, 7, 2), fields={"kind": "request", "competence": "own"}),)),
    ]
    values = measured(PETITIONS, counted(held, date(2026, 7, 1), date(2026, 7, 31)))
    told = {key: value for key, value in values.items() if not key.startswith("own") and not key.endswith("s_resolved")}
    assert told == {
        "opening": 5,
        "received": 1,
        "resolved": 3,
        "decided": 3,
        "pending": 3,
        "on_time": 2,
        "late": 1,
        "overdue": 1,
        "matters": 0,
        "mean_days": Fraction(32 + 35 + 49, 3),
        "median_days": 35,
    }
    assert rate(PETITIONS.rates["resolved"], values) == 50


def test_the_median_of_an_even_number_is_half_way_and_of_none_there_is_none() -> None:
    two = [complaint((date(2026, 7, 1), "resolve")), complaint((date(2026, 7, 4), "resolve"))]
    values = measured(PETITIONS, counted(two, date(2026, 7, 1), date(2026, 7, 31)))
    assert (values["mean_days"], values["median_days"]) == (Fraction(63, 2), Fraction(63, 2))
    values = measured(PETITIONS, counted(two, date(2026, 6, 1), date(2026, 6, 30)))
    assert (values["mean_days"], values["median_days"]) == (None, None)


def test_a_matter_of_several_petitions_counts_once() -> None:
    day, span = date(2026, 7, 2), (date(2026, 7, 1), date(2026, 7, 31))
    letters = [History(PETITIONS, (Step(day, fields={"matter": matter}),)) for matter in ("chợ", "chợ", "bãi rác", "")]
    assert measured(PETITIONS, counted(letters, *span))["matters"] == 2


def test_a_rate_of_nothing_is_no_rate() -> None:
    assert rate(PETITIONS.rates["resolved"], dict.fromkeys(PETITIONS.measures, Decimal(0))) is None


def test_a_case_opened_again_counts_as_received_and_its_limit_begins_anew() -> None:
    case = complaint((date(2026, 6, 20), "resolve"), (date(2026, 8, 3), "reopen"))
    values = measured(PETITIONS, counted([case], date(2026, 8, 1), date(2026, 8, 31)))
    assert (values["opening"], values["received"], values["pending"]) == (0, 1, 1)
    running = case.main_limit(date(2026, 8, 31))
    assert running is not None
    assert (running.began, running.due.last) == (date(2026, 8, 3), date(2026, 9, 3))  # 2/9 is a holiday


def test_nothing_was_there_before_it_was_received() -> None:
    assert complaint().at(date(2026, 5, 31)) is None
    assert counted([complaint()], date(2026, 1, 1), date(2026, 5, 31)) == ()
