"""What comes of a case in the browser: a tree of tasks, and feedback that becomes a petition."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.api.world import World

from tonghop.ledger.models import Case

ROOM = "/so-theo-doi/ho-so"
TASK = {
    "content": "Quét dọn <chợ>",
    "kind": "specific",
    "source": "05/CTr-UBND",
    "lead": "A",
    "handler": "officer",
    "product": "Biên bản",
    "timing": "dated",
    "deadline": "2026-06-30",
    "received": "2026-06-02",
}


@pytest.fixture
def officer(world: World) -> Client:
    return world.client("officer")


def test_a_task_is_divided_and_its_parts_are_shown_with_their_progress(world: World, officer: Client) -> None:
    top = world.places["own"].ids["task"]
    form = officer.get(f"{ROOM}/{top}/them/specific").content.decode()
    assert 'value="05/CTr-UBND"' in form  # taken over from the task above
    made = officer.post(f"{ROOM}/{top}/them/specific", TASK).headers["Location"]
    refused = officer.post(f"{ROOM}/{top}/them/specific", {**TASK, "lead": ""})
    assert refused.status_code == 422
    assert "Đơn vị chủ trì" in refused.content.decode()
    page = officer.get(f"{ROOM}/{top}").content.decode()
    assert "Quét dọn &lt;chợ&gt;" in page
    assert "xong 0/1" in page
    assert "1 quá hạn" in page
    assert "Số hóa sổ hộ tịch" in officer.get(made).content.decode()  # and the way back up


def test_a_page_asks_no_more_for_a_larger_tree(world: World, officer: Client) -> None:
    top, asked = world.places["own"].ids["task"], []
    for _ in range(2):
        officer.post(f"{ROOM}/{top}/them/specific", TASK)
        with CaptureQueriesContext(connection) as queries:
            officer.get(f"{ROOM}/{top}")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 20


def test_a_case_is_moved_by_number_and_never_in_a_circle(world: World, officer: Client) -> None:
    top = world.places["own"].ids["task"]
    made = int(officer.post(f"{ROOM}/{top}/them/specific", TASK).headers["Location"].split("/")[-1])
    refused = officer.post(f"{ROOM}/{top}/cap-tren", {"of": "tasks", "parent": "2/2026"})
    assert refused.status_code == 422
    assert "Hồ sơ không thể là cấp trên của chính nó" in refused.content.decode()
    refused = officer.post(f"{ROOM}/{made}/cap-tren", {"of": "tasks", "parent": "77/2026"})
    assert (refused.status_code, "Không có số “77/2026”" in refused.content.decode()) == (422, True)
    assert officer.post(f"{ROOM}/{made}/cap-tren", {"of": "poems", "parent": "1/2026"}).status_code == 422
    assert officer.post(f"{ROOM}/{made}/cap-tren", {"of": "tasks", "parent": ""}).status_code == 302
    assert Case.objects.get(pk=made).parent is None
    assert officer.post(f"{ROOM}/{made}/cap-tren", {"of": "tasks", "parent": "1/2026"}).status_code == 302
    assert Case.objects.get(pk=made).parent_id == top


def test_feedback_becomes_a_petition_once(world: World, officer: Client) -> None:
    call = world.places["own"].ids["call"]
    assert f"{ROOM}/{call}/chuyen/petition" in officer.get(f"{ROOM}/{call}").content.decode()
    form = officer.get(f"{ROOM}/{call}/chuyen/petition").content.decode()
    assert "Đèn hỏng ở ngõ 5" in form
    sent = {"seen": 1, "content": "Đèn hỏng", "kind": "request", "competence": "own", "sender": "Lê Văn Tám"}
    sent["received"] = "2026-06-02"
    made = officer.post(f"{ROOM}/{call}/chuyen/petition", sent).headers["Location"]
    assert f"{ROOM}/{call}" in officer.get(made).content.decode()
    page = officer.get(f"{ROOM}/{call}").content.decode()
    assert made in page
    assert f"{ROOM}/{call}/chuyen/petition" not in page
    again = officer.post(f"{ROOM}/{call}/chuyen/petition", {**sent, "seen": 2})
    assert again.status_code == 422
    assert re.search("đã được chuyển thành số 2/2026", again.content.decode())
    assert officer.post(f"{ROOM}/{call}/chuyen/petition", {**sent, "seen": 2, "again": "1"}).status_code == 302


def test_what_is_not_to_be_seen_is_carried_over_unshown(world: World) -> None:
    call, other = world.places["own"].ids["call"], world.client("synthesis")
    form = other.get(f"{ROOM}/{call}/chuyen/petition").content.decode()
    assert "Lê Văn Tám" not in form
    assert "Họ tên người gửi" in form
    sent = {"seen": 1, "content": "Đèn hỏng", "kind": "request", "competence": "own", "received": "2026-06-02"}
    made = other.post(f"{ROOM}/{call}/chuyen/petition", sent).headers["Location"]
    assert Case.objects.get(pk=made.split("/")[-1]).fields["sender"] == "Lê Văn Tám"
    assert "Lê Văn Tám" not in other.get(made).content.decode()


def test_who_reported_is_told_that_another_confirms(world: World) -> None:
    number, head = world.places["own"].ids["task"], world.client("head")
    on = {"on": localdate().isoformat()}
    assert head.post(f"{ROOM}/{number}/report", {"seen": "1", "evidence": "ảnh", **on}).status_code == 302
    page = head.get(f"{ROOM}/{number}").content.decode()
    assert "“Xác nhận hoàn thành” là việc của người khác: bạn là người đã thực hiện “Báo cáo hoàn thành”." in page
    assert f"{number}/confirm" not in page
    refused = head.post(f"{ROOM}/{number}/confirm", {"seen": "2", **on})
    assert (refused.status_code, "không tự thực hiện" in refused.content.decode()) == (422, True)
    assert f"{number}/confirm" in world.client("leader").get(f"{ROOM}/{number}").content.decode()


def test_a_leader_gives_a_task_up_with_its_open_parts(world: World, officer: Client) -> None:
    number, leader = world.places["own"].ids["task"], world.client("leader")
    officer.post(f"{ROOM}/{number}/them/specific", TASK)
    step = {"seen": "1", "on": localdate().isoformat(), "reason": "Gộp việc"}
    refused = leader.post(f"{ROOM}/{number}/drop", step)
    assert (refused.status_code, "còn 1 phần chưa kết thúc" in refused.content.decode()) == (422, True)
    page = leader.get(f"{ROOM}/{number}").content.decode()
    assert "“Thôi thực hiện” cùng lúc với 1 phần chưa kết thúc" in page
    assert leader.post(f"{ROOM}/{number}/drop", {**step, "ca-cac-phan": "1"}).status_code == 302
    assert set(Case.objects.filter(parent=number).values_list("state", flat=True)) == {"dropped"}
    assert "them/specific" not in leader.get(f"{ROOM}/{number}").content.decode()
