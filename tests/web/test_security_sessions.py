"""Signing in and what lasts from it: where one goes next, whose the session is, when it ends, what cookies say."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import html
from pytest_django import Settings
from tests.api.world import PASSWORD, World

from tonghop.ledger.models import Account, Grant, Role, Unit

SIGN_IN, PASSWORDS = "/dang-nhap", "/mat-khau"
ELSEWHERE = (
    "https://example.net", "//example.net", "///example.net", "/\\example.net", "\\\\example.net", "/\t/example.net",
    "\t//example.net", "http:example.net", "http:///example.net", "https:/\\example.net", "javascript:alert(1)",
    "java\nscript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "%2F%2Fexample.net",
    "//testserver@example.net", "https://testserver.example.net", " //example.net", "//[",
)  # fmt: skip


def signed_in(client: Client, name: str = "somebody", password: str = PASSWORD, **more: str) -> Any:
    """The answer to signing in."""
    return client.post(SIGN_IN, {"username": name, "password": password, **more})


def key(client: Client) -> str:
    """The key of the session."""
    return client.cookies["sessionid"].value


@pytest.fixture(autouse=True)
def member(world: World) -> Account:  # noqa: ARG001
    """Somebody of the office who signs in with a password."""
    account = Account.objects.get(username="somebody")
    Grant.objects.create(account=account, role=Role.SYNTHESIS, unit=Unit.objects.get(code="A"))
    return account


def test_nobody_is_led_elsewhere(settings: Settings):
    settings.SIGN_IN_RATE = 10**6
    entered = {"username": "somebody", "password": PASSWORD}
    for address in ELSEWHERE:
        for path, sent in ((SIGN_IN, entered), ("/ngon-ngu", {"language": "en"})):
            asked = urlencode({"next": address})
            for answer in (Client().post(path, sent | {"next": address}), Client().post(f"{path}?{asked}", sent)):
                assert (answer.status_code, answer.headers.get("Location")) == (302, "/"), address
        shown = html.document_fromstring(Client().get(f"{SIGN_IN}?{asked}").content.decode())
        assert set(shown.xpath("//input[@name='next']/@value")) <= {"/", f"{SIGN_IN}?{asked}"}


def test_one_goes_on_to_a_page_of_ours():
    assert signed_in(Client(), next="/chi-tieu?unit=A").headers["Location"] == "/chi-tieu?unit=A"


def test_a_session_that_was_there_before_is_not_taken_over():
    client = Client()
    client.force_login(Account.objects.get(username="officer"), "django.contrib.auth.backends.ModelBackend")
    planted = key(client)
    signed_in(client)
    assert key(client) != planted
    theirs = Client()
    theirs.cookies["sessionid"] = planted
    assert theirs.get("/").status_code == 302
    chosen = Client()
    chosen.cookies["sessionid"] = "a" * 32
    signed_in(chosen)
    assert key(chosen) != "a" * 32


def test_a_session_is_another_once_the_second_factor_is_shown(member: Account, settings: Settings):
    settings.TOTP_ROLES = ("synthesis",)
    client = Client()
    signed_in(client)
    before = key(client)
    client.get("/xac-thuc")
    device = TOTPDevice.objects.get(user=member)
    code = f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06}"
    assert client.post("/xac-thuc", {"code": code}).status_code == 302
    assert key(client) != before
    assert client.get("/").status_code == 200
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert stolen.get("/").status_code == 302


def test_signing_out_ends_the_session_and_no_page_is_kept():
    client, thief = Client(), Client()
    signed_in(client)
    thief.cookies["sessionid"] = key(client)
    answer = thief.get("/")
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, True)
    client.post("/dang-xuat")
    assert thief.get("/").status_code == 302


def test_another_password_ends_all_other_sessions():
    here, there = Client(), Client()
    for client in (here, there):
        signed_in(client)
    before = key(here)
    changed = here.post(PASSWORDS, {"current": PASSWORD, "new": "mưa ngâu tháng bảy"})
    assert changed.status_code == 302
    assert key(here) != before
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_cookies_are_for_our_site_and_not_for_scripts(settings: Settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(SIGN_IN, secure=True)
    client.post(SIGN_IN, {"username": "somebody", "password": PASSWORD}, secure=True)
    client.post("/ngon-ngu", {"language": "en"}, secure=True)
    for name in ("sessionid", "csrftoken", "tonghop_language"):
        cookie = client.cookies[name]
        assert cookie["samesite"] == "Lax", name
        assert (cookie["domain"], cookie["path"]) == ("", "/")
        assert cookie["secure"], name
        assert cookie["httponly"], name


def test_behind_https_cookies_and_browsers_keep_to_it():
    assert django_settings.SESSION_COOKIE_SECURE == django_settings.CSRF_COOKIE_SECURE == django_settings.HTTPS
    assert bool(django_settings.SECURE_HSTS_SECONDS) == django_settings.HTTPS


def test_a_language_that_there_is_not_is_vietnamese():
    for value in ("fr", "../../etc", "en;", "vi; path=/x", "<script>", "e" * 5000, "EN", "vi_VN", ""):
        client = Client()
        client.post("/ngon-ngu", {"language": value})
        assert "tonghop_language" not in client.cookies
        shown = Client(headers={"Cookie": f"tonghop_language={value}"}).get(SIGN_IN)
        assert (shown.status_code, b'lang="vi"' in shown.content[:100]) == (200, value != "en;")


def test_passwords_cannot_be_tried_without_end():
    answers = [signed_in(Client(), password="sai").status_code for _ in range(6)]
    assert answers == [401, 401, 401, 401, 429, 429]
    assert signed_in(Client()).status_code == 429


def test_many_names_cannot_be_tried_from_one_address(settings: Settings):
    settings.SIGN_IN_RATE = 3
    answers = [signed_in(Client(REMOTE_ADDR="10.0.0.9"), f"u{n}").status_code for n in range(4)]
    assert answers == [401, 401, 401, 429]
    spoofed = Client(REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": "10.1.1.1"})
    assert signed_in(spoofed, "u9").status_code == 429


def test_the_old_password_cannot_be_tried_without_end():
    client = Client()
    signed_in(client)
    answers = [client.post(PASSWORDS, {"current": "sai", "new": PASSWORD}).status_code for _ in range(6)]
    assert answers[:4] == [422] * 4
    assert answers[-1] == 429


def test_no_answer_tells_whether_there_is_such_a_name(monkeypatch: pytest.MonkeyPatch):
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    told = []
    for name in ("somebody", "nobody"):
        answers = [signed_in(Client(), name, "sai") for _ in range(6)]
        told.append([*((item.status_code, _sentence(item.content.decode())) for item in answers), len(hashed)])
        hashed.clear()
    assert told[0] == told[1]
    assert told[0][-1] >= 4


def _sentence(page: str) -> str:
    return str(html.document_fromstring(page).xpath("string(//*[@role='alert'])"))
