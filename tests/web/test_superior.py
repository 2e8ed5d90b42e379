"""Biểu của cấp trên and Mẫu báo cáo in the browser."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.world import World
from tests.drafting import received
from tests.drafting.test_templates import template

from tonghop.ledger import papers
from tonghop.ledger.models import SuperiorForm

pytestmark = pytest.mark.django_db
REVENUE, COLUMN = "thu ngan sach trieu dong", "thuc hien 6 thang nam 2026"


def workbook(unit: str = "triệu đồng", *above: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    rows = (("TT", "Chỉ tiêu", "ĐVT", "Thực hiện 4 tháng", "Kế hoạch năm"), *above, ("1", "Thu ngân sách", unit))
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sent(client: Client, content: bytes, name: str = "bieu-so-tai-chinh.xlsx") -> str:
    """The address of the form that was sent."""
    answer = client.post("/bieu-cap-tren/nhan", {"unit": "A", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def confirmed(client: Client, address: str) -> None:
    """Confirm what the page offers."""
    slots = {"row:thu ngan sach trieu dong": "Thu ngân sách", "column:thuc hien n thang": "actual-period",
             "column:ke hoach nam": "plan-year"}  # fmt: skip
    assert client.post(f"{address}/gan", slots).status_code == 302


def test_a_form_is_received_confirmed_and_filled(world: World) -> None:
    client = world.client("officer")
    address = sent(client, workbook())
    page = client.get(address).content.decode()
    assert 'value="Thu ngân sách"' in page
    assert '<option value="actual-period" selected>' in page
    confirmed(client, address)
    told = client.get(f"{address}?thang=2026-04").content.decode()
    assert "điền được" in told
    answer = client.get(f"{address}/tep?thang=2026-04")
    filled = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert (filled["D2"].value, filled["E2"].value) == (12000, 30000)
    assert "2026-M1..M4" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("month", ["abc", "2026-13"])
def test_a_month_that_is_none_is_told_and_no_form_is_filled_for_another(world: World, month: str) -> None:
    client = world.client("officer")
    address = sent(client, workbook())
    confirmed(client, address)
    told = f"Không hiểu điều kiện “Tháng: {month}”"
    page = client.get(f"{address}?thang={month}").content.decode()
    assert told in page
    assert "điền được" not in page
    assert told in client.get(f"{address}/tep?thang={month}", follow=True).content.decode()
    assert "Không hiểu" not in client.get(f"{address}?thang=2026-04").content.decode()


def test_the_month_that_was_chosen_stays_when_the_cells_are_confirmed_again(world: World) -> None:
    client = world.client("officer")
    address = sent(client, workbook())
    confirmed(client, address)
    target = f"{address}/gan?thang=2026-04"
    assert f'action="{target}"' in client.get(f"{address}?thang=2026-04").content.decode()
    answer = client.post(target, {"row:thu ngan sach trieu dong": "Thu ngân sách"})
    assert answer.headers["Location"] == f"{address}?thang=2026-04"
    assert client.post(f"{address}/gan", {}).headers["Location"] == address


def test_a_changed_form_is_known_again_and_what_moved_is_named(world: World) -> None:
    client = world.client("officer")
    confirmed(client, sent(client, workbook()))
    address = sent(client, workbook("triệu đồng", ("", "Dân số", "người")), "bieu-moi.xlsx")
    page = client.get(address).content.decode()
    assert "bản mới của" in page
    assert "Sheet!D2 → Sheet!D3" in page
    assert "2 ô mới" in page


def test_an_unknown_indicator_is_told_and_nothing_is_confirmed(world: World) -> None:
    client = world.client("officer")
    address = sent(client, workbook())
    answer = client.post(f"{address}/gan", {"row:thu ngan sach trieu dong": "Thu ngân sáchh"})
    assert answer.status_code == 422
    assert "Không có chỉ tiêu “Thu ngân sáchh”" in answer.content.decode()
    assert SuperiorForm.objects.get(pk=int(address.rsplit("/", 1)[1])).agreed is None


def test_what_is_no_form_or_damaged_is_told_above_the_list(world: World) -> None:
    client = world.client("officer")
    for name, content in (("bieu.pdf", b"%PDF-1.7"), ("bieu.xlsx", b"\0" * 4 + workbook()[4:])):
        answer = client.post("/bieu-cap-tren/nhan", {"unit": "A", "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Biểu mẫu phải là tệp Excel (.xlsx) hoặc Word (.docx); tệp này không phải, hoặc đã hỏng." in page
        assert "lưu thành .xlsx hoặc .docx" in page


def test_hostile_names_in_a_form_are_shown_as_text(world: World) -> None:
    client = world.client("officer")
    page = client.get(sent(client, workbook("triệu đồng", ("", "<script>alert(1)</script>", "hộ")))).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_template_is_taken_only_without_faults(world: World) -> None:
    client = world.client("officer")

    def send(content: bytes) -> str:
        file = SimpleUploadedFile("mau.docx", content)
        answer = client.post("/mau-bao-cao/tai-len", {"unit": "A", "kind": "year", "file": file}, follow=True)
        return answer.content.decode()

    assert "bảng" not in send(template("Thu {{ thu ngân sáck }}"))
    assert papers.template_of("A", "year") is None
    assert "đoạn 1" in send(template("Thu {{ thu ngân sáck }}"))
    good = template("Thu {{ thu ngân sách }}")
    assert "mau.docx" in send(good)
    assert papers.template_of("A", "year") == good


def test_a_form_kept_long_ago_is_filled_still(world: World) -> None:
    number = world.places["own"].ids["superior"]
    answer = world.client("synthesis").get(f"/bieu-cap-tren/{number}/tep?thang=2026-04")
    assert answer.status_code == 200
    assert openpyxl.load_workbook(BytesIO(answer.content)).active["D2"].value == 12
    assert received.form() != answer.content
