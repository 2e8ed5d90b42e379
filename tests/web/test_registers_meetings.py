"""Meetings: each conclusion is a task with a lead, and the next meeting of the kind reviews what became of it."""

from datetime import date

import pytest
from django.test import Client
from tests.api.world import World

from tonghop.ledger.models import Case

ROOM = "/so-theo-doi"
TASK = {
    "content": "Dọn điểm rác đầu chợ",
    "kind": "conclusion",
    "source": "14/TB-UBND",
    "lead": "A",
    "handler": "officer",
    "product": "Ảnh hiện trường",
    "timing": "dated",
    "deadline": "2026-06-10",
    "received": "2026-06-02",
}


@pytest.fixture
def head(world: World) -> Client:
    return world.client("head")


def meeting(head: Client, day: str, kind: str = "weekly") -> int:
    texts = {"content": f"Giao ban ngày {day}", "kind": kind, "day": day, "chair": "leader", "received": day}
    return int(head.post(f"{ROOM}/meetings/moi", texts).headers["Location"].split("/")[-1])


def conclude(head: Client, number: int, **texts: str) -> int:
    answer = head.post(f"{ROOM}/ho-so/{number}/them/conclusion", {**TASK, **texts})
    assert answer.status_code == 302
    return int(answer.headers["Location"].split("/")[-1])


def step(head: Client, number: int, action: str, **texts: str) -> None:
    seen = Case.objects.get(pk=number).version
    answer = head.post(f"{ROOM}/ho-so/{number}/{action}", {"seen": seen, "on": "2026-06-09", **texts})
    assert answer.status_code == 302, answer.content.decode()


def test_a_meeting_is_held_and_its_notice_is_the_source_of_its_conclusions(world: World, head: Client) -> None:
    number = world.places["own"].ids["meeting"]
    step(head, number, "hold", attending="Các tổ trưởng")
    step(head, number, "conclude", notice="14/TB-UBND", document="14/TB-UBND")
    assert Case.objects.get(pk=number).closed == date(2026, 6, 9)
    assert 'value="14/TB-UBND"' in head.get(f"{ROOM}/ho-so/{number}/them/conclusion").content.decode()
    task = conclude(head, number)
    assert Case.objects.get(pk=task).fields["kind"] == "conclusion"
    assert "Dọn điểm rác" in head.get(f"{ROOM}/ho-so/{number}").content.decode()


def test_a_conclusion_without_a_lead_is_refused(world: World, head: Client) -> None:
    number = world.places["own"].ids["meeting"]
    answer = head.post(f"{ROOM}/ho-so/{number}/them/conclusion", {**TASK, "lead": ""})
    assert answer.status_code == 422
    assert "Chưa nhập: Đơn vị chủ trì" in answer.content.decode()
    assert not Case.objects.filter(parent=number).exists()


def test_the_next_meeting_of_the_kind_reviews_the_tasks_of_all_before(world: World, head: Client) -> None:
    first = world.places["own"].ids["meeting"]
    conclude(head, first)
    old = conclude(head, first, content="Xong từ trước", received="2026-06-01")
    leader = world.client("leader")
    step(head, old, "report", on="2026-06-02", evidence="ảnh")
    step(leader, old, "confirm", on="2026-06-02")
    second, other = meeting(head, "2026-06-08"), meeting(head, "2026-06-08", "thematic")
    conclude(head, other, content="Việc của họp chuyên đề", received="2026-06-08")
    fresh = conclude(head, second, content="Sơn lại vạch đường", received="2026-06-08", timing="open", deadline="")
    done = conclude(head, second, content="Lắp gương cầu", received="2026-06-08", deadline="2026-06-08")
    step(head, done, "report", evidence="ảnh")
    step(leader, done, "confirm")
    third = meeting(head, "2026-06-15")
    page = head.get(f"{ROOM}/ho-so/{third}/ra-soat").content.decode()
    overdue, _, rest = page.partition("Đang thực hiện</span>")
    going, _, closed = rest.partition("Đã kết thúc</span>")
    assert "Dọn điểm rác đầu chợ" in overdue
    assert "Sơn lại vạch đường" in going
    assert "Lắp gương cầu" in closed
    assert "quá hạn" in closed
    assert "Xong từ trước" not in page  # closed before the last meeting: it was reviewed then
    assert "Việc của họp chuyên đề" not in page
    assert f"{ROOM}/ho-so/{fresh}" in page
    assert "Chưa có lần nào" in head.get(f"{ROOM}/ho-so/{first}/ra-soat").content.decode()


def test_only_registers_of_meetings_look_back(world: World, head: Client) -> None:
    answer = head.get(f"{ROOM}/ho-so/{world.places['own'].ids['task']}/ra-soat")
    assert (answer.status_code, "không có phần rà soát" in answer.content.decode()) == (422, True)
