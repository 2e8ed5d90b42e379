"""A case on paper: its card, and the documents that its steps issue, as its reader may see it."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pypdfium2 import PdfDocument
from tests.api.world import World

from tonghop.ledger import cases
from tonghop.ledger.models import Case, Entry

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
