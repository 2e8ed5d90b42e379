"""Every screen as each person of the office sees it: nothing to stumble over, wide or narrow, large or small."""

import pytest
from playwright.sync_api import Page
from tests.e2e.conftest import Enter
from tests.e2e.looking import faults

SCREENS = (
    "/", "/chi-tieu", "/chi-tieu/budget_revenue", "/ky-bao-cao", "/don-vi/99111", "/tra-cuu?q=ngân sách",
    "/cong-khai", "/cong-khai/99111", "/bao-cao", "/so-van-ban", "/cong-khai/bao-cao",
    "/mat-khau", "/ky-bao-cao/lich", "/tro-giup/tong-hop",
)  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_every_screen_is_accessible_and_fits(enter: Enter):
    wide, narrow = enter("tonghop"), enter("tonghop", width=360)
    assert not list(faults((*SCREENS, *_of_the_round(wide)), wide, narrow))


def _of_the_round(page: Page) -> list[str]:
    """The round in progress and a form of it."""
    page.goto("/ky-bao-cao")
    page.get_by_role("link", name="Báo cáo tháng 11 năm 2026").click()
    here = page.evaluate("location.pathname")
    page.get_by_role("link", name="trả lại").first.click()
    return [here, page.evaluate("location.pathname")]
