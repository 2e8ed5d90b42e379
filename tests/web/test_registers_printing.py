"""A case on paper: its card, and the documents that its steps issue, as its reader may see it."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pypdfium2 import PdfDocument
from tests.api.world import World

from tonghop.ledger import cases, units
from tonghop.ledger.models import Case, Entry, Grant

ROOM = "/so-theo-doi/ho-so"
NAME = "Trần Thị Bé"
LETTER = {"sender": NAME, "kind": "complaint", "competence": "own", "content": "Xin xem lại mức bồi thường."}


@pytest.fixture
def case(world: World) -> Case:
    """A complaint that was accepted, and corrected since."""
    officer, unit = world.people["officer"], world.places["own"].unit
    made = cases.receive(officer, "petitions", unit, LETTER, date(2026, 6, 1))
    texts = {"handler": "officer"}
    made = cases.take(officer, made.pk, "accept", date(2026, 6, 3), texts, seen=1, document="07/TB-UBND")
    return cases.amend(officer, made.pk, {"kind": "second_complaint"}, seen=2, reason="ghi nhầm loại đơn")


def told(client: Client, address: str) -> str:
    """What a Word file says, its tables too."""
    document = Document(BytesIO(client.get(address).content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_card_tells_fields_limits_and_steps_as_its_reader_may_see_them(world: World, case: Case) -> None:
    head, other = world.client("head"), world.client("synthesis")
    card = told(head, f"{ROOM}/{case.pk}/phieu.docx")
    for words in (
        "PHIẾU THEO DÕI ĐƠN",
        NAME,
        "Đã thụ lý, từ ngày 03/06/2026",
        "Khiếu nại lần hai",
        "20/07/2026",
        "Luật Khiếu nại 2011, Điều 37",
        "Thụ lý 07/TB-UBND",
        "ghi nhầm loại đơn",
    ):
        assert words in card, words
    masked = told(other, f"{ROOM}/{case.pk}/phieu.docx")
    assert cases.MASK in masked
    assert NAME not in masked
    assert set(Entry.objects.filter(action="case.seen").values_list("actor__username", flat=True)) == {"head"}
    assert len(PdfDocument(head.get(f"{ROOM}/{case.pk}/phieu.pdf").content)) <= 2
    assert head.get(f"{ROOM}/{case.pk}/phieu.html").status_code == 404


def test_a_document_of_a_step_says_what_the_case_was_then_and_leaves_open_what_is_not_known(
    world: World, case: Case
) -> None:
    officer, other = world.client("officer"), world.client("synthesis")
    page = officer.get(f"{ROOM}/{case.pk}").content.decode()
    accepted = case.steps.get(transition="accept")
    address = f"{ROOM}/{case.pk}/van-ban/complaint_accepted.docx?buoc={accepted.pk}"
    assert address in page
    notice = told(officer, address)
    assert "Số: 07/TB-UBND" in notice
    assert f"Kính gửi: Ông (bà) {NAME}" in notice
    assert "đơn khiếu nại của" in notice
    assert "bồi thường.\n" in notice  # no second full stop
    assert "kể từ ngày 03/06/2026; thời hạn giải quyết đến hết ngày 03/07/2026" in notice
    assert "địa chỉ: ………" in notice
    assert NAME not in told(other, address)
    draft = told(world.client("head"), f"{ROOM}/{case.pk}/van-ban/suspension.docx")
    assert "ngày … tháng … năm …" in draft
    assert "đơn khiếu nại lần hai số" in draft
    assert "Lý do tạm đình chỉ: ………" in draft
    assert draft.index("QUYẾT ĐỊNH:") < draft.index("Điều 1.")


def test_only_documents_of_steps_that_were_or_can_be_taken_are_printed(world: World, case: Case) -> None:
    officer = world.client("officer")
    for document in ("complaint_decision", "refusal", "complaint_accepted", "denunciation_accepted", "none"):
        answer = officer.get(f"{ROOM}/{case.pk}/van-ban/{document}.docx")
        assert answer.status_code == 422, document
        assert "không có văn bản này" in answer.content.decode()
    assert officer.get(f"{ROOM}/{case.pk}/van-ban/complaint_accepted.docx?buoc=0").status_code == 422
    assert NAME in told(world.client("head"), f"{ROOM}/{case.pk}/van-ban/complaint_decision.docx")


def test_what_the_chair_decides_is_his_also_where_a_department_keeps_the_case(world: World) -> None:
    officer, leader, unit = world.people["officer"], world.people["leader"], world.places["below"].unit
    Grant.objects.create(account=officer, role="officer", unit=unit)
    fields = {"behaviour": "Xây không phép", "field": "building_no_permit", "offender": NAME, "authority": "local"}
    made = cases.receive(officer, "violations", unit, fields, date(2026, 6, 1))
    cases.take(leader, made.pk, "decide", date(2026, 6, 3), {"fine": "2.500.000"}, seen=1, document="05/QĐ-XPHC")
    client, room = world.client("leader"), f"{ROOM}/{made.pk}/van-ban"
    decided = made.steps.get(transition="decide").pk
    decision = told(client, f"{room}/decision.docx?buoc={decided}")
    assert "\nCHỦ TỊCH ỦY BAN NHÂN DÂN ĐƠN VỊ A\n" in decision
    assert "TM." not in decision
    assert "(bằng chữ: Hai triệu năm trăm nghìn đồng)" in decision
    deputy = told(client, f"{room}/decision.docx?buoc={decided}&ky=KT")
    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in deputy
    assert "số 05/QĐ-XPHC ngày 03/06/2026" in told(client, f"{room}/enforcement.docx")
    less = told(client, f"{room}/postponement.docx")  # tells a fine of its own, which is not known yet
    assert "Số tiền còn phải nộp: ………" in less
    assert "(bằng chữ: ………" in less
    for form in ("TL", "TUQ", "XX"):
        assert client.get(f"{room}/decision.docx?buoc={decided}&ky={form}").status_code == 422


def test_a_decision_on_a_violation_has_one_symbol_before_and_after_and_no_fine_of_nothing(world: World) -> None:
    officer, leader, unit = world.people["officer"], world.people["leader"], world.places["own"].unit
    fields = {"behaviour": "Xây không phép", "field": "building_no_permit", "offender": NAME, "authority": "local"}
    made = cases.receive(officer, "violations", unit, fields, date(2026, 6, 1))
    client, room = world.client("leader"), f"{ROOM}/{made.pk}/van-ban"
    for key in ("decision", "warning"):
        assert "/QĐ-XPHC\n" in told(client, f"{room}/{key}.docx")
    cases.take(leader, made.pk, "decide", date(2026, 6, 3), {"fine": "0"}, seen=1, document="05/QĐ-XPHC")
    step = made.steps.get(transition="decide").pk
    warning = told(client, f"{room}/warning.docx?buoc={step}")
    assert "Số: 05/QĐ-XPHC\n" in warning
    assert "Hình thức xử phạt chính: cảnh cáo." in warning
    assert "0 đồng" not in warning
    assert client.get(f"{room}/decision.docx?buoc={step}").status_code == 422


def test_of_several_documents_of_a_step_one_has_its_number(world: World) -> None:
    officer, unit = world.people["officer"], world.places["own"].unit
    made = cases.receive(officer, "petitions", unit, LETTER, date(2026, 6, 1))
    sent = {"competence": "other"}
    made = cases.take(officer, made.pk, "forward", date(2026, 6, 3), sent, seen=1, document="12/HD-UBND")
    room, step = f"{ROOM}/{made.pk}/van-ban", made.steps.get(transition="forward").pk
    client = world.client("officer")
    assert "Số: 12/HD-UBND" in told(client, f"{room}/guidance.docx?buoc={step}")
    assert "12/" not in told(client, f"{room}/forwarding.docx?buoc={step}")


def test_a_department_signs_by_its_head(world: World) -> None:
    unit = world.places["below"].unit
    Grant.objects.create(account=world.people["officer"], role="officer", unit=unit)
    units.rename(unit.code, "Phòng Kinh tế", date(2026, 1, 1), units.Author(None))
    said = {"content": "Đèn hỏng", "channel": "hotline", "sender": "Lê Văn Tám"}
    made = cases.receive(world.people["officer"], "feedback", unit, said, date(2026, 6, 1))
    answer = told(world.client("officer"), f"{ROOM}/{made.pk}/van-ban/rejection.docx")
    assert "\nTRƯỞNG PHÒNG" in answer
    assert "PHÒNG KINH TẾ" in answer
    assert "KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG" in told(
        world.client("officer"), f"{ROOM}/{made.pk}/van-ban/rejection.docx?ky=KT"
    )


def test_a_book_goes_on_by_number_and_shortens_what_is_long(world: World) -> None:
    officer, unit = world.people["officer"], world.places["own"].unit
    for text in ("Xin xem lại. " * 60, "Đơn thứ hai"):
        cases.receive(officer, "petitions", unit, LETTER | {"content": text}, date(2026, 6, 1))
    book = told(world.client("head"), "/so-theo-doi/petitions/so.docx?unit=A")
    assert book.index("2/2026") < book.index("3/2026")
    assert "Xin xem lại. …" in book
    assert "Xin xem lại. " * 40 not in book
