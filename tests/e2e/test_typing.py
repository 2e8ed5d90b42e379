"""What is typed is never lost: a workbook filled in, a session that ends, a network that is gone."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Enter, Office
from tests.e2e.looking import serious
from tests.e2e.test_month import KEPT, REVENUE

CULTURE = "Biểu văn hóa, giáo dục, y tế, an sinh xã hội"
BUDGET = "Biểu thu, chi ngân sách và đầu tư công"


@pytest.mark.django_db(transaction=True)
def test_a_workbook_goes_out_and_comes_in_filled(enter: Enter, tmp_path: Path):
    officer = enter("kinhte")
    officer.get_by_role("link", name=BUDGET).click()
    with officer.expect_download() as download:
        officer.get_by_role("link", name="Tải mẫu của biểu").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    _fill(path, "không rõ")
    _send(officer, path)
    expect(officer.get_by_role("alert")).to_contain_text("“không rõ” không phải là số")
    assert not serious(officer)
    _fill(path, "31.250.500.000")
    _send(officer, path)
    expect(officer.locator("p.alert[role=status]")).to_contain_text("Đã nhập 1 số liệu")
    expect(officer.get_by_label(REVENUE)).to_have_value("31.250,5")


def _fill(path: Path, value: str) -> None:
    book = load_workbook(path)
    row = next(cells for cells in book.worksheets[0].iter_rows() if str(cells[0].value).lower() == REVENUE.lower())
    row[6].value = value
    book.save(path)


def _send(page: Page, path: Path) -> None:
    page.get_by_label("Mẫu đã điền").set_input_files(path)
    page.get_by_role("button", name="Nhập từ tệp").click()


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ends_and_a_network_that_is_gone_lose_nothing(enter: Enter, office: Office):
    officer = enter("vanhoa")
    officer.get_by_role("link", name=CULTURE).click()
    address = officer.evaluate("location.pathname")
    first, second = officer.locator(".entry input").nth(0), officer.locator(".entry input").nth(1)

    officer.context.set_offline(True)
    first.fill("12")
    first.press("Enter")
    expect(officer.locator("td.unsaved")).to_have_count(1)
    with officer.expect_response("**/phat-hien"):
        officer.context.set_offline(False)
    expect(first).to_have_attribute("hx-vals", KEPT)
    expect(officer.locator("td.unsaved")).to_have_count(0)

    officer.context.clear_cookies(name="sessionid")
    second.fill("1.500")
    second.press("Enter")
    officer.get_by_label("Tên đăng nhập").fill("vanhoa")
    officer.get_by_label("Mật khẩu").fill(office.password)
    officer.get_by_role("button", name="Đăng nhập").click()
    officer.wait_for_url(f"**{address}")
    expect(second).to_have_value("1.500")
    expect(officer.locator("td.unsaved")).to_have_count(1)
    assert not serious(officer)
    officer.get_by_role("button", name="Lưu ngay").click()
    expect(second).to_have_attribute("hx-vals", KEPT)
    expect(officer.locator("#chua-luu")).to_be_hidden()
    officer.reload()
    assert [first.input_value(), second.input_value()] == ["12", "1.500"]
    assert officer.evaluate("Object.keys(localStorage).length") == 0
