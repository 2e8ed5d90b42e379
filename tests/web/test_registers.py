"""Registers in the browser: what an officer does with a petition from its first day to its last."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from tests.api.world import World

from tonghop.ledger import cases
from tonghop.ledger.models import Case, Entry

ROOM = "/so-theo-doi"
LETTER = {
    "sender": "Trần Thị Bé",
    "kind": "request",
    "competence": "own",
    "content": "Đường tối, <b>xin lắp đèn</b>",
    "received": "2026-06-01",
}


@pytest.fixture
def officer(world: World) -> Client:
    return world.client("officer")


def received(officer: Client) -> Case:
    answer = officer.post(f"{ROOM}/petitions/moi", LETTER)
    assert answer.status_code == 302
    return Case.objects.get(pk=answer.headers["Location"].split("/")[-1])


def test_a_petition_is_entered_accepted_and_shown_with_its_limits(officer: Client) -> None:
    case = received(officer)
    shown = officer.get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    assert "Luật Tiếp công dân 2013, Điều 28" in shown
    assert "15/06/2026" in shown
    assert "<b>xin" not in shown
    answer = officer.post(
        f"{ROOM}/ho-so/{case.pk}/accept", {"seen": 1, "on": "2026-06-03", "handler": "officer", "document": "7/TB"}
    )
    assert answer.status_code == 302
    shown = officer.get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    assert "Đã thụ lý" in shown
    assert "7/TB" in shown
    assert "Trần Thị Bé" in shown  # who handles a case sees its sender
    assert case.title in officer.get(f"{ROOM}/viec-cua-toi").content.decode().replace("&lt;b&gt;", "<b>").replace(
        "&lt;/b&gt;", "</b>"
    )


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(officer: Client) -> None:
    answer = officer.post(f"{ROOM}/petitions/moi", {**LETTER, "sender": "", "signers": "nhiều"})
    assert answer.status_code == 422
    assert "Số người ký: “nhiều” không phải là số." in answer.content.decode()
    assert "xin lắp đèn" in answer.content.decode()
    case = received(officer)
    answer = officer.post(f"{ROOM}/ho-so/{case.pk}/accept", {"seen": 0, "on": "2026-06-03", "handler": "officer"})
    assert answer.status_code == 422
    assert "vừa cập nhật hồ sơ này" in answer.content.decode()


def test_who_sent_a_petition_is_hidden_in_pages_files_and_journal_from_those_who_may_not_know(world: World) -> None:
    case = received(world.client("officer"))
    other = world.client("synthesis")
    assert "Trần Thị Bé" not in other.get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    book = load_workbook(BytesIO(other.get(f"{ROOM}/petitions/so.xlsx").content))
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert cases.MASK in cells
    assert "Trần Thị Bé" not in cells
    head = world.client("head")
    assert "Trần Thị Bé" in head.get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    assert Entry.objects.filter(action="case.seen", actor=world.people["head"]).count() == 1
    assert not Entry.objects.filter(after__icontains="Trần Thị Bé").exists()


def test_cases_are_searched_listed_and_counted(world: World) -> None:
    officer = world.client("officer")
    received(officer)
    listed = officer.get(f"{ROOM}/petitions?q=lap+den").content.decode()
    assert "xin lắp đèn" in listed
    assert "Đòi lại đất" not in listed
    assert "Đòi lại đất" in officer.get(f"{ROOM}/petitions?xem=bang").content.decode()
    counted = officer.get(f"{ROOM}/petitions/so-lieu?tu=2026-06-01&den=2026-06-30&theo=kind").content.decode()
    assert "Kiến nghị, phản ánh" in counted
    values = cases.measure(
        cases.register_of("petitions"), [world.places["own"].unit.pk], date(2026, 6, 1), date(2026, 6, 30)
    )
    assert values[""]["received"] == 2


def test_a_file_is_checked_received_or_refused_row_by_row(world: World) -> None:
    client, place = world.client("officer"), f"{ROOM}/petitions/nhap?unit=A"
    line = "Ngày tiếp nhận;Họ tên người gửi;Loại đơn;Thẩm quyền;Nội dung\n01/06/2026;An;{kind};Thuộc thẩm quyền;Xin đèn"

    def sent(kind: str, **more: str) -> tuple[int, str]:
        file = SimpleUploadedFile("đơn.csv", line.format(kind=kind).encode())
        answer = client.post(place, {"file": file, **more})
        return answer.status_code, answer.content.decode()

    before = Case.objects.count()
    status, told = sent("thơ")
    assert (status, "Dòng 2: Loại đơn: không có lựa chọn “thơ”" in told) == (422, True)
    status, told = sent("Khiếu nại", **{"kiem-tra": "1"})
    assert (status, "Chưa ghi hồ sơ nào" in told, Case.objects.count()) == (200, True, before)
    status, told = sent("Khiếu nại")
    assert (status, "Đã tiếp nhận 1 hồ sơ" in told, Case.objects.count()) == (200, True, before + 1)


def test_the_book_is_printed_without_what_is_not_for_everybody(world: World) -> None:
    case = received(world.client("officer"))
    for role, told in (("synthesis", False), ("head", True)):
        client = world.client(role)
        book = Document(BytesIO(client.get(f"{ROOM}/petitions/so.docx?unit=A").content))
        rows = [[cell.text for cell in row.cells] for table in book.tables for row in table.rows]
        assert [row[0] for row in rows if "Đường tối, <b>xin lắp đèn</b>" in row] == [f"{case.number}/2026"]
        assert ("Trần Thị Bé" in str(rows), cases.MASK in str(rows)) == (told, not told)
    pdf = client.get(f"{ROOM}/petitions/so.pdf?unit=A").content
    assert pdf.startswith(b"%PDF")
    assert Entry.objects.filter(action="case.export").count() == 3


def test_a_register_that_there_is_not_is_not_found(officer: Client) -> None:
    pages = ("tho", "tho/moi", "tho/so-lieu", "tho/lich", "tho/nhap", "ho-so/999999999", "ket-chuyen/999999999")
    answers = {(answer := officer.get(f"{ROOM}/{page}")).status_code: answer.content for page in pages}
    assert list(answers) == [404]
    assert "Không có trang này" in answers[404].decode()


def test_an_impossible_day_is_asked_again_and_never_taken_for_today(officer: Client) -> None:
    case = received(officer)
    before = Case.objects.count()
    for day in ("2026-02-31", "abc", "", "0001-01-01"):
        new = officer.post(f"{ROOM}/petitions/moi", {**LETTER, "received": day})
        moved = officer.post(f"{ROOM}/ho-so/{case.pk}/accept", {"seen": 1, "on": day, "handler": "officer"})
        assert (new.status_code, moved.status_code) == (422, 422)
        assert "không phải là ngày" in new.text
        assert "không phải là ngày" in moved.text
    assert Case.objects.count() == before
    assert Case.objects.get(pk=case.pk).version == 1


def test_sums_are_told_with_what_they_are_measured_in(world: World, officer: Client) -> None:
    account, unit = world.people["officer"], world.places["own"].unit
    line = {"project": "Chợ", "source": "city", "budget_year": "2026", "plan": "2.500.000.000", "current": "900.000"}
    cases.receive(account, "investment_capital", unit, line, date(2026, 1, 5))
    file = {"project": "Chợ", "parcel": "12", "holder": "Ông A", "kind": "household", "land": "farm", "area": "64,5"}
    cases.receive(account, "land_files", unit, file, date(2026, 1, 5))
    told = officer.get(f"{ROOM}/investment_capital/so-lieu?tu=2026-01-01&den=2026-06-30").content.decode()
    assert "2,5 tỷ đồng" in told
    assert "900.000 đồng" in told
    assert " m²" in officer.get(f"{ROOM}/land_files/so-lieu?tu=2026-01-01&den=2026-06-30").content.decode()


def test_a_correction_is_told_from_what_to_what_and_hides_what_is_not_to_be_seen(officer: Client, world: World) -> None:
    case = received(officer)
    form = {**LETTER, "seen": "1", "why": "Nghe lại người gửi", "matter": "Ngõ 5", "kind": "complaint"}
    assert officer.post(f"{ROOM}/ho-so/{case.pk}/sua", {**form, "sender": "Trần Thị Bể"}).status_code == 302
    again = officer.post(f"{ROOM}/ho-so/{case.pk}/sua", {**form, "seen": "2"} | {"sender": "Trần Thị Bể"})
    assert (again.status_code, "Chưa sửa ô nào" in again.content.decode()) == (422, True)
    page = officer.get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    history = page[page.index("Quá trình</h2>") :]
    assert "<small>Loại đơn: Kiến nghị, phản ánh → Khiếu nại</small>" in history
    assert "<small>Vụ việc: chưa ghi → Ngõ 5</small>" in history
    assert "Trần Thị Bé → Trần Thị Bể" in history
    assert "Nội dung" not in history
    hidden = world.client("synthesis").get(f"{ROOM}/ho-so/{case.pk}").content.decode()
    assert "••• → •••" in hidden
    card = Document(BytesIO(officer.get(f"{ROOM}/ho-so/{case.pk}/phieu.docx").content))
    told = "\n".join(cell.text for table in card.tables for row in table.rows for cell in row.cells)
    assert "Sửa thông tin\nHọ tên người gửi: Trần Thị Bé → Trần Thị Bể\n" in told
