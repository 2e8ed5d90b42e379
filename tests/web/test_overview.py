"""The overview: what a leader must see first, each one click from its evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.api.world import World, fact

from tonghop.core.fact import Measure
from tonghop.ledger import units
from tonghop.ledger.models import Duty
from tonghop.ledger.record import Change, record
from tonghop.ledger.rounds import journal
from tonghop.web.attention import ten


def shown(world: World, role: str) -> str:
    return world.client(role).get("/").content.decode()


def test_a_leader_sees_who_is_late_and_where(world: World):
    late = Duty.objects.get(pk=world.places["below"].ids["duty_waiting"])
    page = shown(world, "leader")
    assert "Đơn vị gửi chậm" in page
    assert f'href="/ky-bao-cao/{late.round_id}"' in page


def test_a_form_sent_in_spite_of_contradictions_is_told_with_its_reason(world: World):
    duty = Duty.objects.get(pk=world.places["below"].ids["duty_submitted"])
    assert "còn mâu thuẫn" not in shown(world, "leader")
    journal.of_duty(duty, "submit", world.writer, "draft", "số của công an <xã>", overridden=["0123456789abcdef"])
    page = shown(world, "leader")
    assert "1 phát hiện: số của công an &lt;xã&gt;" in page
    assert f'href="/ky-bao-cao/bieu/{duty.pk}"' in page


def test_contradictions_settled_since_are_told_no_more(world: World):
    duty = Duty.objects.get(pk=world.places["below"].ids["duty_accepted"])
    journal.of_duty(duty, "submit", world.writer, "draft", "chưa rõ", overridden=["0123456789abcdef"])
    journal.of_duty(duty, "accept", world.writer, "submitted", overridden=[])
    assert "chưa rõ" not in shown(world, "leader")


@pytest.mark.parametrize(("reached", "pace"), [(9, "1</strong> đang theo kịp"), (2, "1</strong> khó đạt")])
def test_before_the_year_ends_the_pace_is_shown_instead_of_zeros(world: World, reached: int, pace: str):
    before = [(f"{year}{part}", value) for year in (2023, 2024, 2025) for part, value in (("-H1", 8), ("", 16))]
    facts = [fact("A", span, value * 10**9) for span, value in [*before, ("2026-H1", reached)]]
    plan = fact("A", "2026", 16 * 10**9, measure=Measure.PLAN, authority="TP")
    record([*facts, plan], Change(world.writer, "record", "", units.find("A")))
    page = world.client("leader").get("/?unit=A&period=2026-H1").text
    assert pace in page
    assert "Chưa đánh giá: 1 chỉ tiêu." in page
    assert "<strong>0</strong> đạt" not in page


def test_a_visitor_of_the_council_sees_nothing_of_it(world: World):
    assert "Đơn vị gửi chậm" not in shown(world, "visitor")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_ten_things_of_all_kinds(sizes: list[int]):
    taken = ten(*(range(size) for size in sizes))
    assert sum(taken) == min(10, sum(sizes))
    assert all(count <= size for count, size in zip(taken, sizes, strict=True))
    fewest = min((count for count, size in zip(taken, sizes, strict=True) if count < size), default=10)
    assert max(taken) <= fewest + 1 or fewest == 10
