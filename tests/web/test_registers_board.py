"""The leader's board: every count leads to as many cases, tiny bases have no share, and indicators to their work."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from lxml import html
from tests.api.world import INDICATOR, World
from tests.web.test_registers_mine import task

from tonghop.ledger import cases
from tonghop.ledger.cases import boarding
from tonghop.ledger.models import Case, Indicator

BOARD = "/so-theo-doi/dieu-hanh"


@pytest.fixture
def leader(world: World) -> Client:
    account, unit = world.people["officer"], world.places["own"].unit
    for days in (-100, -20, -3, -1, 2, 30):
        task(account, unit, days, f"Việc {days}")
    done = task(account, unit, -5, "Việc đã xong")
    for name, step, texts in (("head", "report", {"evidence": "12/BC"}), ("leader", "confirm", {})):
        done = cases.take(world.people[name], done.pk, step, localdate(), texts, seen=done.version)
    Indicator.objects.filter(key=INDICATOR).update(owner=unit)
    return world.client("leader")


def links(client: Client, address: str) -> dict[str, int]:
    """The counts of the board by where they lead."""
    tree = html.document_fromstring(client.get(address).content.decode())
    found = tree.xpath(f"//a[starts-with(@href, '{BOARD}/ho-so?')]")
    numbers = [(link.get("href"), re.search(r"\d+", link.text_content())) for link in found]
    return {href: int(number[0]) for href, number in numbers if number}


def test_every_count_leads_to_as_many_cases(leader: Client) -> None:
    counts = links(leader, BOARD)
    kinds = {re.search(r"loai=([\w-]+)", href)[1] for href in counts}  # type: ignore[index]
    assert kinds >= {"dang-mo", "qua-han", "sap-den-han", "tre-0", "tre-1", "tre-3", "ket-thuc", "moi-qua-han"}
    for href, count in counts.items():
        shown = html.document_fromstring(leader.get(href).content.decode())
        assert len(shown.xpath("//main//tbody/tr")) == count, href


def test_late_cases_are_counted_by_how_late_they_are(leader: Client) -> None:
    counts = {href: count for href, count in links(leader, BOARD).items() if "so=tasks" in href}
    late = {match[1]: count for href, count in counts.items() if (match := re.search(r"loai=tre-(\d)", href))}
    assert late == {"0": 2, "1": 1, "3": 1}
    assert next(count for href, count in counts.items() if "loai=qua-han" in href) == sum(late.values())


def test_a_share_shows_its_base_and_is_not_told_of_few(leader: Client, world: World) -> None:
    load = boarding.board(world.people["leader"], world.places["own"].unit, localdate(), localdate()).people["officer"]
    assert (load["overdue"], load["open"], load.share) == (4, 6, boarding.Fraction(2, 3))
    assert re.search(r"66,\d+ %.{0,40}trên 6|66,\d+%.{0,40}trên 6", leader.get(BOARD).content.decode(), re.DOTALL)
    Case.objects.filter(register="tasks", due__gt=localdate()).delete()
    load = boarding.board(world.people["leader"], world.places["own"].unit, localdate(), localdate()).people["officer"]
    assert (load["open"], load.share) == (4, None)


def test_an_indicator_leads_to_the_open_work_of_its_owner(leader: Client) -> None:
    page = leader.get(f"/chi-tieu/{INDICATOR}?unit=A").content.decode()
    assert f"/chi-tieu/{INDICATOR}/viec?unit=A" in page
    shown = leader.get(f"/chi-tieu/{INDICATOR}/viec?unit=A").content.decode()
    assert shown.index("Việc -100") < shown.index("Việc 30")
    assert "Việc đã xong" not in shown


def test_the_calendar_shows_what_is_due(leader: Client) -> None:
    due = localdate() + timedelta(days=2)
    shown = leader.get(f"/so-theo-doi/tasks/lich?thang={due:%Y-%m}").content.decode()
    assert "Việc 2" in shown
    assert "Việc đã xong" not in shown


def test_what_is_of_others_is_counted_nowhere_and_the_board_costs_little(leader: Client, world: World) -> None:
    task(world.people["officer"], world.places["own"].unit, 1, "Thêm việc")
    with CaptureQueriesContext(connection) as asked:
        leader.get(BOARD)
    assert len(asked) <= 24
    board = boarding.board(world.people["officer"], world.places["own"].unit, localdate(), localdate())
    assert board.total["open"] == Case.objects.filter(unit__code="A", closed=None).count()


def test_changes_are_told_since_the_last_meeting_that_was_held(leader: Client, world: World) -> None:
    officer, unit = world.people["officer"], world.places["own"].unit
    for days, held in ((30, True), (12, True), (3, False)):
        day = localdate() - timedelta(days=days)
        texts = {"content": "Giao ban", "kind": "weekly", "day": day.isoformat(), "chair": "leader"}
        case = cases.receive(officer, "meetings", unit, texts, day)
        if held:
            cases.take(officer, case.pk, "hold", day, {"attending": "các phòng"}, seen=1)
    day = localdate() - timedelta(days=12)
    assert f"Thay đổi từ cuộc họp ngày {day:%d/%m/%Y}" in leader.get(BOARD).content.decode()
    asked = leader.get(f"{BOARD}?tu={day - timedelta(days=1)}").content.decode()
    assert f"Thay đổi từ ngày {day - timedelta(days=1):%d/%m/%Y}" in asked
