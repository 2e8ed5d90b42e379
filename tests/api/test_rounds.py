"""A round through the interface: opened, entered, submitted, returned, submitted again, accepted, published, closed."""

from typing import Any

import pytest
from django.test import Client
from tests.api.test_recording import send
from tests.api.test_sign_in import bearing, key
from tests.api.world import INDICATOR, World

from tonghop.ledger.models import Entry, FactVersion, State
from tonghop.ledger.rights import Scope

OPENING = {"unit": "A", "name": "Quý I", "period": "2026-Q1", "forms": ["thu"], "due": "2026-04-05"}


def opened(world: World) -> int:
    """A round of the ward, whose forms ask for what the ward states as 5 in the end."""
    answer = send(world.client("synthesis"), "rounds", OPENING | {"period": "2024-M1..M10", "due": "2024-11-05"})
    assert answer.status_code == 201, answer.content
    listed = world.client("officer").get(f"/api/v1/duties?round={answer.json()['id']}").json()["items"]
    return int(listed[0]["id"])


def entered(client: Client, duty: int, value: str, seen: int | None = None) -> Any:
    row = {"indicator": INDICATOR, "value": value, "seen": seen}
    return send(client, f"duties/{duty}/facts", {"facts": [row]})


def test_the_life_of_a_form(world: World):
    officer, head, leader = (world.client(role) for role in ("officer", "head", "leader"))
    duty = opened(world)
    first = entered(officer, duty, "12").json()
    assert first["duty"]["state"] == "draft"
    assert send(officer, f"duties/{duty}/submit", {}).json()["state"] == "submitted"
    returned = send(head, f"duties/{duty}/return", {"reason": "thiếu tháng 10"})
    assert (returned.json()["state"], returned.json()["reason"]) == ("returned", "thiếu tháng 10")
    line = officer.get(f"/api/v1/duties/{duty}/form").json()["lines"][0]
    assert (line["label"], line["figure"]["value"], line["figure"]["state"]) == ("Thu ngân sách", "12", "returned")
    assert send(officer, f"duties/{duty}/submit", {}).status_code == 422
    assert entered(officer, duty, "15", line["figure"]["id"]).status_code == 200
    assert send(officer, f"duties/{duty}/submit", {}).json()["state"] == "submitted"
    assert send(head, f"duties/{duty}/accept", {}).json()["state"] == "accepted"
    number = head.get(f"/api/v1/duties/{duty}").json()["round"]
    assert send(leader, f"rounds/{number}/publish", {}).json() == {"published": 1}
    assert send(world.client("synthesis"), f"rounds/{number}/close", {}).json()["closed"]
    public = Client().get("/api/v1/facts?unit=A&period=2024-M1..M10").json()["items"]
    assert [(fact["value"], fact["state"]) for fact in public] == [("15", "published")]
    actions = Entry.objects.filter(subject=f"duty {duty}").order_by("id").values_list("action", "actor__username")
    assert list(actions) == [
        ("duty.enter", "officer"), ("duty.submit", "officer"), ("duty.return", "head"), ("duty.submit", "officer"),
        ("duty.accept", "head"),
    ]  # fmt: skip
    told = head.get(f"/api/v1/entries?subject=duty {duty}").json()["items"]
    assert [(item["action"], item["actor"]) for item in told] == list(actions)


def test_single_figures_are_returned(world: World):
    ids = world.places["own"].ids
    path = f"duties/{ids['duty_submitted']}/return"
    unknown = send(world.client("head"), path, {"reason": "sai", "lines": [{"indicator": "nonsense"}]})
    assert unknown.status_code == 422
    answer = send(world.client("head"), path, {"reason": "sai", "lines": [{"indicator": INDICATOR}]})
    assert answer.json()["state"] == "returned"
    assert FactVersion.objects.get(duty=ids["duty_submitted"], known_to=None).state == State.RETURNED


def test_a_step_that_the_state_does_not_allow_is_a_conflict(world: World):
    ids = world.places["own"].ids
    for path in (f"duties/{ids['duty_waiting']}/accept", f"duties/{ids['duty_accepted']}/submit"):
        answer = send(world.client("synthesis"), path, {})
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:tonghop:conflict")


def test_a_step_is_taken_of_the_form_that_was_seen(world: World):
    ids, head = world.places["own"].ids, world.client("head")
    duty = ids["duty_submitted"]
    seen = head.get(f"/api/v1/duties/{duty}").headers["ETag"]
    assert head.get(f"/api/v1/duties/{duty}/form").json()["etag"] == seen
    send(head, f"duties/{duty}/return", {"reason": "sai"})
    entered(world.client("officer"), duty, "7", FactVersion.objects.get(duty=duty, known_to=None).pk)
    send(world.client("officer"), f"duties/{duty}/submit", {})
    late = send(head, f"duties/{duty}/accept", {}, **{"If-Match": seen})
    assert (late.status_code, late.json()["type"]) == (412, "urn:tonghop:changed-since")
    now = head.get(f"/api/v1/duties/{duty}").headers["ETag"]
    assert send(head, f"duties/{duty}/accept", {}, **{"If-Match": now}).status_code == 200


