"""What somebody does with his own account: password, sessions."""

from typing import Any

import pytest
from django.test import Client
from tests.api.test_sign_in import bearing, key, sign_in
from tests.api.world import PASSWORD, World

from tonghop.ledger.models import Account, Entry
from tonghop.ledger.rights import Scope

pytestmark = pytest.mark.usefixtures("world")
OTHER = "mưa rào tháng bảy"


def changed(client: Client, current: str, new: str) -> Any:
    return client.put("/api/v1/me/password", {"current": current, "new": new}, content_type="application/json")


def test_a_new_password_ends_the_other_sessions():
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    assert changed(here, PASSWORD, OTHER).status_code == 200
    assert [client.get("/api/v1/me").status_code for client in (here, there)] == [200, 401]
    assert sign_in(Client()).status_code == 401
    assert sign_in(Client(), OTHER).status_code == 200
    actions = Entry.objects.filter(subject="account:somebody").values_list("action", "actor__username")
    assert list(actions) == [("account.password", "somebody"), ("session.end", "somebody")]


def test_a_password_is_not_changed_without_the_present_one():
    client = Client()
    sign_in(client)
    assert changed(client, "sai", OTHER).status_code == 403
    assert changed(client, PASSWORD, "ngắn").status_code == 422
    assert sign_in(Client()).status_code == 200


def test_trials_of_a_password_lock_as_at_sign_in():
    client = Client()
    sign_in(client)
    assert [changed(client, "sai", OTHER).status_code for _ in range(5)] == [403, 403, 403, 403, 429]
    assert changed(client, PASSWORD, OTHER).status_code in (403, 429)


def test_a_token_changes_no_password(world: World):
    client = bearing(key(world.people["officer"], *Scope))
    assert changed(client, PASSWORD, OTHER).status_code == 401
    assert client.get("/api/v1/me/sessions").status_code == 401


def test_sessions_are_listed_and_ended():
    here, there, third = Client(headers={"User-Agent": "máy bàn"}), Client(), Client()
    for client in (here, there, third):
        sign_in(client)
    listed = here.get("/api/v1/me/sessions").json()["items"]
    assert len(listed) == 3
    (own,) = (item for item in listed if item["current"])
    assert (own["agent"], own["address"]) == ("máy bàn", "127.0.0.1")
    assert here.session.session_key not in str(listed)
    other = there.get("/api/v1/me/sessions").json()["items"]
    mark = next(item["id"] for item in other if item["current"])
    assert here.delete(f"/api/v1/me/sessions/{mark}").status_code == 204
    assert [client.get("/api/v1/me").status_code for client in (here, there, third)] == [200, 401, 200]
    assert here.delete("/api/v1/me/sessions").status_code == 204
    assert [client.get("/api/v1/me").status_code for client in (here, third)] == [200, 401]
    assert Entry.objects.filter(action="session.end").count() == 2


def test_sessions_of_others_are_not_ended():
    Account.objects.create_user("else", password=PASSWORD)
    here, stranger = Client(), Client()
    sign_in(here)
    stranger.post("/api/v1/session", {"username": "else", "password": PASSWORD}, content_type="application/json")
    mark = here.get("/api/v1/me/sessions").json()["items"][0]["id"]
    assert stranger.delete(f"/api/v1/me/sessions/{mark}").status_code == 404
    assert here.get("/api/v1/me").status_code == 200
