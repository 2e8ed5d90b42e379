"""Signing in: passwords, the second factor, tokens, and how often it may be tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from tests.api.world import INDICATOR, PASSWORD, World

from tonghop.ledger import accounts, tokens
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Entry, Role
from tonghop.ledger.rights import Scope

pytestmark = pytest.mark.usefixtures("world")


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    body = {"username": "somebody", "password": password, **more}
    return client.post("/api/v1/session", body, content_type="application/json")


def code(device: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift + steps):06}"


def enrolled(account: Account) -> TOTPDevice:
    return TOTPDevice.objects.create(user=account, name="totp", confirmed=True)


def key(account: Account, *scopes: Scope, minutes: int = 5) -> str:
    return tokens.issue(None, account, "máy", scopes, timezone.now() + timedelta(minutes=minutes))[1]


def bearing(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def test_a_session_begins_and_ends():
    client = Client()
    assert sign_in(client).json()["username"] == "somebody"
    assert client.get("/api/v1/me").status_code == 200
    assert client.delete("/api/v1/session").status_code == 204
    assert client.get("/api/v1/me").status_code == 401


def test_a_session_may_not_write_without_the_token_of_the_site():
    client = Client(enforce_csrf_checks=True)
    csrf = sign_in(client).json()["csrf_token"]
    assert client.delete("/api/v1/session").status_code == 403
    assert client.delete("/api/v1/session", headers={"X-CSRFToken": csrf}).status_code == 204


def test_what_a_form_of_another_site_could_send_is_refused():
    body = '{"username": "somebody", "password": "x"}'
    assert Client().post("/api/v1/session", body, content_type="text/plain").status_code == 415


def test_wrong_passwords_lock_the_name_for_a_while():
    client = Client()
    assert [sign_in(client, "sai").status_code for _ in range(5)] == [401, 401, 401, 401, 429]
    assert sign_in(client).status_code == 429


def test_one_address_may_not_try_many_names(settings: Settings):
    settings.SIGN_IN_RATE = 3
    client = Client()
    answers = [
        client.post("/api/v1/session", {"username": f"u{n}", "password": "x"}, content_type="application/json")
        for n in range(4)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]


def test_visitors_may_ask_so_much_a_minute_and_accounts_more(world: World, settings: Settings):
    settings.ANONYMOUS_RATE = 2
    assert [Client().get("/api/v1/units").status_code for _ in range(3)] == [200, 200, 429]
    spoofed = Client(headers={"X-Forwarded-For": "10.9.8.7"})
    assert spoofed.get("/api/v1/units").status_code == 429
    assert world.client("officer").get("/api/v1/units").status_code == 200


def test_an_enrolled_account_signs_in_with_a_code_that_works_once():
    device = enrolled(Account.objects.get(username="somebody"))
    asked = sign_in(Client())
    assert (asked.status_code, asked.json()["code"]) == (401, "code-required")
    shown = code(device)
    assert sign_in(Client(), code=shown).json()["second_factor"]["verified"]
    assert sign_in(Client(), code=shown).status_code == 401


def test_a_role_that_needs_a_second_factor_does_nothing_without_it(world: World, settings: Settings):
    settings.TOTP_ROLES = ("administrator",)
    client = world.client("administrator")
    refused = client.get("/api/v1/entries")
    assert (refused.status_code, refused.json()["code"]) == (403, "second-factor-required")
    assert (
        client.post("/api/v1/me/second-factor", content_type="application/json")
        .json()["otpauth"]
        .startswith("otpauth://totp/")
    )
    device = TOTPDevice.objects.get(user__username="administrator")
    confirmed = client.post("/api/v1/me/second-factor/confirm", {"code": code(device)}, content_type="application/json")
    assert confirmed.json()["second_factor"] == {"required": True, "enrolled": True, "verified": True}
    assert client.get("/api/v1/entries").status_code == 200


def test_a_token_does_what_its_scopes_say_and_no_more(world: World):
    row = {"indicator": INDICATOR, "unit": "A", "period": "2025", "value": "1"}
    reader, writer = key(world.people["officer"], Scope.READ), key(world.people["officer"], Scope.WRITE)
    path = "/api/v1/facts?unit=A&state=draft&year=2026"
    assert len(bearing(reader).get(path).json()["items"]) == 1
    assert bearing(reader).post("/api/v1/facts", row, content_type="application/json").status_code == 403
    assert bearing(writer).get(path).json()["items"] == []
    settle = key(world.people["officer"], *Scope)
    accepted = row | {"state": "accepted"}
    assert bearing(settle).post("/api/v1/facts", accepted, content_type="application/json").status_code == 403


def test_a_token_ends_by_time_by_revocation_and_with_its_account(world: World):
    officer = world.people["officer"]
    expired, revoked, kept = (key(officer, Scope.READ) for _ in range(3))
    officer.tokens.filter(digest=tokens._digest(expired)).update(expires=timezone.now())
    tokens.revoke(None, officer, officer.tokens.get(digest=tokens._digest(revoked)).pk)
    assert [bearing(item).get("/api/v1/me").status_code for item in (expired, revoked, kept)] == [401, 401, 200]
    accounts.set_active(None, officer, False)
    assert bearing(kept).get("/api/v1/me").status_code == 401
    assert bearing("nonsense").get("/api/v1/units").status_code == 401


def test_a_token_makes_no_tokens(world: World):
    client = bearing(key(world.people["officer"], *Scope))
    assert client.get("/api/v1/tokens").status_code == 401


def test_only_the_hash_of_a_key_is_kept(world: World):
    told = key(world.people["officer"], Scope.READ)
    assert told not in str(list(world.people["officer"].tokens.values()))
    assert told not in str(list(Entry.objects.values()))


def test_every_change_of_an_account_is_an_entry(world: World):
    unit, administrator = world.places["own"].unit, world.people["administrator"]
    account = accounts.create(administrator, "lan", PASSWORD, "Nguyễn Thị Lan", Role.OFFICER, unit)
    accounts.grant(administrator, account, Role.HEAD, unit, "thay người")
    accounts.revoke(administrator, account, Role.HEAD, unit, "thay người")
    accounts.set_password(administrator, account, PASSWORD + "!")
    accounts.set_active(administrator, account, False)
    actions = Entry.objects.filter(subject="account:lan").order_by("id").values_list("action", flat=True)
    assert list(actions) == [
        "account.create", "account.grant", "account.revoke", "account.password", "account.active"
    ]  # fmt: skip
    assert PASSWORD not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("password", ["ngắn", "1234567890123", "password123", "lananhlananh"])
def test_weak_passwords_are_refused(world: World, password: str):
    with pytest.raises(accounts.WeakPassword):
        accounts.create(None, "lananhlananh", password, "", Role.OFFICER, world.places["own"].unit)


def test_nobody_gives_roles_beyond_his_reach(world: World):
    with pytest.raises(Forbidden):
        accounts.grant(world.people["administrator"], world.writer, Role.SYNTHESIS, world.places["foreign"].unit)