def test_who_saw_another_figure_of_a_form_does_not_overwrite_it(world: World):
    duty, officer = world.places["own"].ids["duty_draft"], world.client("officer")
    late = entered(officer, duty, "8")
    assert (late.status_code, [now["value"] for now in late.json()["now"]]) == (409, ["5"])


def test_figures_of_a_form_are_not_proposed_beside_it(world: World):
    duty = world.places["own"].ids["duty_submitted"]
    held = FactVersion.objects.get(duty=duty, known_to=None)
    cell = {"indicator": INDICATOR, "unit": "A", "period": "2025-M1..M8", "value": "9"}
    answer = send(world.client("officer"), "facts", cell, **{"If-Match": f'"{held.pk}"'})
    assert (answer.status_code, answer.json()["duties"]) == (409, [duty])


@pytest.mark.parametrize(("language", "word"), [("vi", "lũy kế"), ("en", "cumulat")])
def test_a_contradiction_needs_a_reason_that_is_kept(world: World, language: str, word: str):
    officer, spoken = world.client("officer"), {"Accept-Language": language}
    synthesis = world.client("synthesis")
    earlier = {"indicator": INDICATOR, "unit": "A", "period": "2024-M1..M9", "value": "20", "state": "accepted"}
    assert send(synthesis, "facts", earlier).status_code == 201
    duty = opened(world)
    entered(officer, duty, "12")
    found = officer.get(f"/api/v1/duties/{duty}/findings", headers=spoken).json()["items"]
    assert [item["severity"] for item in found] == ["error"]
    refused = send(officer, f"duties/{duty}/submit", {}, **spoken)
    assert refused.status_code == 422
    assert refused.json()["objections"][0] == {name: found[0][name] for name in ("fingerprint", "message")}
    assert word in found[0]["message"].lower()
    assert send(officer, f"duties/{duty}/submit", {"reason": "hoàn trả thuế"}).status_code == 200
    kept = Entry.objects.get(subject=f"duty {duty}", action="duty.submit")
    assert (kept.reason, kept.after["overridden"]) == ("hoàn trả thuế", [found[0]["fingerprint"]])


def test_a_dismissed_finding_stays_aside(world: World):
    duty, head = world.places["own"].ids["duty_submitted"], world.client("head")
    body = {"unit": "A", "fingerprint": "fedcba9876543210", "reason": "đã đối chiếu"}
    assert send(head, "dismissals", body).json()["by"] == "head"
    listed = head.get("/api/v1/dismissals?unit=A").json()["items"]
    assert body["fingerprint"] in {item["fingerprint"] for item in listed}
    assert head.get(f"/api/v1/duties/{duty}/findings").status_code == 200


def test_a_round_tells_who_is_late_as_it_was_known(world: World):
    number, head = world.places["own"].ids["round_waiting"], world.client("head")
    rows = head.get(f"/api/v1/rounds/{number}/progress").json()["items"]
    assert [(row["unit"], row["timeliness"], row["asked"]) for row in rows] == [("A", "missing", 1)]
    early = head.get(f"/api/v1/rounds/{number}/progress?known_on=2025-06-10T08:00:00%2B07:00").json()["items"]
    assert [row["timeliness"] for row in early] == ["pending"]
    assert head.get(f"/api/v1/rounds/{number}/progress?timeliness=on_time").json()["items"] == []
    assert [row["days"] < 0 for row in head.get(f"/api/v1/rounds/{number}/reminders").json()["items"]] == [True]


@pytest.mark.parametrize(
    ("change", "status"),
    [({"due": "2026-01-01", "opens": "2026-02-01"}, 422), ({"forms": ["nonsense"]}, 422), ({"name": "waiting"}, 409),
     ({"period": "0001"}, 422), ({"unit": "B"}, 403)],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(world: World, change: dict[str, Any], status: int):
    assert send(world.client("synthesis"), "rounds", OPENING | change).status_code == status


def test_duties_of_others_are_refused_like_those_that_there_are_not(world: World):
    officer, foreign = world.client("officer"), world.places["foreign"].ids
    for step in ("facts", "submit", "return", "accept"):
        body = {"facts": [{"indicator": INDICATOR, "value": "1"}]} if step == "facts" else {"reason": "x"}
        answers = [send(officer, f"duties/{number}/{step}", body) for number in (foreign["duty_draft"], 2**40)]
        assert [(answer.status_code, answer.json()["title"]) for answer in answers] == [
            (404, "Không có nội dung này, hoặc tài khoản không được xem.")
        ] * 2


def test_a_token_enters_but_does_not_submit_what_it_may_not_see(world: World):
    duty = world.places["own"].ids["duty_waiting"]
    writer = bearing(key(world.people["officer"], Scope.WRITE))
    assert entered(writer, duty, "1").status_code == 200
    assert send(writer, f"duties/{duty}/submit", {}).status_code == 403
    both = bearing(key(world.people["officer"], Scope.WRITE, Scope.READ))
    assert send(both, f"duties/{duty}/submit", {}).status_code == 200


def test_forms_name_their_lines(world: World):
    client = world.client("officer")
    assert [item["key"] for item in client.get("/api/v1/forms?kind=commune").json()["items"]] == ["thu"]
    assert [line["indicator"] for line in client.get("/api/v1/forms/thu").json()["lines"]] == [INDICATOR]
