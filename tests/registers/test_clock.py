"""Legal time limits, as the law counts them."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.registers.clock import Pause, Unit, Version, due, ends, in_force
from tonghop.registers.workdays import count_working_days, holiday, is_worked, next_working_day, working_days

DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 16), False),  # giao thừa: Tết is five days (Bộ luật Lao động 2019, Điều 112)
        (date(2026, 2, 20), False),
        (date(2026, 4, 26), False),  # giỗ Tổ on a Sunday …
        (date(2026, 4, 27), False),  # … is made up for on Monday (Điều 111 khoản 3)
        (date(2026, 8, 31), False),  # free instead of Saturday 22/8/2026
        (date(2026, 8, 22), True),
        (date(2026, 1, 2), False),  # free instead of Saturday 10/01/2026
        (date(2026, 1, 10), True),
        (date(2025, 5, 2), False),  # free instead of Saturday 26/4/2025
        (date(2025, 4, 26), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_offices_are_closed_on_holidays_and_work_on_swapped_days(day: date, worked: bool) -> None:
    assert is_worked(day) is worked


def test_a_holiday_has_its_name() -> None:
    assert holiday(date(2026, 2, 17)) == "Tết Nguyên Đán"
    assert holiday(date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("began", "days", "unit", "last"),
    [
        # The day of the event does not count (Bộ luật Dân sự 2015, Điều 147).
        (date(2026, 3, 2), 10, Unit.CALENDAR, date(2026, 3, 12)),
        # 30 days from 20/3/2026 would end on Sunday 19/4/2026: the next working day (Điều 148 khoản 5).
        (date(2026, 3, 20), 30, Unit.CALENDAR, date(2026, 4, 20)),
        # 10 days from 7/2/2026 would end in the middle of Tết: the first day after it and its weekend.
        (date(2026, 2, 7), 10, Unit.CALENDAR, date(2026, 2, 23)),
        # 7 working days of Luật Tố cáo 2018, Điều 24 around Tết 2026 (16 to 20/02).
        (date(2026, 2, 10), 7, Unit.WORKING, date(2026, 2, 26)),
        # 7 working days of a house's building permit (Nghị định 217/2026/NĐ-CP, Điều 54), over 30/4 and 1/5.
        (date(2026, 4, 28), 7, Unit.WORKING, date(2026, 5, 11)),
        # Over Quốc khánh 2026 and the swapped 31/8.
        (date(2026, 8, 27), 3, Unit.WORKING, date(2026, 9, 4)),
        # Saturday 22/8/2026 is worked.
        (date(2026, 8, 21), 1, Unit.WORKING, date(2026, 8, 22)),
    ],
)
def test_a_limit_ends_when_the_law_says(began: date, days: int, unit: Unit, last: date) -> None:
    assert ends(began, days, unit) == last


def test_days_of_a_pause_do_not_count() -> None:
    began, pause = date(2026, 3, 2), Pause(date(2026, 3, 5), date(2026, 3, 12))
    assert ends(began, 10, Unit.WORKING) == date(2026, 3, 16)
    assert ends(began, 10, Unit.WORKING, [pause]) == date(2026, 3, 23)


OLD = Version(30, Unit.CALENDAR, date(2014, 7, 1), "luật cũ")
KEEPING = Version(20, Unit.CALENDAR, date(2026, 1, 31), "luật mới, hồ sơ cũ theo luật cũ")
MOVING = Version(20, Unit.CALENDAR, date(2026, 1, 31), "luật mới, hồ sơ chưa xong theo luật mới", moves=True)


@pytest.mark.parametrize(
    ("versions", "began", "basis"),
    [
        ([OLD, KEEPING], date(2026, 1, 20), OLD.basis),
        ([OLD, KEEPING], date(2026, 1, 31), KEEPING.basis),
        ([OLD, MOVING], date(2026, 1, 20), MOVING.basis),
        ([OLD, MOVING], date(2025, 12, 1), OLD.basis),
    ],
)
def test_when_the_law_changes_a_case_keeps_its_version_or_moves_as_the_new_one_says(
    versions: list[Version], began: date, basis: str
) -> None:
    version = in_force(versions, began)
    assert version is not None
    assert version.basis == basis


def test_before_any_law_there_is_no_limit() -> None:
    assert due(date(2014, 6, 30), [OLD]) is None


def test_an_extension_keeps_the_first_end() -> None:
    limit = Version(30, Unit.CALENDAR, date(2012, 7, 1), "Luật Khiếu nại 2011, Điều 28", extension=15)
    extended = due(date(2026, 6, 1), [limit], extended=True)
    assert extended is not None
    assert (extended.first, extended.last) == (date(2026, 7, 1), date(2026, 7, 16))
    assert extended.overdue(date(2026, 7, 17))
    assert not extended.overdue(date(2026, 7, 16))


def test_while_the_clock_stands_still_nothing_is_overdue() -> None:
    standing = due(date(2026, 6, 1), [OLD], [Pause(date(2026, 6, 10))])
    assert standing is not None
    assert not standing.overdue(date(2030, 1, 1))


@given(began=DAYS, days=st.integers(1, 90), unit=st.sampled_from(Unit))
def test_every_limit_ends_on_a_working_day_and_a_longer_one_not_earlier(began: date, days: int, unit: Unit) -> None:
    last = ends(began, days, unit)
    assert is_worked(last)
    assert last <= ends(began, days + 1, unit)


@given(began=DAYS, days=st.integers(1, 60))
def test_working_days_are_counted_back_from_the_end_of_a_limit(began: date, days: int) -> None:
    first = next(islice(working_days(began), 1)) if not is_worked(began) else began
    assert count_working_days(began, ends(began, days, Unit.WORKING)) == days + (first == began)


@given(began=DAYS, days=st.integers(1, 40), after=st.integers(1, 30), pause=st.integers(1, 40))
def test_a_pause_never_brings_the_end_nearer(began: date, days: int, after: int, pause: int) -> None:
    first = date.fromordinal(began.toordinal() + after)
    held = Pause(first, date.fromordinal(first.toordinal() + pause))
    for unit in Unit:
        assert ends(began, days, unit, [held]) >= ends(began, days, unit)


@given(day=DAYS)
def test_the_next_working_day_of_a_working_day_is_itself(day: date) -> None:
    assert next_working_day(next_working_day(day)) == next_working_day(day) >= day
