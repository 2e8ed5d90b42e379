"""A month of the office, in the browser: a form is mended and sent, accepted, published, and read by the public."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Enter

ROUND, FORM = "Báo cáo tháng 11 năm 2026", "Biểu thu, chi ngân sách và đầu tư công"
KEPT = re.compile(r'"seen": "\d+"')
"""What a field sends of the version that its reader has seen."""
REVENUE = "Thu ngân sách nhà nước trên địa bàn"


def open_form(page: Page) -> None:
    page.goto("/ky-bao-cao")
    page.get_by_role("link", name=ROUND).click()
    page.get_by_role("link", name="trả lại").or_(page.get_by_role("link", name="đã gửi")).last.click()


@pytest.mark.django_db(transaction=True)
def test_a_returned_form_is_mended_by_keyboard_accepted_and_published(enter: Enter):
    officer = enter("kinhte")
    officer.get_by_role("link", name=FORM).click()
    expect(officer.get_by_text("Trả lại: Thu ngân sách 11 tháng thấp hơn").first).to_be_visible()
    revenue = officer.get_by_label(REVENUE)
    expect(officer.locator("#cac-phat-hien")).to_contain_text("giảm")
    revenue.fill("không rõ")
    revenue.press("Enter")
    expect(officer.get_by_role("alert")).to_contain_text("không phải là số")
    officer.get_by_label(REVENUE).fill("31.250,5")
    officer.get_by_label(REVENUE).press("ArrowDown")
    expect(officer.locator("#cac-phat-hien")).to_contain_text("không có mâu thuẫn")
    expect(officer.get_by_label(REVENUE)).to_have_value("31.250,5")
    officer.get_by_label("Lý do, giải trình").fill("Đã rà soát với Kho bạc; các số liệu khác giữ nguyên.")
    officer.get_by_role("button", name="Gửi biểu").click()
    expect(officer.locator(".head .status").get_by_text("đã gửi", exact=True)).to_be_visible()
    address = officer.evaluate("location.pathname")

    synthesis = enter("tonghop")
    synthesis.goto(address)
    synthesis.get_by_role("button", name="Tiếp nhận").click()
    expect(synthesis.locator(".head .status").get_by_text("đã tiếp nhận", exact=True)).to_be_visible()
    expect(synthesis.get_by_text("31.250,5")).to_be_visible()

    leader = enter("chutich")
    leader.goto("/ky-bao-cao")
    leader.get_by_role("link", name=ROUND).click()
    leader.get_by_role("button", name="Công bố số liệu đã tiếp nhận").click()

    visitor = enter("")
    visitor.goto("/cong-khai/99111?period=2026-M1..M11")
    expect(visitor.get_by_role("row", name=REVENUE)).to_contain_text("31,25 tỷ đồng")


@pytest.mark.django_db(transaction=True)
def test_a_column_pasted_from_a_workbook_fills_the_fields_below(enter: Enter):
    officer = enter("vanhoa")
    officer.get_by_role("link", name="Biểu văn hóa, giáo dục, y tế, an sinh xã hội").click()
    fields = officer.locator(".entry input")
    fields.nth(0).focus()
    officer.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text', text);"
        " document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})) }",
        "12\n1.500\nx",
    )
    for place in range(3):
        expect(fields.nth(place)).to_have_attribute("hx-vals", KEPT)
    officer.reload()
    values = [officer.locator(".entry input").nth(place).input_value() for place in range(3)]
    assert values == ["12", "1.500", "x"]


@pytest.mark.django_db(transaction=True)
def test_a_second_writer_sees_that_he_is_late(enter: Enter):
    first, second = enter("vanhoa"), enter("tonghop")
    first.get_by_role("link", name="Biểu văn hóa, giáo dục, y tế, an sinh xã hội").click()
    second.goto(first.evaluate("location.pathname"))
    for page, value in ((first, "7"), (second, "8")):
        page.locator(".entry input").nth(0).fill(value)
        page.locator(".entry input").nth(0).press("Enter")
        expect(page.locator(".entry input").nth(0)).to_have_attribute("hx-vals", KEPT)
    expect(second.get_by_role("alert")).to_be_visible()
    expect(second.locator(".entry input").nth(0)).to_have_value("7")
