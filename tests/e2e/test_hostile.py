"""An office in which every text is an attack, in a real browser: nothing runs, and nothing is complained of."""

import pytest
from playwright.sync_api import Browser, Dialog
from pytest_django.live_server_helper import LiveServer
from tests.api.world import PASSWORD, build
from tests.web.poison import poison
from tests.web.walk import addresses, ids_of

from tonghop.ledger.models import Account


@pytest.mark.django_db(transaction=True)
def test_nothing_that_people_have_written_runs(browser: Browser, live_server: LiveServer, settings: object):
    settings.TOTP_ROLES = ()  # type: ignore[attr-defined]
    world = build()
    synthesis = world.people["synthesis"]
    synthesis.set_password(PASSWORD)
    synthesis.save()
    poison(world)
    context = browser.new_context(base_url=live_server.url)
    page, complaints, shown = context.new_page(), list[str](), 0

    def refuse(dialog: Dialog) -> None:
        complaints.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if "Content Security Policy" in told.text else None)
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(Account.objects.get(pk=synthesis.pk).username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(live_server.url + "/")
    for address in (*addresses(ids_of(world)), "/tra-cuu?q=onerror"):
        if context.request.head(address).headers.get("content-type", "").startswith("text/html"):
            page.goto(address)
            shown += page.locator("body", has_text="<img src=x").count()
            assert not page.locator("img[src=x], b[onclick], a[href^=javascript], script:not([src])").count(), address
    assert not complaints
    assert shown > 5
