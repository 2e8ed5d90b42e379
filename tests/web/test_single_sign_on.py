"""Single sign-on: whom the provider names enters the account arranged for him, and nobody else enters any."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from tests.api.world import World
from tests.web.provider import CLIENT, SECRET, Provider, provider

from tonghop.ledger.models import Account, Entry, Grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Settings) -> Iterator[Provider]:
    with provider() as found:
        settings.OIDC_ISSUER, settings.OIDC_NAME = found.address, "Cổng tỉnh"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        yield found


def arranged(world: World, single: str = "007") -> Account:
    world.client("administrator").post("/quan-tri/tai-khoan/officer/mot-lan", {"single": single})
    return Account.objects.get(username="officer")


def come_back(house: Provider, client: Client, **changes: str):
    """Off to the provider and back, with what comes back changed."""
    away = client.get("/dang-nhap/mot-lan?next=/ky-bao-cao").headers["Location"]
    assert away.startswith(f"{house.address}/authorize?")
    sent = {name: value[0] for name, value in parse_qs(urlsplit(away).query).items()}
    assert (sent["client_id"], sent["code_challenge_method"]) == (CLIENT, "S256")
    house.nonce = sent["nonce"]
    return client.get("/dang-nhap/mot-lan/ve", {"code": "c", "state": sent["state"]} | changes)


def test_the_person_arranged_enters_and_changes_nothing(world: World, house: Provider):
    officer = arranged(world)
    grants, client = list(Grant.objects.values()), Client()
    back = come_back(house, client)
    assert (back.status_code, back.headers["Location"]) == (302, "/ky-bao-cao")
    assert client.get("/api/v1/me").json()["username"] == officer.username
    assert house.asked[0]["code_verifier"]
    assert list(Grant.objects.values()) == grants
    assert Entry.objects.filter(action="account.single").latest("id").after == {"single": "007"}


def test_a_stranger_gets_no_account(world: World, house: Provider):
    arranged(world, "008")
    before, client = Account.objects.count(), Client()
    back = come_back(house, client)
    assert (back.status_code, Account.objects.count()) == (422, before)
    assert "chưa được gắn" in back.content.decode()
    assert client.get("/ky-bao-cao").status_code == 302


@pytest.mark.parametrize(
    "says", [{"iss": "http://other"}, {"aud": "other"}, {"nonce": "other"}, {"exp": 1}, {"sub": ""}, {"sub": None}]
)
def test_an_identity_that_is_not_for_us_or_not_of_now_lets_nobody_in(
    world: World, house: Provider, says: dict[str, object]
):
    arranged(world)
    house.says = says
    client = Client()
    assert come_back(house, client).status_code == 422
    assert client.get("/ky-bao-cao").status_code == 302


def test_an_answer_that_was_not_asked_for_lets_nobody_in(world: World, house: Provider):
    arranged(world)
    assert come_back(house, Client(), state="other").status_code == 422
    assert Client().get("/dang-nhap/mot-lan/ve?code=c&state=s").status_code == 422
    assert Client().get("/dang-nhap/mot-lan/ve?error=access_denied").status_code == 422


def test_an_address_counts_only_where_the_provider_verified_it(world: World, house: Provider, settings: Settings):
    settings.OIDC_CLAIM = "email"
    arranged(world, "tam@example.vn")
    house.says = {"email": "tam@example.vn", "email_verified": False}
    assert come_back(house, Client()).status_code == 422
    house.says = {"email": "tam@example.vn", "email_verified": True}
    assert come_back(house, Client()).status_code == 302


@pytest.mark.usefixtures("settings")
def test_the_second_factor_is_still_asked_for(world: World, house: Provider):
    TOTPDevice.objects.create(user=arranged(world), confirmed=True)
    client = Client()
    come_back(house, client)
    assert client.get("/ky-bao-cao").headers["Location"].startswith("/xac-thuc")


def test_one_is_led_to_no_other_site_and_nobody_shares_a_name(world: World, house: Provider):
    arranged(world)
    client = Client()
    away = client.get("/dang-nhap/mot-lan?next=https://evil.example").headers["Location"]
    sent = {name: value[0] for name, value in parse_qs(urlsplit(away).query).items()}
    house.nonce = sent["nonce"]
    assert client.get("/dang-nhap/mot-lan/ve", {"code": "c", "state": sent["state"]}).headers["Location"] == "/"
    taken = world.client("administrator").post("/quan-tri/tai-khoan/head/mot-lan", {"single": "007"})
    assert taken.status_code == 422


@pytest.mark.usefixtures("world")
def test_without_a_provider_there_is_no_such_page():
    assert Client().get("/dang-nhap/mot-lan").status_code == 404
    assert "mot-lan" not in Client().get("/dang-nhap").content.decode()


@pytest.mark.usefixtures("world")
def test_a_provider_that_is_silent_is_told_of(settings: Settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert Client().get("/dang-nhap/mot-lan").status_code == 422
