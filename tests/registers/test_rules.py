"""Rules of registers that hold for any history at any moment: which limit is next, what a bound passes, whose year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.registers.histories import BEGIN, cases

from tonghop.catalog.registers import registers
from tonghop.registers.history import History, Step
from tonghop.registers.measures import counted, measured
from tonghop.registers.rules import broken

CAPITAL, VIOLATIONS, DOSSIERS = (registers()[key] for key in ("investment_capital", "violations", "dossiers"))
DAYS = st.integers(0, 900).map(lambda drawn: BEGIN + timedelta(days=drawn))
MONEY = st.none() | st.integers(0, 3)


@pytest.mark.parametrize("key", sorted(key for key, register in registers().items() if register.limits))
def test_no_limit_that_runs_ends_before_the_next_one(key: str) -> None:
    @settings(max_examples=40)
    @given(cases(registers()[key]), DAYS)
    def hold(case: History, day: date) -> None:
        ends = [item.due.last for item in case.limits(day) if not item.met and not item.least and item.due.last]
        coming = case.next_limit(day)
        assert (coming.due.last if coming else None) == (min(ends, default=None) if case.is_open(day) else None)

    hold()


@given(MONEY, MONEY)
def test_no_more_is_collected_than_was_imposed(fine: int | None, collected: int | None) -> None:
    history = History(VIOLATIONS, (Step(BEGIN, fields={"fine": fine, "collected": collected}),))
    assert bool(list(broken(history, BEGIN))) is ((collected or 0) > (fine or 0))


@given(DAYS, DAYS)
def test_nothing_is_appointed_before_it_was_received(received: date, appointed: date) -> None:
    history = History(DOSSIERS, (Step(received, fields={"appointed": appointed}),))
    assert bool(list(broken(history, received))) is (appointed < received)


@given(st.lists(cases(CAPITAL), max_size=6))
def test_money_of_a_year_counts_in_that_year_and_no_other(held: list[History]) -> None:
    for year in range(2025, 2030):
        seen = counted(held, date(year, 1, 1), date(year, 12, 31))
        of_year = [item.standing.fields for item in seen if item.standing.fields["budget_year"] == year]
        values = measured(CAPITAL, seen)
        assert values["lines"] == len(of_year)
        assert values["current"] == sum((Decimal(str(fields["current"])) for fields in of_year), Decimal(0))
