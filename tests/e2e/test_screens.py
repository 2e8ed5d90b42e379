"""Every screen as each person of the office sees it: nothing to stumble over, wide or narrow, large or small."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.e2e.conftest import TALLY, Enter

SCREENS = (
    "/", "/chi-tieu", "/chi-tieu/budget_revenue", "/ky-bao-cao", "/don-vi/99111", "/tra-cuu?q=ngân sách",
    "/cong-khai", "/cong-khai/99111", "/mat-khau", "/ky-bao-cao/lich", "/tro-giup/tong-hop",
)  # fmt: skip
SERIOUS = {"serious", "critical"}


def serious(page: Page) -> list[str]:
    """The serious faults that axe finds on a page."""
    found = [item["id"] for item in Axe().run(page).response["violations"] if item["impact"] in SERIOUS]
    TALLY.axe_serious += len(found)
    return found


@pytest.mark.django_db(transaction=True)
def test_every_screen_is_accessible_and_fits(enter: Enter):
    wide, narrow = enter("tonghop"), enter("tonghop", width=360)
    faults = []
    for screen in (*SCREENS, *_of_the_round(wide)):
        for page in (wide, narrow):
            assert page.goto(screen).status == 200, screen
            faults += [(screen, fault) for fault in serious(page)]
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                faults.append((screen, "wider than the window"))
        wide.evaluate("document.documentElement.style.fontSize = '200%'")
        if wide.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append((screen, "wider than the window at 200 %"))
        TALLY.screens.add(screen.split("?")[0])
    assert not faults


def _of_the_round(page: Page) -> list[str]:
    """The round in progress and a form of it."""
    page.goto("/ky-bao-cao")
    page.get_by_role("link", name="Báo cáo tháng 11 năm 2026").click()
    here = page.evaluate("location.pathname")
    page.get_by_role("link", name="trả lại").first.click()
    return [here, page.evaluate("location.pathname")]
