"""The administrator's pages in the browser; an account he makes enters with its slip, and later with a passkey."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Enter
from tests.e2e.looking import faults

SCREENS = (
    "/quan-tri/tai-khoan", "/quan-tri/tai-khoan/kinhte", "/quan-tri/tai-khoan-moi", "/quan-tri/vai-tro",
    "/quan-tri/khoa", "/quan-tri/danh-muc", "/quan-tri/quy-dinh", "/quan-tri/nhat-ky", "/quan-tri/viec-nen",
    "/quan-tri/sao-luu", "/quan-tri/tinh-trang", "/bao-mat",
)  # fmt: skip
OWN = "bến nứa mùa nước nổi"


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_the_administrator_are_accessible_and_fit(enter: Enter):
    wide, narrow = enter("quantri"), enter("quantri", width=360)
    assert not list(faults(SCREENS, wide, narrow))


def with_authenticator(page: Page) -> None:
    """Give the browser a device that keeps passkeys and always recognises its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.django_db(transaction=True)
def test_a_new_officer_enters_with_his_slip_then_with_a_passkey(enter: Enter):
    administrator = enter("quantri")
    administrator.goto("/quan-tri/tai-khoan-moi")
    administrator.get_by_label("Tên đăng nhập").fill("lan")
    administrator.get_by_label("Họ và tên").fill("Nguyễn Thị Lan")
    administrator.get_by_role("button", name="Tạo tài khoản").click()
    slip = administrator.locator("code.key").inner_text()

    officer = enter("")
    with_authenticator(officer)
    officer.goto("/dang-nhap")
    officer.get_by_label("Tên đăng nhập").fill("lan")
    officer.get_by_label("Mật khẩu").fill(slip)
    officer.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(officer.get_by_role("heading", name="Đổi mật khẩu")).to_be_visible()
    officer.get_by_label("Mật khẩu hiện nay").fill(slip)
    officer.get_by_label("Mật khẩu mới").fill(OWN)
    officer.get_by_role("button", name="Đổi mật khẩu").click()

    officer.goto("/bao-mat")
    officer.get_by_label("Tên để nhận ra khóa").fill("máy tính cơ quan")
    officer.get_by_label("Mật khẩu hiện nay").fill("sai rồi")
    officer.get_by_role("button", name="Thêm khóa đăng nhập").click()
    expect(officer.get_by_role("alert")).to_contain_text("không đúng")
    officer.get_by_label("Mật khẩu hiện nay").fill(OWN)
    officer.get_by_role("button", name="Thêm khóa đăng nhập").click()
    expect(officer.get_by_text("máy tính cơ quan")).to_be_visible()

    officer.locator(".person summary").click()
    officer.get_by_role("button", name="Đăng xuất").click()
    officer.get_by_label("Tên đăng nhập").fill("lan")
    officer.get_by_label("Mật khẩu").fill(OWN)
    officer.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(officer.get_by_role("alert").first).to_contain_text("khóa đăng nhập")
    officer.get_by_role("button", name="Vân tay").click()
    expect(officer.get_by_text("Nguyễn Thị Lan").first).to_be_visible()
    officer.goto("/bao-mat")
    expect(officer.get_by_text("dùng lúc")).to_be_visible()
    officer.get_by_role("button", name="Gỡ khóa máy tính cơ quan").click()
    expect(officer.get_by_text("Chưa có khóa đăng nhập nào")).to_be_visible()
