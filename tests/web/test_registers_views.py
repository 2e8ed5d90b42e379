"""Lists of registers as somebody likes to see them, and cases on paper."""

import csv
import re
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document
from openpyxl import load_workbook
from tests.api.world import World

from tonghop.ledger import cases

ROOM = "/so-theo-doi"
LETTER = {"sender": "Trần Thị Bé", "kind": "request", "competence": "own", "content": "Xin lắp đèn đường"}


def test_a_view_is_kept_for_oneself_under_a_name_and_dropped_again(world: World) -> None:
    officer = world.client("officer")
    sent = {"name": " Đơn <quá> hạn ", "query": "unit=A&q=l%E1%BA%A5n+chi%E1%BA%BFm&han=qua-han&trang=3&next=//x"}
    answer = officer.post(f"{ROOM}/petitions/cach-xem", sent)
    asked = "unit=A&q=l%E1%BA%A5n+chi%E1%BA%BFm&han=qua-han"
    assert answer.headers["Location"] == f"{ROOM}/petitions?{asked}"
    page = officer.get(f"{ROOM}/petitions").content.decode()
    assert f'href="{ROOM}/petitions?{asked.replace("&", "&amp;")}">Đơn &lt;quá&gt; hạn</a>' in page
    assert 'name="q" maxlength="200" value="lấn chiếm"' in officer.get(answer.headers["Location"]).content.decode()
    for other in (world.client("head").get(f"{ROOM}/petitions"), officer.get(f"{ROOM}/tasks")):
        assert "Đơn &lt;quá&gt; hạn" not in other.content.decode()
    officer.post(f"{ROOM}/petitions/cach-xem", {"drop": "Đơn <quá> hạn"})
    assert "Đơn &lt;quá&gt; hạn" not in officer.get(f"{ROOM}/petitions").content.decode()


def test_no_more_views_are_kept_than_a_list_can_show(world: World) -> None:
    officer = world.client("officer")
    for number in range(25):
        officer.post(f"{ROOM}/petitions/cach-xem", {"name": f"xem thứ {number:02}", "query": "han=qua-han"})
    page = officer.get(f"{ROOM}/petitions").content.decode()
    assert ("xem thứ 19" in page, "xem thứ 20" in page) == (True, False)


def test_pages_and_board_keep_what_was_asked_for(world: World) -> None:
    page = world.client("officer").get(f"{ROOM}/petitions?q=dat&han=qua-han&trang=1").content.decode()
    assert "?q=dat&amp;han=qua-han&amp;unit=A&amp;xem=bang" in page


def test_a_list_is_narrowed_by_what_its_register_has_choices_for_and_every_way_out_of_it_is_too(world: World) -> None:
    head, here = world.client("head"), f"{ROOM}/tasks"
    unit, account = world.places["own"].unit, world.people["head"]
    line = {"kind": "difficult", "source": "7/KH", "product": "Hồ", "timing": "open", "lead": "A.VP", "handler": "head"}
    for content, day in (("Nạo vét hồ", date(2026, 3, 2)), ("Trồng cây quanh hồ", date(2026, 5, 4))):
        cases.receive(account, "tasks", unit, {**line, "content": content}, day)
    page = head.get(f"{here}?unit=A").content.decode()
    assert re.findall(r'name="(loc-\w+)"', page) == ["loc-kind", "loc-lead", "loc-timing"]
    everything = "Số hóa sổ hộ tịch", "Nạo vét hồ", "Trồng cây quanh hồ"

    def shown(asked: str) -> list[str]:
        told = head.get(f"{here}?{asked}").content.decode()
        book = list(csv.reader(StringIO(head.get(f"{here}/so.csv?{asked}").content.decode("utf-8-sig")), delimiter=";"))
        listed = [title for title in everything if f">{title}</a>" in told]
        assert sorted(listed) == sorted(title for title in everything if title in str(book))
        return listed

    assert shown("unit=A") == list(everything)
    assert shown("loc-kind=key&unit=A") == ["Số hóa sổ hộ tịch"]
    assert shown("loc-lead=A.VP&unit=A&nguoi=head") == ["Nạo vét hồ", "Trồng cây quanh hồ"]
    assert shown("unit=A&tu=1/5/2026&den=2026-05-31") == ["Trồng cây quanh hồ"]
    assert shown("unit=A&don-vi=A.VP") == ["Số hóa sổ hộ tịch"]
    assert shown("unit=A&loc-kind=specific") == []
    for code in ("B", "tho"):
        assert head.get(f"{here}?don-vi={code}").status_code == head.get(f"{here}?unit={code}").status_code != 200
    told = head.get(f"{here}?unit=A&loc-kind=difficult&tu=2026-05-01").content.decode()
    assert "Lọc thêm (2)" in told
    assert '<a href="?unit=A&amp;loc-kind=difficult" title="Bỏ lọc">Tiếp nhận từ ngày: 01/05/2026' in told
    sent = {"name": "Việc khó", "query": "unit=A&loc-kind=difficult&loc-content=x&tu=2026-05-01"}
    kept = head.post(f"{here}/cach-xem", sent).headers["Location"]
    assert kept == f"{here}?unit=A&tu=2026-05-01&loc-kind=difficult"


