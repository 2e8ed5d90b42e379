"""Passkeys: who holds the device enters with both factors; who only looks like it does not."""

import json
from typing import Any

import pytest
from django.test import Client
from tests.api.world import PASSWORD, World
from tests.web.authenticator import PRESENT, Authenticator

from tonghop.ledger.models import Account, Entry, Grant, Passkey, Role

pytestmark = pytest.mark.django_db


def ask(client: Client, path: str, sent: Any = None, **form: str) -> Any:
    body = json.dumps(sent) if sent is not None else ""
    if sent is None:
        return client.post(path, form, headers={"host": "localhost"})
    return client.post(path, body, content_type="application/json", headers={"host": "localhost"})


@pytest.fixture
def owner(world: World) -> Account:
    """Somebody with a password, whose role requires the second factor."""
    account = Account.objects.get(username="somebody")
    Grant.objects.create(account=account, role=Role.OFFICER, unit=world.places["own"].unit)
    return account


@pytest.fixture
def device(owner: Account) -> Authenticator:
    """The device of the owner, added from a session of his."""
    client, made = Client(), Authenticator()
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    options = ask(client, "/bao-mat/khoa/bat-dau", current=PASSWORD).json()
    added = ask(client, "/bao-mat/khoa?next=/bao-mat", {"credential": made.made(options), "name": "máy cơ quan"})
    assert added.json() == {"next": "/bao-mat"}
    assert client.get("/ky-bao-cao").status_code == 200
    return made


def entered(client: Client, device: Authenticator) -> int:
    options = ask(client, "/dang-nhap/khoa/bat-dau").json()
    return int(ask(client, "/dang-nhap/khoa", {"credential": device.shown(options)}).status_code)


def test_the_device_enters_with_both_factors(device: Authenticator, settings: Any):
    settings.TOTP_ROLES = ("officer",)
    client = Client()
    assert entered(client, device) == 200
    assert client.get("/ky-bao-cao").status_code == 200
    assert client.get("/api/v1/me").json()["second_factor"]["verified"]
    assert Entry.objects.filter(action="account.passkey").latest("id").after == {"added": "máy cơ quan"}


@pytest.mark.parametrize(
    "wrong", ["other origin", "no finger", "copied key", "other key", "unknown", "locked", "replay"]
)
def test_what_only_looks_like_the_device_does_not_enter(device: Authenticator, owner: Account, wrong: str):
    client = Client()
    assert entered(Client(), device) == 200
    match wrong:
        case "other origin":
            device.origin = "https://evil.example"
        case "no finger":
            device.flags = PRESENT
        case "copied key":
            device.uses = 0
        case "other key":
            device.key = Authenticator().key
        case "unknown":
            Passkey.objects.all().delete()
        case "locked":
            Account.objects.filter(pk=owner.pk).update(is_active=False)
        case "replay":
            options = ask(client, "/dang-nhap/khoa/bat-dau").json()
            ask(client, "/dang-nhap/khoa/bat-dau")
            assert ask(client, "/dang-nhap/khoa", {"credential": device.shown(options)}).status_code == 401
            return
    assert entered(client, device) == 401
    assert client.get("/ky-bao-cao").status_code == 302


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize("sent", [{}, [], {"credential": {"id": "x"}}, {"credential": "x"}, {"credential": None}])
def test_nonsense_does_not_enter(sent: Any):
    client = Client()
    ask(client, "/dang-nhap/khoa/bat-dau")
    assert ask(client, "/dang-nhap/khoa", sent).status_code == 401


def test_a_passkey_is_added_only_by_who_knows_the_password(owner: Account):
    client = Client()
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    assert ask(client, "/bao-mat/khoa/bat-dau", current="sai").status_code == 403
    assert ask(client, "/bao-mat/khoa", {"credential": {}}).status_code == 422


@pytest.mark.usefixtures("device")
def test_with_a_passkey_the_password_alone_is_not_enough(owner: Account):
    client = Client()
    refused = client.post("/dang-nhap", {"username": "somebody", "password": PASSWORD})
    assert (refused.status_code, "khóa đăng nhập" in refused.content.decode()) == (401, True)
    begun_before = Client()
    begun_before.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    assert begun_before.get("/ky-bao-cao").headers["Location"].startswith("/xac-thuc")
    assert "secret" not in begun_before.get("/xac-thuc").content.decode()
    assert begun_before.post("/api/v1/me/second-factor", content_type="application/json").status_code == 422


@pytest.mark.usefixtures("device")
def test_an_administrator_frees_the_account_of_a_lost_device(world: World):
    world.client("administrator").post("/quan-tri/tai-khoan/somebody/xac-thuc")
    assert not Passkey.objects.exists()
    assert Client().post("/dang-nhap", {"username": "somebody", "password": PASSWORD}).status_code == 302


@pytest.mark.usefixtures("owner")
def test_no_passkeys_at_a_numeric_address():
    assert Client().post("/dang-nhap/khoa/bat-dau", headers={"host": "127.0.0.1:8000"}).status_code == 422
