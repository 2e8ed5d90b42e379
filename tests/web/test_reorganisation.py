"""A reorganisation of units in steps: refused above the step, tried out, kept only when it is confirmed."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.api.world import INDICATOR, World, fact

from tonghop.ledger import units
from tonghop.ledger.models import Entry, Grant, UnitKind
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, Method, Part

ADDRESS = "/don-vi/sap-xep"
DAY = "2026-03-01"
BEGUN = {"day": DAY, "decision": "12/NQ-HĐND", "reason": "theo đề án"}
MERGER = BEGUN | {"kind": "merge", "unit": ["A", "B"], "into": "", "code": "M", "name": "phường Mới"}


@pytest.fixture
def client(world: World) -> Client:
    """The administrator of the province."""
    Grant.objects.filter(account=world.people["administrator"]).update(unit=units.find("T"))
    return world.client("administrator")


def alert(answer: object) -> str:
    found = re.search(r'role="alert">([^<]*)<', answer.content.decode())  # type: ignore[attr-defined]
    return found[1] if found else ""


def mark(answer: object) -> str:
    return re.search(r'name="mark" value="(\w+)"', answer.content.decode())[1]  # type: ignore[attr-defined, index]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"step": "2"}, "Chưa chọn việc"),
        ({"step": "2", "kind": "merge"}, "Chưa có ngày"),
        ({"step": "2", "kind": "merge", "day": "2026-13-01"}, "Chưa có ngày"),
        ({"step": "2", "kind": "merge", "day": DAY}, "Chưa có căn cứ"),
        ({"step": "3", **BEGUN, "kind": "merge"}, "Chưa chọn đơn vị"),
        ({"step": "3", **BEGUN, "kind": "close", "unit": ["A", "B"]}, "Chỉ chọn một đơn vị"),
    ],
)
def test_a_step_that_is_not_filled_in_is_asked_again(client: Client, fields: dict[str, object], told: str) -> None:
    answer = client.get(ADDRESS, fields)
    assert answer.status_code == 422
    assert told in alert(answer)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (MERGER | {"unit": "A"}, "ít nhất hai đơn vị"),
        (MERGER | {"code": "mới"}, "không dùng được"),
        (MERGER | {"name": " "}, "chưa có tên"),
        (MERGER | {"code": "t"}, "Mã đơn vị “T” đã có"),
        (MERGER | {"code": "."}, "không dùng được"),
        (MERGER | {"name": "p" * 201}, "Tên đơn vị dài 201 ký tự, nhiều nhất là 200"),
        (
            BEGUN | {"kind": "split", "unit": "A", "to": ["X", "B"], "to_name": ["x", ""], "percent": ["x", "1"]},
            "tỷ lệ",
        ),
        (
            BEGUN | {"kind": "split", "unit": "A", "to": ["A", "B"], "percent": ["60", "30"]},
            "cộng lại bằng 90%, không bằng 100%",
        ),
        (BEGUN | {"kind": "move", "unit": "T", "parent": "A"}, "vòng tròn"),
        (BEGUN | {"kind": "move", "unit": "A.VP", "parent": ""}, "Ghi mã đơn vị"),
        (BEGUN | {"kind": "close", "unit": "T"}, "còn các đơn vị trực thuộc"),
        (BEGUN | {"kind": "shares", "unit": "A", "to": ["A", "B"], "percent": ["60", "40"]}, "Không có lần sắp xếp"),
    ],
)
def test_what_cannot_be_is_told_above_the_step(client: Client, fields: dict[str, object], told: str) -> None:
    entries = Entry.objects.count()
    answer = client.post(ADDRESS, fields)
    assert answer.status_code == 422
    assert told in alert(answer)
    assert Entry.objects.count() == entries


def test_nothing_is_kept_before_it_is_confirmed_and_what_was_shown_is_done(client: Client, world: World) -> None:
    tried = client.post(ADDRESS, MERGER)
    assert units.find("A").closed is None
    page = tried.content.decode()
    assert "phường Mới" in page
    assert "12/NQ-HĐND" in page
    done = client.post(ADDRESS, MERGER | {"mark": mark(tried)})
    assert done.headers["Location"] == f"/don-vi/M?day={DAY}"
    assert units.parent_of("M", date(2026, 3, 1)) == "T"
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor, entry.reason) == (
        "unit.reorganise", world.people["administrator"], "theo đề án",
    )  # fmt: skip
    after = client.get(done.headers["Location"]).content.decode()
    assert "<title" in after
    assert "Toàn bộ đơn vị A chuyển về phường Mới." in after
    assert "12/NQ-HĐND · theo đề án" in after


def test_every_sum_comes_as_a_workbook_and_nothing_is_done(client: Client, world: World) -> None:
    spans = [f"2025-M1..M{last}" for last in (10, 11)]
    record([fact("B", span, 7) for span in spans], Change(world.writer, "record", "", units.find("B")))
    tried = client.post(ADDRESS, MERGER)
    shown = tried.content.decode()
    assert "11 tháng đầu năm 2025" in shown
    assert "10 tháng đầu năm 2025" not in shown
    answer = client.post(ADDRESS, MERGER | {"mark": mark(tried), "file": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    wanted = units.sums(["A", "B"])
    assert len(rows) == len(wanted)
    assert {row[3] for row in rows} >= {"10 tháng đầu năm 2025", "11 tháng đầu năm 2025"}
    assert sorted(row[5] for row in rows) == sorted(wanted.values())
    assert units.find("A").closed is None


def test_who_confirms_what_has_changed_sees_it_anew(client: Client, world: World) -> None:
    tried = client.post(ADDRESS, MERGER)
    record([fact("B", "2025-M1..M12", 7)], Change(world.writer, "record", "", units.find("B")))
    again = client.post(ADDRESS, MERGER | {"mark": mark(tried)})
    assert again.status_code == 409
    assert "đã thay đổi" in alert(again)
    assert units.find("A").closed is None
    assert client.post(ADDRESS, MERGER | {"mark": mark(again)}).status_code == 302


def test_units_below_are_placed_when_theirs_is_divided(client: Client) -> None:
    units.create([units.New("A-1", UnitKind.GROUP, "tổ 1", "A")], Author(None))
    fields = BEGUN | {
        "kind": "split", "unit": "A", "to": ["X", "Y"], "to_name": ["phường X", "phường Y"],
        "percent": ["33,5", "66,5"], "method": "area",
    }  # fmt: skip
    asked = client.post(ADDRESS, fields)
    assert asked.status_code == 422
    assert "A-1" in alert(asked)
    assert 'name="place-A-1"' in asked.content.decode()
    placed = fields | {"place-A-1": "Y"}
    client.post(ADDRESS, placed | {"mark": mark(client.post(ADDRESS, placed))})
    assert units.children("Y", date(2026, 3, 1)) == ("A-1",)
    shares = units.lineage("X", date(2026, 2, 28)).shares()
    assert [(each.unit, each.share) for each in shares or ()] == [("A", Decimal("0.335"))]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "rename", "unit": "A", "name": "phường Mới"}, "A"),
        ({"kind": "move", "unit": "A.VP", "parent": "B"}, "A.VP"),
        ({"kind": "create", "unit": "A", "code": "A-7", "name": "tổ 7", "level": "group"}, "A-7"),
        ({"kind": "boundary", "unit": "A", "to": ["A", "B"], "percent": ["", ""]}, "A"),
        ({"kind": "merge", "unit": ["A", "B"], "into": "B"}, "B"),
    ],
)
def test_each_kind_is_done_and_journalled(client: Client, fields: dict[str, object], code: str) -> None:
    sent = BEGUN | fields
    done = client.post(ADDRESS, sent | {"mark": mark(client.post(ADDRESS, sent))})
    assert done.headers["Location"] == f"/don-vi/{code}?day={DAY}"
    assert Entry.objects.latest("id").after["decision"] == "12/NQ-HĐND"
    assert "12/NQ-HĐND" in client.get(done.headers["Location"]).content.decode()


def test_a_unit_is_closed_only_without_open_work(client: Client) -> None:
    units.create([units.New("A-1", UnitKind.GROUP, "tổ 1", "A")], Author(None))
    test_each_kind_is_done_and_journalled(client, {"kind": "close", "unit": "A-1"}, "A-1")
    refused = client.post(ADDRESS, BEGUN | {"kind": "close", "unit": "A.VP"})
    assert refused.status_code == 422
    assert "hồ sơ" in alert(refused)


def test_unknown_shares_are_stated_once_they_are_known(client: Client) -> None:
    unknown = [Part("A", code, None, Method.UNKNOWN) for code in ("A", "B")]
    units.reorganise(date(2026, 3, 1), unknown, Author(None))
    asked = client.get(ADDRESS, BEGUN | {"kind": "shares", "unit": "A", "step": "3"}).content.decode()
    assert [code for code in ("A", "B") if f'name="to" value="{code}"' in asked] == ["A", "B"]
    sent = BEGUN | {"kind": "shares", "unit": "A", "to": ["A", "B"], "to_name": ["", ""], "percent": ["70", "30"]}
    client.post(ADDRESS, sent | {"mark": mark(client.post(ADDRESS, sent))})
    page = client.get("/don-vi/B?day=2026-04-01").content.decode()
    assert "30% đơn vị A chuyển về đơn vị B (theo dân số)." in page
    assert "× 30%" in page


def test_figures_of_others_are_not_told_on_the_page_of_a_unit(world: World) -> None:
    units.merge(["A", "B"], "B", date(2026, 3, 1), Author(None))
    seen = world.client("deputy").get("/don-vi/B?day=2026-03-01").content.decode()
    assert "Toàn bộ đơn vị A chuyển về đơn vị B." in seen
    assert INDICATOR not in seen
    assert "Số so sánh" not in seen
    assert "Sắp xếp đơn vị" not in seen
