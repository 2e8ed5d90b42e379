"""Recording, correcting and publishing figures through the interface."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.api.test_sign_in import bearing, key
from tests.api.world import INDICATOR, World

from tonghop.ledger.models import Entry, FactVersion, Source, State
from tonghop.ledger.rights import Scope

CELL = {"indicator": INDICATOR, "unit": "A", "period": "2026-M1..M7"}


def send(client: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def test_a_figure_is_kept_to_the_last_digit(world: World):
    value = "123456789012345678901234567890.12345678901234567890"
    answer = send(world.client("officer"), "facts", CELL | {"value": value})
    assert answer.status_code == 201
    assert answer.json()["value"] == value
    assert FactVersion.objects.get(id=answer.json()["id"]).value == Decimal(value)


def test_zero_missing_and_not_applicable_stay_apart(world: World):
    client = world.client("officer")
    for month, told in enumerate(({"value": "0"}, {"standing": "missing"}, {"standing": "not_applicable"}), 1):
        answer = send(client, "facts", CELL | {"period": f"2025-{month:02}"} | told).json()
        assert (answer["standing"], answer["value"]) == (told.get("standing", "value"), told.get("value"))


def test_the_entry_says_who_and_why(world: World):
    answer = send(world.client("officer"), "facts", CELL | {"value": "1", "reason": "nhập lần đầu"})
    entry = Entry.objects.get(facts=answer.json()["id"])
    assert entry.actor is not None
    assert (entry.actor.username, entry.reason) == ("officer", "nhập lần đầu")


def test_a_correction_names_the_version_that_was_seen(world: World):
    client = world.client("officer")
    first = send(client, "facts", CELL | {"value": "1"})
    second = send(client, "facts", CELL | {"value": "2"}, **{"If-Match": first.headers["ETag"]})
    assert second.status_code == 201
    history = client.get(second.headers["Location"]).json()["history"]
    assert [version["value"] for version in history] == ["1", "2"]


def test_who_saw_an_older_version_is_told_the_present_one(world: World):
    client = world.client("officer")
    first = send(client, "facts", CELL | {"value": "1"})
    second = send(client, "facts", CELL | {"value": "2"}, **{"If-Match": first.headers["ETag"]})
    late = send(client, "facts", CELL | {"value": "3"}, **{"If-Match": first.headers["ETag"]})
    assert late.status_code == 412
    assert late.headers["Content-Type"] == "application/problem+json"
    assert [(now["value"], now["etag"]) for now in late.json()["now"]] == [("2", second.headers["ETag"])]
    assert not FactVersion.objects.filter(value=3).exists()


def test_who_saw_nothing_does_not_overwrite(world: World):
    client = world.client("officer")
    send(client, "facts", CELL | {"value": "1"})
    assert send(client, "facts", CELL | {"value": "2"}).status_code == 409
    assert send(client, "facts", CELL | {"value": "2"}, **{"If-None-Match": "*"}).status_code == 412


def test_the_same_figure_again_changes_nothing(world: World):
    client = world.client("officer")
    first = send(client, "facts", CELL | {"value": "1"})
    again = send(client, "facts", CELL | {"value": "1"}, **{"If-Match": first.headers["ETag"]})
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])


def test_a_settled_figure_is_corrected_with_a_reason(world: World):
    client, etag = world.client("synthesis"), f'"{world.places["own"].ids["accepted"]}"'
    cell = CELL | {"period": "2026-Q1", "state": "accepted", "value": "7"}
    assert send(client, "facts", cell, **{"If-Match": etag}).status_code == 422
    assert send(client, "facts", cell | {"reason": "đính chính"}, **{"If-Match": etag}).status_code == 201


def test_a_published_figure_is_corrected_by_a_submission_that_another_publishes(world: World):
    office, leader = world.client("synthesis"), world.client("leader")
    cell = CELL | {"period": "2026-M1..M4", "value": "8", "reason": "đính chính"}
    published = f'"{world.places["own"].ids["published"]}"'
    refused = send(office, "facts", cell | {"state": "accepted"}, **{"If-Match": published})
    assert refused.status_code == 409
    submitted = send(office, "facts", cell | {"state": "submitted"}).json()["id"]
    assert send(leader, "facts/publish", {"facts": [submitted], "reason": "đính chính"}).status_code == 200
    public = Client().get("/api/v1/facts?unit=A&period=2026-M1..M4").json()["items"]
    assert [fact["value"] for fact in public] == ["8"]


def test_nobody_publishes_what_he_entered(world: World):
    world.people["leader"].grants.create(role="synthesis", unit=world.places["own"].unit)
    client = world.client("leader")
    entered = send(client, "facts", CELL | {"value": "1", "state": "accepted"}).json()["id"]
    assert send(client, "facts/publish", {"facts": [entered]}).status_code == 403
    assert FactVersion.objects.get(id=entered).state == State.ACCEPTED


def test_a_batch_is_all_or_nothing_and_names_its_bad_rows(world: World):
    client, before = world.client("officer"), FactVersion.objects.count()
    rows = [
        {"indicator": INDICATOR, "unit": "A", "period": "2025-01", "value": "1"},
        {"indicator": "nonsense", "unit": "A", "period": "2025-02", "value": "1"},
        {"indicator": INDICATOR, "unit": "Z", "period": "2025-03", "value": "1"},
        {"indicator": INDICATOR, "unit": "A", "period": "2025-04", "value": "1", "unit_of_measure": "%"},
        {"indicator": INDICATOR, "unit": "A", "period": "2025-05", "value": "1", "authority": "Quận"},
    ]
    answer = send(client, "facts/batch", {"facts": rows})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [
        "/facts/1/indicator",
        "/facts/2/unit",
        "/facts/3/unit_of_measure",
        "/facts/4/authority",
    ]
    assert FactVersion.objects.count() == before


def test_a_dry_run_keeps_nothing(world: World):
    before = FactVersion.objects.count(), Entry.objects.count()
    answer = send(world.client("officer"), "facts/batch", {"dry_run": True, "facts": [CELL | {"value": "1"}]})
    assert (answer.status_code, len(answer.json()["facts"])) == (200, 1)
    assert (FactVersion.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("value", ["1.234,5", "1,5", "nghìn", "1e5", "NaN", 1.5, ""])
def test_a_number_is_its_digits_with_a_point(world: World, value: object):
    answer = send(world.client("officer"), "facts", CELL | {"value": value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].endswith("value")


def test_a_figure_is_answered_as_it_was_known(world: World):
    client = world.client("officer")
    first = send(client, "facts", CELL | {"value": "1"})
    send(client, "facts", CELL | {"value": "2"}, **{"If-Match": first.headers["ETag"]})
    known = {"period": CELL["period"], "unit": "A", "known_on": first.json()["known_from"]}
    assert [fact["value"] for fact in client.get("/api/v1/facts", known).json()["items"]] == ["1"]


def test_a_figure_is_quoted_with_its_surroundings_only_where_the_source_may_be_read(world: World):
    path = f"/api/v1/facts/{world.places['own'].ids['published']}"
    assert Client().get(path).json()["quotation"] == {"before": "", "text": "12 tỷ đồng", "after": ""}
    quotation = world.client("officer").get(path).json()["quotation"]
    assert quotation["before"].endswith("ước đạt ")
    assert quotation["after"].startswith(", tăng")


def test_a_batch_keeps_its_source_for_each_unit(world: World):
    rows = [CELL | {"unit": unit, "value": "1"} for unit in ("A", "A.VP")]
    answer = send(world.client("synthesis"), "facts/batch", {"source": "phần mềm kế toán", "facts": rows}).json()
    numbers = {fact["unit"]: fact["source"]["id"] for fact in answer["facts"]}
    assert dict(Source.objects.filter(name="phần mềm kế toán").values_list("unit__code", "id")) == numbers
    assert world.client("officer").get(f"/api/v1/sources/{numbers['A']}").status_code == 200
    again = send(world.client("synthesis"), "facts", rows[0] | {"period": "2025", "source": "phần mềm kế toán"})
    assert again.json()["source"]["id"] == numbers["A"]


def test_a_token_that_only_writes_is_told_what_it_wrote_and_nothing_else(world: World):
    client = bearing(key(world.people["officer"], Scope.WRITE))
    assert send(client, "facts", CELL | {"value": "1"}).json()["value"] == "1"
    held = send(client, "facts", CELL | {"value": "2"})
    assert (held.status_code, held.json()["now"]) == (409, [])


def test_a_figure_of_another_is_refused_like_one_that_there_is_not(world: World):
    client = world.client("leader")
    foreign = send(client, "facts/publish", {"facts": [world.places["foreign"].ids["accepted"]]})
    nothing = send(client, "facts/publish", {"facts": [2**40]})
    assert (foreign.status_code, foreign.json()["type"]) == (nothing.status_code, nothing.json()["type"])
    assert "“B”" not in foreign.json()["detail"]
