"""The review page in a real browser: its script runs under its own policy and answers mouse and keyboard."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.review.sample import DOCUMENT, MISTAKE, QUESTION, REPORT, REVENUE, VISITS
from tests.review.test_html import Reader

from tonghop.review import html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=4000", "--dump-dom",
)  # fmt: skip


def opened(tmp_path: Path, *actions: str, page: str = "") -> Reader:
    """The page after these JavaScript actions; without actions exactly as users get it."""
    page = page or html.render(DOCUMENT, REPORT)
    if actions:
        page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
        page = page.replace("</body>", f"<script>{';'.join(actions)}</script></body>")
    (tmp_path / "page.html").write_text(page, "utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    command = [str(CHROMIUM), *FLAGS, profile, (tmp_path / "page.html").as_uri()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return Reader(ended.stdout)


def lit(reader: Reader) -> set[str | None]:
    """Ids of the figures lit in the text."""
    return {mark.attributes["id"] for mark in reader.all("mark", class_="lit")}


def press(key: str) -> str:
    """A key pressed where the focus is."""
    return f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}))"


def element(selector: str) -> str:
    """An element of the page."""
    return f"document.querySelector('{selector}')"


def test_the_page_works_under_its_own_policy(tmp_path):
    reader = opened(tmp_path)
    assert reader.all("html", class_="js")
    marks = reader.all("mark")
    assert {mark.attributes["role"] for mark in marks} == {"button"}
    assert [mark.attributes["tabindex"] for mark in marks].count("0") == 1


def test_the_text_reaches_the_browser_unchanged(tmp_path):
    (text,) = opened(tmp_path).all("div", class_="text")
    assert text.text == DOCUMENT.text


def test_choosing_a_finding_lights_its_figures(tmp_path):
    reader = opened(tmp_path, element("#phat-hien-1 .show") + ".click()")
    assert lit(reader) == set(MISTAKE.figures)
    assert reader.all("article", class_="chosen")[0].attributes["id"] == "phat-hien-1"
    (button, _) = reader.all("button", class_="show")
    assert button.attributes["aria-pressed"] == "true"


def test_choosing_it_again_lets_go(tmp_path):
    click = element("#phat-hien-1 .show") + ".click()"
    assert lit(opened(tmp_path, click, click)) == set()


def test_a_number_in_the_text_leads_to_its_finding(tmp_path):
    reader = opened(tmp_path, element(f"#{REVENUE.id} + .ref") + ".click()")
    assert lit(reader) == set(QUESTION.figures)


def test_focus_shows_what_is_known_of_a_figure_and_escape_hides_it(tmp_path):
    focus = element(f"#{REVENUE.id}") + ".focus()"
    (card,) = opened(tmp_path, focus).all("div", id="card")
    assert "hidden" not in card.attributes
    assert "12,45–12,55 tỷ đồng" in card.text
    (card,) = opened(tmp_path, focus, press("Escape")).all("div", id="card")
    assert "hidden" in card.attributes


def test_arrows_go_from_figure_to_figure_and_enter_to_the_finding(tmp_path):
    marks = [figure.id for figure in DOCUMENT.figures if figure.role.measures]
    before = marks[marks.index(VISITS.id) - 1]
    reader = opened(tmp_path, element(f"#{before}") + ".focus()", press("ArrowRight"))
    (mark,) = (mark for mark in reader.all("mark") if mark.attributes["tabindex"] == "0")
    assert mark.attributes["id"] == VISITS.id
    reader = opened(tmp_path, element(f"#{VISITS.id}") + ".focus()", press("Enter"))
    assert lit(reader) == set(MISTAKE.figures)
