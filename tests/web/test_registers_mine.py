"""What an officer owes, on his page and in the calendar that his telephone fetches."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from tests.api.world import World

from tonghop.ledger import cases
from tonghop.ledger.models import Account, Case, Entry, Feed, Grant, Unit

MINE = "/so-theo-doi/viec-cua-toi"
TASK = {"kind": "key", "source": "05/CTr-UBND", "lead": "A", "handler": "officer", "product": "Báo cáo",
        "timing": "dated"}  # fmt: skip
PETITION = {"sender": "Trần Thị Bé", "kind": "complaint", "competence": "own", "content": "Xin lắp đèn",
            "handler": "officer"}  # fmt: skip


def task(account: Account, unit: Unit, days: int, content: str) -> Case:
    """A task of the officer that is due so many days from now."""
    texts = {**TASK, "content": content, "deadline": str(localdate() + timedelta(days=days))}
    return cases.receive(account, "tasks", unit, texts, localdate() - timedelta(days=120))


@pytest.fixture
def officer(world: World) -> Client:
    account, unit = world.people["officer"], world.places["own"].unit
    for days, content in ((20, "Việc còn lâu"), (-3, "Việc đã trễ"), (2, "Việc sắp đến hạn")):
        task(account, unit, days, content)
    petition = cases.receive(account, "petitions", unit, PETITION, localdate())
    cases.take(account, petition.pk, "accept", localdate(), {}, seen=1)
    return world.client("officer")


def feed_of(client: Client) -> str:
    """The address that is shown once after it was asked for."""
    shown = client.post(f"{MINE}/lich/cap").content.decode()
    return re.search(r"http://testserver(/lich/\S+\.ics)", shown)[1]  # type: ignore[index]


def test_what_is_overdue_comes_first_and_is_marked(officer: Client) -> None:
    shown = officer.get(MINE).content.decode()
    places = [shown.index(words) for words in ("Đã quá hạn", "Việc đã trễ", "Đến hạn trong 7 ngày", "Việc sắp đến hạn",
                                               "Còn thời hạn", "Việc còn lâu")]  # fmt: skip
    assert places == sorted(places)


def test_a_limit_that_is_not_the_main_one_counts_wherever_what_is_late_is_counted(world: World) -> None:
    client, unit = world.client("officer"), world.places["own"].unit
    case = cases.receive(world.people["officer"], "petitions", unit, PETITION, localdate() - timedelta(days=40))
    mine = client.get(MINE).content.decode()
    assert mine.index("Đã quá hạn") < mine.index("Xin lắp đèn")
    assert "Thụ lý hoặc trả lời" in mine
    assert "Xin lắp đèn" in client.get("/so-theo-doi/petitions?han=qua-han").content.decode()
    assert "Xin lắp đèn" in client.get(f"/so-theo-doi/petitions/lich?thang={case.next_due:%Y-%m}").content.decode()
    behind = client.get("/so-theo-doi/dieu-hanh/ho-so?loai=qua-han&so=petitions").content.decode()
    assert "Xin lắp đèn" in behind
    assert re.search(r'/so-theo-doi/petitions\?han=qua-han">2<', client.get("/so-theo-doi").content.decode())


def test_the_calendar_has_every_deadline_and_nothing_of_persons(officer: Client) -> None:
    answer = Client().get(feed_of(officer))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    told = answer.content.decode().replace("\r\n ", "")
    assert told.count("BEGIN:VEVENT") >= 4
    assert re.search(r"SUMMARY:Hạn: Việc đã trễ \(nhiệm vụ số \d+/\d+\)\r\n", told)
    assert f"DTSTART;VALUE=DATE:{localdate() - timedelta(days=3):%Y%m%d}" in told
    assert re.search(r"SUMMARY:Hạn: đơn số \d+/\d+\r\n", told)
    assert "Trần Thị Bé" not in told
    assert "Xin lắp đèn" not in told


def test_an_address_ends_when_it_is_made_anew_withdrawn_or_its_owner_leaves(officer: Client, world: World) -> None:
    first = feed_of(officer)
    second = feed_of(officer)
    assert first != second
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert second.removeprefix("/lich/").removesuffix(".ics") not in str(Feed.objects.values_list())
    assert second not in officer.get(MINE).content.decode()
    Account.objects.filter(username="officer").update(is_active=False)
    assert Client().get(second).status_code == 404
    Account.objects.filter(username="officer").update(is_active=True)
    assert officer.post(f"{MINE}/lich/thu-hoi").status_code == 302
    assert Client().get(second).status_code == 404
    actions = Entry.objects.filter(actor=world.people["officer"], action__startswith="feed.").values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["feed.renew", "feed.renew", "feed.revoke"]


def test_the_list_of_a_register_shows_what_another_unit_entrusted(world: World) -> None:
    ward, department = world.places["own"].unit, world.places["below"].unit
    task(world.people["officer"], ward, 5, "Việc của phường")
    Case.objects.filter(unit=department, register="tasks").update(register="benefits")
    Grant.objects.filter(account=world.people["officer"]).update(unit=department)
    for query in ("", "?cua-toi=1"):
        assert "Việc của phường" in world.client("officer").get(f"/so-theo-doi/tasks{query}").content.decode()
    shown = world.client("officer").get("/so-theo-doi/tasks").content.decode()
    assert "việc của đơn vị khác đã giao cho bạn" in shown
    Case.objects.update(handler=None)
    assert "Việc của phường" not in world.client("officer").get("/so-theo-doi/tasks?cua-toi=1").content.decode()
