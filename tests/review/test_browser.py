"""The review page in a real browser: its script runs under its own policy and answers mouse and keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.review.sample import DOCUMENT, MISTAKE, QUESTION, REPORT, REVENUE, VISITS

from tonghop.review import html


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page as users get it, opened from their disk."""
    (tmp_path / "page.html").write_text(html.render(DOCUMENT, REPORT), "utf-8")
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto((tmp_path / "page.html").as_uri())
    yield opened
    opened.close()
    assert not complaints


def lit(page: Page) -> set[str]:
    """Ids of the figures lit in the text."""
    return {str(mark.get_attribute("id")) for mark in page.locator("mark.lit").all()}


def test_the_page_works_under_its_own_policy(page: Page):
    expect(page.locator("html.js")).to_have_count(1)
    assert {mark.get_attribute("role") for mark in page.locator("mark").all()} == {"button"}
    expect(page.locator("mark[tabindex='0']")).to_have_count(1)


def test_the_text_reaches_the_browser_unchanged(page: Page):
    assert page.locator("div.text").text_content() == DOCUMENT.text


def test_choosing_a_finding_lights_its_figures_and_choosing_it_again_lets_go(page: Page):
    show = page.locator("#phat-hien-1 .show")
    show.click()
    assert lit(page) == set(MISTAKE.figures)
    expect(page.locator("article.chosen")).to_have_id("phat-hien-1")
    expect(show).to_have_attribute("aria-pressed", "true")
    show.click()
    assert lit(page) == set()


def test_a_number_in_the_text_leads_to_its_finding(page: Page):
    page.locator(f"#{REVENUE.id} + .ref").click()
    assert lit(page) == set(QUESTION.figures)


def test_focus_shows_what_is_known_of_a_figure_and_escape_hides_it(page: Page):
    card = page.locator("#card")
    page.locator(f"#{REVENUE.id}").focus()
    expect(card).to_be_visible()
    expect(card).to_contain_text("12,45–12,55 tỷ đồng")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_arrows_go_from_figure_to_figure_and_enter_to_the_finding(page: Page):
    marks = [figure.id for figure in DOCUMENT.figures if figure.role.measures]
    page.locator(f"#{marks[marks.index(VISITS.id) - 1]}").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("mark[tabindex='0']")).to_have_id(VISITS.id)
    page.keyboard.press("Enter")
    assert lit(page) == set(MISTAKE.figures)
