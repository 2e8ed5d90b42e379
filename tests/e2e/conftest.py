"""The example office, served, and a real browser in which its people work."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from socketserver import ThreadingMixIn

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.conftest import PATIENCE
from tests.copied import Copied
from tests.e2e.looking import TALLY

from tonghop.ledger.office.demo import fill


@dataclass
class Office:
    """The example office at its address, with the password its people share."""

    address: str
    password: str


def example() -> str:
    """Make the example office; the password."""
    made = fill()
    assert made
    return made.password


EXAMPLE = Copied(example)


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, settings: object) -> Office:  # noqa: ARG001
    """The example office, whose people need no second factor."""
    settings.TOTP_ROLES = ()  # type: ignore[attr-defined]
    settings.SIGN_IN_RATE = 10**6  # type: ignore[attr-defined]
    return Office(live_server.url, EXAMPLE.fill())


@pytest.fixture(autouse=True)
def settled(browser: Browser, transactional_db: None) -> Iterator[None]:  # noqa: ARG001
    """The windows of a test are closed with it, and the end of every request that the server still answers is awaited.

    Emptying the tables locks them one by one: a request under way may hold one and wait for another.
    """
    yield
    for context in browser.contexts:
        context.close()
    for thread in threading.enumerate():
        if ThreadingMixIn.process_request_thread.__name__ in thread.name:
            thread.join(PATIENCE / 1000)
            assert not thread.is_alive(), "the server is still at work for a page that was closed"


Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, office: Office) -> Iterator[Enter]:
    """Somebody of the office signs in, in a window of his own; whatever his pages complain of fails the test."""
    complaints: list[str] = []

    def signed_in(name: str, width: int = 1440) -> Page:
        context = browser.new_context(base_url=office.address, viewport={"width": width, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfinished", lambda request: _own(request.url))
        if name:
            page.goto("/dang-nhap")
            page.get_by_label("Tên đăng nhập").fill(name)
            page.get_by_label("Mật khẩu").fill(office.password)
            page.get_by_role("button", name="Đăng nhập").click()
            TALLY.roles.add(name)
        return page

    def _own(address: str) -> None:
        if not address.startswith((office.address, "data:")):
            complaints.append(f"asked elsewhere: {address}")

    yield signed_in
    assert not complaints


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where asked to (TONGHOP_E2E), say in one line of JSON what was looked at."""
    if "TONGHOP_E2E" in os.environ:
        counted = {name: len(terminalreporter.stats.get(name, ())) for name in ("passed", "skipped")}
        told = {"screens": len(TALLY.screens), "roles": len(TALLY.roles), "axe_serious": TALLY.axe_serious}
        terminalreporter.write_line(json.dumps(told | counted))
