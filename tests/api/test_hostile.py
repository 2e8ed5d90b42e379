"""What somebody could send to break the interface, or to learn what is not for him."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from tests.api.test_recording import CELL, send
from tests.api.test_sign_in import sign_in
from tests.api.world import World

from tonghop.api.problems import MOST_SENT, UPLOAD

pytestmark = pytest.mark.usefixtures("world")
PROBLEM = "application/problem+json"


def posted(client: Client, path: str, content: str | bytes, kind: str = "application/json", **more: Any) -> Any:
    return client.generic("POST", path, content, kind, **more)


def test_a_body_that_is_too_large_is_not_read(world: World):
    answer = posted(world.client("officer"), "/api/v1/facts", b"x" * (MOST_SENT + 1))
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, PROBLEM)
    claimed = posted(world.client("officer"), UPLOAD, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH="9" * 12)
    assert claimed.status_code == 413


@pytest.mark.parametrize("content", ["[" * 100_000, '{"value": ' + "9" * 5000 + "}", "{", b"\xff\xfe", "null", "[]"])
def test_what_is_no_figure_is_refused(world: World, content: str | bytes):
    answer = posted(world.client("officer"), "/api/v1/facts", content)
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_only_json_is_taken_but_for_documents(world: World, kind: str):
    assert posted(world.client("officer"), "/api/v1/facts", "{}", kind).status_code == 415
    if not kind.startswith("multipart"):
        assert posted(world.client("officer"), UPLOAD, "unit=A", kind).status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("POST", "facts", "{}"), ("POST", "rounds", "{}"), ("PUT", "me/password", "{}"), ("DELETE", "me/sessions", ""),
     ("POST", "tokens", "{}"), ("POST", "units/reorganisations", "{}"), ("POST", "me/second-factor", "")],
)  # fmt: skip
def test_a_session_writes_nothing_without_the_token_of_the_site(method: str, path: str, body: str):
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    assert client.generic(method, f"/api/v1/{path}", body, "application/json").status_code == 403


def test_a_name_that_there_is_not_costs_a_hash_like_one_that_there_is(monkeypatch: pytest.MonkeyPatch):
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    answers = [
        Client().post("/api/v1/session", {"username": name, "password": "sai"}, content_type="application/json")
        for name in ("somebody", "nobody")
    ]
    assert len(hashed) == 2
    assert answers[0].json() == answers[1].json()


def test_a_locked_name_is_answered_alike_whether_there_is_one_or_not():
    for name in ("somebody", "nobody"):
        client, body = Client(), {"username": name, "password": "sai"}
        statuses = [client.post("/api/v1/session", body, content_type="application/json").status_code for _ in range(6)]
        assert statuses == [401, 401, 401, 401, 429, 429]


def test_numbers_of_others_are_answered_like_those_that_there_are_not(world: World):
    client, foreign = world.client("officer"), world.places["foreign"].ids
    paths = {"facts": "draft", "rounds": "round_waiting", "duties": "duty_waiting", "entries": "entry"}
    for room, name in (*paths.items(), ("sources", "source")):
        answers = [client.get(f"/api/v1/{room}/{number}") for number in (foreign[name], 2**40)]
        told = [{**answer.json(), "instance": ""} for answer in answers]
        assert (answers[0].status_code, told[0]) == (404, told[1])


def test_a_refusal_says_nothing_of_what_is_held_elsewhere(world: World):
    answer = send(world.client("officer"), "facts", CELL | {"unit": "B", "period": "2026-01", "value": "1"})
    assert answer.status_code == 403
    assert "now" not in answer.json()