def test_every_filter_is_told_and_taken_off_by_itself(world: World) -> None:
    here = f"{ROOM}/petitions"
    asked = "unit=A&q=dat&trang-thai=received&han=qua-han&dang-mo=1"
    page = world.client("head").get(f"{here}?{asked}").content.decode()
    chips = dict(re.findall(r'<li><a href="\?([^"]+)" title="Bỏ lọc">([^<]+) <span', page))
    assert {words: rest.replace("&amp;", "&") for rest, words in chips.items()} == {
        "Tìm: “dat”": "unit=A&trang-thai=received&han=qua-han&dang-mo=1",
        "Trạng thái: Mới tiếp nhận": "unit=A&q=dat&han=qua-han&dang-mo=1",
        "Thời hạn: quá hạn": "unit=A&q=dat&trang-thai=received&dang-mo=1",
        "Chỉ hồ sơ đang mở": "unit=A&q=dat&trang-thai=received&han=qua-han",
    }
    assert "Lọc thêm</summary>" in page
    blanks = world.client("head").get(f"{here}?unit=A&trang-thai=%20received%20&tu=%202026-01-01").content.decode()
    assert "Trạng thái: Mới tiếp nhận" in blanks
    assert "Tiếp nhận từ ngày: 01/01/2026" in blanks


def test_a_file_or_book_tells_what_it_is_narrowed_to(world: World) -> None:
    head, here = world.client("head"), f"{ROOM}/petitions"
    asked = "unit=A&trang-thai=received&loc-kind=complaint&tu=2026-01-01"
    told = "Lọc theo: Trạng thái: Mới tiếp nhận; Loại đơn: Khiếu nại; Tiếp nhận từ ngày: 01/01/2026."
    lines = csv.reader(StringIO(head.get(f"{here}/so.csv?{asked}").content.decode("utf-8-sig")), delimiter=";")
    assert (next(lines), next(lines)[:2]) == ([told], ["Số", "Ngày tiếp nhận"])
    assert head.get(f"{here}/so.csv?unit=A").content.decode("utf-8-sig").startswith("Số;Ngày tiếp nhận")
    sheet = load_workbook(BytesIO(head.get(f"{here}/so.xlsx?{asked}").content)).worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A2"].font.bold, sheet.freeze_panes) == (told, "Số", True, "A3")
    book = Document(BytesIO(head.get(f"{here}/so.docx?{asked}").content))
    assert [paragraph.text for paragraph in book.paragraphs].count(told) == 2
    whole = Document(BytesIO(head.get(f"{here}/so.docx?unit=A").content))
    assert not [paragraph.text for paragraph in whole.paragraphs if "Lọc theo" in paragraph.text]


def test_a_filter_that_says_nothing_is_named_and_narrows_nothing(world: World) -> None:
    head, here = world.client("head"), f"{ROOM}/petitions"
    wrong = "tu=31/02/2026&den=mai&han=tre&trang-thai=bay&loc-kind=tho&loc-sender=An"
    page = head.get(f"{here}?unit=A&{wrong}").content.decode()
    for label, text in (
        ("Tiếp nhận từ ngày", "31/02/2026"),
        ("Tiếp nhận đến ngày", "mai"),
        ("Thời hạn", "tre"),
        ("Trạng thái", "bay"),
        ("Loại đơn", "tho"),
        ("loc-sender", "An"),
    ):
        assert f"Không hiểu điều kiện “{label}: {text}”" in page
    assert ("Đòi lại đất" in page, 'title="Bỏ lọc"' in page) == (True, False)
    assert "Lọc theo" not in head.get(f"{here}/so.csv?unit=A&{wrong}").content.decode()
    assert "Không hiểu" not in head.get(f"{here}?unit=A&tu=28/02/2026&loc-kind=complaint").content.decode()
    for other in ("petitions/so-lieu?den", "petitions/so-lieu?theo", "petitions/lich?thang", "dieu-hanh?tu"):
        assert "2026-13-01”, nên trang này không theo" in head.get(f"{ROOM}/{other}=2026-13-01").content.decode()
    for other in (
        "petitions/so-lieu?theo=kind&den=2026-06-01",
        "petitions/lich?thang=2026-06",
        "dieu-hanh?tu=1/6/2026",
    ):
        assert "Không hiểu" not in head.get(f"{ROOM}/{other}").content.decode()


def test_the_board_leads_to_the_cases_that_it_leaves_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tonghop.web.registers.listing._ON_A_BOARD", 1)
    officer, unit = world.people["officer"], world.places["own"].unit
    for _ in range(3):
        cases.receive(officer, "petitions", unit, LETTER, date(2026, 6, 1))
    client = world.client("officer")
    page = client.get(f"{ROOM}/petitions?unit=A&xem=bang&q=duong").content.decode()
    link = re.findall(r'<a href="(\?[^"]+)">còn 2 hồ sơ nữa</a>', page)
    assert link == ["?unit=A&amp;q=duong&amp;trang-thai=received"]
    listed = client.get(f"{ROOM}/petitions{link[0].replace('&amp;', '&')}").content.decode()
    assert listed.count(">Xin lắp đèn đường</a>") == 3


def test_what_not_everybody_may_see_is_no_filter(world: World) -> None:
    page = world.client("head").get(f"{ROOM}/petitions?unit=A&loc-sender=x&loc-address=x").content.decode()
    assert "loc-sender" not in re.findall(r'name="([\w-]+)"', page)
    assert "Đòi lại đất" in page


def test_a_case_on_paper_holds_what_its_reader_may_see(world: World) -> None:
    ids = world.places["own"].ids
    shown = world.client("head").get(f"{ROOM}/ho-so/{ids['case']}/in").content.decode()
    assert "Phiếu theo dõi đơn số 1/2026" in shown
    assert "Nguyễn Văn An" in shown
    assert "Đơn.txt" in shown
    hidden = world.client("officer").get(f"{ROOM}/ho-so/{ids['case']}/in").content.decode()
    assert "Đòi lại đất" in hidden
    assert "Nguyễn Văn An" not in hidden
    assert "Đơn.txt" not in hidden
