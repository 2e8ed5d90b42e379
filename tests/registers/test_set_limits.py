"""Limits that a field sets: the time of waiting for supplements does not count (Nghị định 61/2018/NĐ-CP)."""

from datetime import date

import pytest

from tonghop.catalog.registers import registers
from tonghop.registers.filling import WronglyFilled
from tonghop.registers.history import History, Step
from tonghop.registers.rules import broken

RECEIVED, ASKED, ANSWERED = (date(2026, 11, day) for day in (5, 6, 20))
WAITING = (Step(RECEIVED, fields={"appointed": date(2026, 11, 10)}), Step(ASKED, "supplement", {"reason": "Thiếu"}))


def ends(*steps: Step) -> date | None:
    """The last day of the appointment after so many steps; none while the clock stands still."""
    running = History(registers()["dossiers"], steps).main_limit(ANSWERED)
    assert running is not None
    return running.due.last


def test_a_dossier_that_waits_for_supplements_is_not_overdue() -> None:
    running = History(registers()["dossiers"], WAITING).main_limit(date(2026, 12, 31))
    assert running is not None
    assert not running.late(date(2026, 12, 31))
    assert ends(*WAITING) is None


@pytest.mark.parametrize(
    ("told", "end"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 10), date(2026, 11, 25)),  # said again: ten working days of waiting later, 24/11 is a holiday
        (None, date(2026, 11, 25)),
    ],
)
def test_after_it_the_new_day_holds_or_the_old_one_later_by_the_waiting(told: date | None, end: date) -> None:
    assert ends(*WAITING, Step(ANSWERED, "supplemented", {"appointed": told} if told else None)) == end


@pytest.mark.parametrize(
    ("timing", "deadline", "said"),
    [("dated", None, "phải nhập khi"), ("open", ASKED, "chỉ được nhập khi"), ("dated", ASKED, ""), ("open", None, "")],
)
def test_a_task_has_a_deadline_where_it_is_said_to_have_one_and_only_there(
    timing: str, deadline: date | None, said: str
) -> None:
    history = History(registers()["tasks"], (Step(RECEIVED, fields={"timing": timing, "deadline": deadline}),))
    if not said:
        assert list(broken(history, ANSWERED)) == []
        return
    with pytest.raises(WronglyFilled, match=f"Hạn hoàn thành: {said} “.*Có thời hạn”"):
        list(broken(history, ANSWERED))


@pytest.mark.parametrize(
    ("name", "money", "kept"), [("disbursed", 12, True), ("disbursed", 13, False), ("estimate", 13, False)]
)
def test_no_more_is_disbursed_than_the_plan_of_the_year_and_what_was_carried_into_it(
    name: str, money: int, kept: bool
) -> None:
    fields = {"plan": 20, "current": 10, "extended": 2, name: money}
    history = History(registers()["investment_capital"], (Step(RECEIVED, fields=fields),))
    assert (list(broken(history, ANSWERED)) == []) is kept
