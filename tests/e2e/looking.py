"""What is wrong with how a page looks: found by axe, or by its width."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}


@dataclass
class Tally:
    """What the tests of a run have looked at."""

    screens: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    axe_serious: int = 0


TALLY = Tally()


def serious(page: Page) -> list[str]:
    """The serious faults that axe finds on a page."""
    found = [item["id"] for item in Axe().run(page).response["violations"] if item["impact"] in SERIOUS]
    TALLY.axe_serious += len(found)
    return found


def too_wide(page: Page) -> bool:
    """Whether the page must be moved sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def faults(screens: Iterable[str], wide: Page, narrow: Page) -> Iterator[tuple[str, str]]:
    """Of each screen what is wrong with it, wide and narrow, and wide with letters twice as large."""
    for screen in screens:
        for page in (wide, narrow):
            answer = page.goto(screen)
            assert answer, screen
            assert answer.status == 200, screen
            yield from ((screen, fault) for fault in serious(page))
            if too_wide(page):
                yield screen, "wider than the window"
        wide.evaluate("document.documentElement.style.fontSize = '200%'")
        if too_wide(wide):
            yield screen, "wider than the window at 200 %"
        TALLY.screens.add(screen.split("?")[0])
