"""Requests that a browser of ours would not send: without the token of the site, by other methods, for other hosts,
of things that belong to others."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.api.world import World
from tests.web.test_permissions import served
from tests.web.walk import TABLE, addresses, ids_of

from tonghop.ledger.models import Entry

FORM = "application/x-www-form-urlencoded"
WRITES = re.compile(r"^\s*(insert into|update|delete from|merge into|truncate)\s+\"?(\w+)", re.IGNORECASE)
OF_THE_PERSON = {"ledger_session", "otp_totp_totpdevice"}
"""What reading may write: that somebody is there, and the key of an authenticator that is not confirmed yet."""
WITNESSED = {"case.seen", "case.export"}
"""What is recorded of a reader: that he had before him what not everybody may see."""
UNSAFE = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "BREW")


def every_address(world: World) -> list[str]:
    """An address of each pattern that is served, with its places filled."""
    ids = ids_of(world)
    known = {"number": ids["duty_draft"], "action": "gui", "key": "budget_revenue", "period": "2026-M1..M4",
             "form": "csv", "code": ids["code"]}  # fmt: skip
    return [re.sub(r"\{(\w+)\}", lambda place: str(known.get(place[1], 1)), name) for name in sorted(served())]


def test_no_form_is_taken_without_the_token_of_the_site(world: World):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["synthesis"], "django.contrib.auth.backends.ModelBackend")
    for role in (client, Client(enforce_csrf_checks=True)):
        for address in {*every_address(world), *addresses(ids_of(world), "POST")}:
            for more in ({}, {"HTTP_ORIGIN": "https://example.net"}, {"HTTP_X_CSRFTOKEN": "x" * 32}):
                with CaptureQueriesContext(connection) as asked:
                    answer = role.generic("POST", address, "value=1&reason=x", FORM, **more)
                assert answer.status_code == 403, address
                assert not written(asked)


def test_a_token_of_the_site_in_a_form_of_another_is_refused(world: World):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["officer"], "django.contrib.auth.backends.ModelBackend")
    token = client.get("/mat-khau").cookies["csrftoken"].value
    sent: dict[str, Any] = {"path": "/dang-xuat", "data": {"csrfmiddlewaretoken": token}}
    assert client.post(**sent, headers={"Origin": "https://example.net"}).status_code == 403
    assert client.post(**sent, headers={"Origin": "null"}).status_code == 403
    assert client.post(**sent).status_code == 302


def test_reading_a_page_changes_nothing(world: World):
    for role in ("synthesis", "administrator", "anonymous"):
        client = world.client(role)
        for address in {*every_address(world), *addresses(ids_of(world)), *addresses(ids_of(world), "POST")}:
            for method in ("GET", "HEAD"):
                before = Entry.objects.latest("id").pk
                with CaptureQueriesContext(connection) as asked:
                    answer = client.generic(method, f"{address}{'&' if '?' in address else '?'}reason=x&value=1&line=0")
                told = set(Entry.objects.filter(pk__gt=before).values_list("action", flat=True))
                assert told <= WITNESSED, address
                assert not written(asked) - ({"ledger_entry"} if told else set()), address
                assert method == "GET" or not b"".join(answer)


def test_a_method_is_what_it_is_called(world: World):
    client = world.client("synthesis")
    for address in every_address(world):
        for method in UNSAFE:
            with CaptureQueriesContext(connection) as asked:
                answer = client.generic(method, address, "reason=x", FORM)
            assert answer.status_code == 405, (method, address)
            assert not written(asked)
    for disguise in ({"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"HTTP_X_METHOD_OVERRIDE": "POST"}):
        assert client.get("/ky-bao-cao", **disguise).status_code == 200
        assert client.get("/dang-xuat?_method=POST", **disguise).status_code == 405


def written(asked: CaptureQueriesContext) -> set[str]:
    """The tables that were written to."""
    found = (WRITES.match(query["sql"]) for query in asked.captured_queries)
    return {match[2].lower() for match in found if match} - OF_THE_PERSON


def test_another_host_is_not_served(world: World):
    for host in ("example.net", "localhost.example.net", "localhost:80@example.net", "x\r\nX: y", ""):
        answer = world.client("officer").get("/dang-nhap", HTTP_HOST=host, HTTP_X_FORWARDED_HOST="localhost")
        assert answer.status_code == 400
        assert "example.net" not in answer.content.decode()


def test_a_forwarded_host_is_not_believed():
    answer = Client().get("/", headers={"X-Forwarded-Host": "example.net", "X-Forwarded-Proto": "https"})
    assert answer.headers["Location"] == "/dang-nhap?next=%2F"


def test_what_is_of_others_is_answered_like_what_there_is_not(world: World):
    foreign, wrong = ids_of(world, "foreign"), []
    nothing = foreign | {name: 2**40 for name in foreign if name != "code"}
    pairs = {(row.call.format(**foreign), row.call.format(**nothing)) for row in TABLE if "/cong-khai/" not in row.call}
    for role in ("officer", "synthesis", "visitor"):
        client = world.client(role)
        for theirs, nowhere in sorted(pairs):
            if theirs == nowhere:
                continue
            asked = [call.split()[:2] for call in (theirs, nowhere)]
            answers = [client.generic(method, path, "line=0&value=1&reason=x", FORM) for method, path in asked]
            told = [re.sub(r"\b\w{64}\b|\d+", "", item.content.decode()) for item in answers]
            if answers[0].status_code != answers[1].status_code or told[0] != told[1]:
                wrong.append((role, theirs, *(item.status_code for item in answers)))
    assert not wrong
