"""A document is sent, read, corrected and accepted in the browser, by keyboard only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import Enter
from tests.e2e.looking import faults

from tonghop.intake import example
from tonghop.intake.background import working

UNKNOWN = "Lượng hồ sơ người dân mang đến bộ phận một cửa"
REPORT = f"""ỦY BAN NHÂN DÂN PHƯỜNG TÂY LAM
Phường Tây Lam, ngày 18 tháng 11 năm 2026
BÁO CÁO
Tình hình kinh tế - xã hội 11 tháng đầu năm 2026
Cấp 251 giấy phép xây dựng.
{UNKNOWN} là 13.902 bộ.
"""


@pytest.fixture
def background() -> Iterator[None]:
    """What the office does in the background."""
    with working():
        yield


def reach(page: Page, target: Locator) -> None:
    """Go to a field or button with the Tab key."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by keyboard: {target}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("background")
def test_a_document_is_reviewed_by_keyboard_only(enter: Enter):
    page = enter("tonghop")
    page.goto("/hop-bao-cao")
    reach(page, page.get_by_text("Dán văn bản"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_label("Văn bản", exact=True))
    page.keyboard.insert_text(REPORT)
    reach(page, page.get_by_role("button", name="Gửi vào hộp"))
    page.keyboard.press("Enter")
    arrived = page.locator("#danh-sach").get_by_role("link").first
    expect(arrived).to_be_visible()
    reach(page, arrived)
    page.keyboard.press("Enter")

    rows = page.locator(".reading tr[data-figure]")
    reach(page, rows.first)
    while "13.902" not in rows.and_(page.locator(":focus")).inner_text():
        page.keyboard.press("ArrowDown")
    expect(page.locator(".text mark.lit")).to_have_text("13.902 bộ")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Chỉ tiêu", exact=True)).to_be_focused()
    page.keyboard.insert_text("hồ sơ thủ tục hành chính tiếp nhận")
    page.keyboard.press("Enter")
    corrected = page.locator(".reading tr[data-chosen]")
    expect(corrected).to_contain_text("đã sửa")
    expect(corrected).to_be_focused()

    reach(page, page.get_by_role("button", name="Tiếp nhận 2 số liệu"))
    page.keyboard.press("Enter")
    expect(page.locator(".reading .status", has_text="khớp sổ")).to_have_count(2)


@pytest.mark.django_db(transaction=True)
def test_the_panes_are_accessible_and_fit(enter: Enter):
    example.deliver()
    wide, narrow = enter("tonghop"), enter("tonghop", width=360)
    wide.goto("/hop-bao-cao")
    document = wide.get_by_role("link", name="bao-cao-11-thang").get_attribute("href")
    wide.goto(str(document))
    start = wide.locator(".reading tr[data-start]").first.get_attribute("data-start")
    screens = ("/hop-bao-cao", f"{document}", f"{document}?sua={start}", f"{document}/ky-truoc")
    assert not list(faults(screens, wide, narrow))
    narrow.goto(str(document))
    narrow.get_by_role("button", name="Phát hiện").click()
    expect(narrow.locator("#khung-phat-hien")).to_be_visible()
    expect(narrow.locator("#khung-so-lieu")).to_be_hidden()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("background")
def test_dropped_files_are_sent_one_by_one_and_what_became_of_each_is_told(enter: Enter):
    page = enter("tonghop")
    page.goto("/hop-bao-cao")
    page.evaluate(
        """(texts) => {
            const transfer = new DataTransfer();
            for (const [name, text] of texts) transfer.items.add(new File([text], name));
            transfer.items.add(new File([new ArrayBuffer(33 * 2 ** 20)], "lớn.txt"));
            const event = new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
            document.querySelector("[data-drop]").dispatchEvent(event);
        }""",
        [["a.txt", REPORT], ["mật.txt", f"TỐI MẬT\n{REPORT}"], ["b.txt", REPORT + "Hết."]],
    )
    told = page.locator("#ket-qua .alert:not([aria-busy])")
    expect(told).to_have_count(4)
    expect(told.filter(has_text="đã nhận")).to_have_count(2)
    expect(told.filter(has_text="TỐI MẬT")).to_have_count(1)
    expect(told.filter(has_text="32 MB")).to_have_count(1)
    expect(page.locator("#danh-sach").get_by_role("link")).to_have_count(2)
    page.context.set_offline(True)
    page.locator("input[type=file]").set_input_files({"name": "c.txt", "mimeType": "", "buffer": b"x"})
    page.get_by_role("button", name="Gửi vào hộp").click()
    expect(told.filter(has_text="Không gửi được")).to_have_count(1)
