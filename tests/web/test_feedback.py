"""Feedback from the street: sent without an account, followed with a code, answered in public without any name."""

import re

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import Settings
from tests.api.world import World

from tonghop.ledger import cases
from tonghop.ledger.cases import outside
from tonghop.ledger.models import Account, Case, CaseStep, Entry, Tracking

FORM = "/phan-anh"
SENT = {"unit": "A", "content": "Đèn <b>ngõ 7</b> hỏng", "field": "infrastructure", "sender": "Tạ Thị Vân Khánh",
        "phone": "0912345678", "consent": "1"}  # fmt: skip
PRIVATE = ("Tạ Thị Vân Khánh", "0912345678")


@pytest.fixture
def sent(world: World) -> str:  # noqa: ARG001
    """The address at which somebody follows what he sent."""
    answer = Client().post(FORM, SENT)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def shown(address: str) -> str:
    return Client().get(address).content.decode()


def step(account: Account, name: str, **texts: str) -> Case:
    case = Case.objects.get(tracking__isnull=False)
    return cases.take(account, case.pk, name, localdate(), texts, seen=case.version)


def test_what_is_sent_enters_the_register_with_an_entry_of_nobody(sent: str, world: World) -> None:
    case = Case.objects.get(tracking__isnull=False)
    assert (case.unit.code, case.state, case.fields["channel"]) == ("A", "new", "portal")
    entry = CaseStep.objects.get(case=case).entry
    assert (entry.actor, entry.reason) == (None, outside.CONSENT)
    assert not any(name in str(entry.after) for name in PRIVATE)
    assert re.fullmatch(r"/phan-anh/(\w{4}-){3}\w{4}", sent)
    assert sent.split("/")[-1] not in str(list(Tracking.objects.values_list()))
    page = world.client("officer").get(f"/so-theo-doi/ho-so/{case.pk}").content.decode()
    assert PRIVATE[0] in page
    assert "Đèn &lt;b&gt;ngõ 7" in page


def test_the_sender_sees_where_it_stands_and_forwarded_is_not_handled(sent: str, world: World) -> None:
    head, register = world.people["head"], cases.register_of("feedback")
    unit = [world.places["own"].unit.pk]
    step(head, "forward", handler="officer")
    page = shown(sent)
    assert "Đã chuyển đơn vị xử lý" in page
    assert "chưa phải là đã xử lý" in page
    assert cases.measure_all(register, unit, localdate(), localdate())["handled"] == 0
    assert "Hài lòng" not in page
    step(head, "handle", answer="Đã thay bóng đèn.")
    assert cases.measure_all(register, unit, localdate(), localdate())["handled"] == 1
    page = shown(sent)
    assert "Đã thay bóng đèn." in page
    assert not any(name in page for name in (*PRIVATE, "ngõ 7", "officer"))


def test_the_answer_is_rated_once(sent: str, world: World) -> None:
    client, case = Client(), Case.objects.get(tracking__isnull=False)
    client.post(f"{sent}/danh-gia", {"choice": "satisfied"})
    assert not Case.objects.get(pk=case.pk).fields.get("satisfaction")
    step(world.people["head"], "begin")
    step(world.people["head"], "handle", answer="Xong")
    assert client.post(f"{sent}/danh-gia", {"choice": "<script>"}).status_code == 400
    assert client.post(f"{sent}/danh-gia", {"choice": "dissatisfied"}).status_code == 302
    client.post(f"{sent}/danh-gia", {"choice": "satisfied"})
    assert Case.objects.get(pk=case.pk).fields["satisfaction"] == "dissatisfied"
    assert Entry.objects.get(action="case.rate").actor is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": ""}, "Chưa nhập"),
        ({"content": "x" * 3001}, "dài quá"),
        ({"sender": "x" * 201}, "dài quá"),
        ({"consent": ""}, "đồng ý"),
        ({"unit": "A.VP"}, "chưa tiếp nhận"),
        ({"field": "x"}, "không có lựa chọn"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(world: World, change: dict[str, str], words: str) -> None:  # noqa: ARG001
    answer = Client().post(FORM, SENT | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Case.objects.filter(tracking__isnull=False).exists()


def test_programs_and_those_in_a_hurry_are_held_off(world: World, settings: Settings) -> None:  # noqa: ARG001
    settings.OUTSIDE_RATE = 2
    assert Client().post(FORM, SENT | {"website": "http://vi.du"}).status_code == 400
    assert [Client().post(FORM, SENT).status_code for _ in range(4)] == [302, 302, 429, 429]
    assert Case.objects.filter(tracking__isnull=False).count() == 2
    assert Client().post(FORM, SENT | {"handler": "officer", "answer": "x"}).status_code == 429


def test_who_is_in_a_hurry_is_told_when_to_try_again_and_loses_nothing(sent: str, settings: Settings) -> None:
    settings.OUTSIDE_RATE = 1
    answers = [
        Client().post(FORM, SENT),
        Client().get(f"{FORM}/tra-cuu?ma=ABCD-EFGH"),
        Client().post(f"{sent}/danh-gia", {"choice": "satisfied"}),
    ]
    told = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [429] * 3
    assert all("Bạn đã gửi quá nhiều lần, xin thử lại sau 1 phút." in text for text in told)
    assert all(words in told[0] for words in ("Đèn &lt;b&gt;ngõ 7", *PRIVATE))
    assert 'value="ABCD-EFGH"' in told[1]
    assert sent.split("/")[-1] in told[2]


def test_a_wrong_code_opens_nothing(sent: str) -> None:
    assert Client().get(f"{FORM}/AAAA-BBBB-CCCC-DDDD").status_code == 404
    code = sent.split("/")[-1]
    assert Client().get(f"{FORM}/tra-cuu?ma={code.lower().replace('-', ' ')}").status_code == 302
    assert Client().get(f"{FORM}/tra-cuu?ma=AAAA").status_code == 404
