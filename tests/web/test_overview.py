"""The overview: what a leader must see first, each one click from its evidence."""

from hypothesis import given
from hypothesis import strategies as st
from tests.api.world import World

from tonghop.ledger.models import Duty
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


def test_a_visitor_of_the_council_sees_nothing_of_it(world: World):
    assert "Đơn vị gửi chậm" not in shown(world, "visitor")


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_ten_things_of_all_kinds(sizes: list[int]):
    taken = ten(*(range(size) for size in sizes))
    assert sum(taken) == min(10, sum(sizes))
    assert all(count <= size for count, size in zip(taken, sizes, strict=True))
    fewest = min((count for count, size in zip(taken, sizes, strict=True) if count < size), default=10)
    assert max(taken) <= fewest + 1 or fewest == 10
