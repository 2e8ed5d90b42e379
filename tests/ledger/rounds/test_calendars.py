"""Closing windows: 15→14, calendar months, 25→25, by date and province; no day is lost or counted twice."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.core.span import Span
from tonghop.ledger.models import Calendar, Unit
from tonghop.ledger.rounds import Rule, window, window_by
from tonghop.ledger.rounds.errors import UnknownCalendar

ADMINISTRATIVE, MONTHS, OVERLAPPING = Rule(14), Rule(0), Rule(25, overlaps=True)


@pytest.mark.parametrize(
    ("rule", "code", "first", "last"),
    [
        (ADMINISTRATIVE, "2026-05", date(2026, 4, 15), date(2026, 5, 14)),
        (ADMINISTRATIVE, "2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        (ADMINISTRATIVE, "2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        (ADMINISTRATIVE, "2026-M1..M9", date(2025, 12, 15), date(2026, 9, 14)),
        (ADMINISTRATIVE, "2026", date(2025, 12, 15), date(2026, 12, 14)),
        (MONTHS, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (MONTHS, "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (OVERLAPPING, "2026-01", date(2025, 12, 25), date(2026, 1, 25)),
    ],
)
def test_windows_of_the_decree_and_of_local_habit(rule, code, first, last):
    found = window_by([rule], Span.of(code))
    assert (found.first, found.last) == (first, last)


@given(
    st.lists(st.tuples(st.integers(0, 28), st.dates(date(2018, 1, 1), date(2024, 12, 31))), max_size=4),
    st.integers(0, 28),
)
def test_months_follow_one_another_without_gap_whatever_the_rules(changes, closing_day):
    starts = [(None, closing_day), *sorted((day, closing) for closing, day in changes)]
    ends = [day for day, _ in starts[1:]] + [None]
    rules = [
        Rule(closing, start=start, end=end)
        for (start, closing), end in zip(starts, ends, strict=True)
        if start is None or start != end
    ]
    months = [Span(year, month, month) for year in range(2019, 2025) for month in range(1, 13)]
    windows = [window_by(rules, month) for month in months]
    for before, after in pairwise(windows):
        assert after.first == before.last + timedelta(days=1)
    assert window_by(rules, Span(2020, 1, 12)).first == window_by(rules, Span(2020, 1, 1)).first


@pytest.mark.usefixtures("ward")
def test_a_rule_of_the_province_goes_before_the_general_one():
    Calendar.objects.create(key="hanh-chinh", name="riêng", closing_day=20, province=Unit.objects.get(code="T"))
    assert window("hanh-chinh", Span(2026, 5, 5), "T").last == date(2026, 5, 20)
    assert window("hanh-chinh", Span(2026, 5, 5)).last == date(2026, 5, 14)
    with pytest.raises(UnknownCalendar):
        window("khong-co", Span(2026, 5, 5))
