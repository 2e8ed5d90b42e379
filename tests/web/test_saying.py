"""What pages say of a refusal: the page that helps, where the ledger names a command."""

import pytest
from tests.api.world import World
from tools.translations import messages

from tonghop.web.saying import ON_PAGES

ROOMS = tuple(f"src/tonghop/{room}/" for room in ("core", "ledger", "intake"))


def test_no_page_sends_anybody_to_a_command() -> None:
    commands = {message for message, place in messages().items() if place.startswith(ROOMS) and "lệnh “" in message}
    assert commands == set(ON_PAGES)
    assert not [message for message in ON_PAGES.values() if "tonghop " in message]


@pytest.mark.parametrize(("language", "told"), [("vi", "Tìm mã đơn vị ở trang Đơn vị"), ("en", "Units")])
def test_an_unknown_unit_is_looked_up_on_its_page(world: World, language: str, told: str) -> None:
    client = world.client("synthesis")
    client.cookies["tonghop_language"] = language
    answer = client.get("/chi-tieu?unit=KHONG-CO")
    assert answer.status_code == 422
    assert told in answer.text
    assert "tonghop units" not in answer.text
