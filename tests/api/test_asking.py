"""Asking through the interface: boards, values with their sources, what units below state, how far estimates were."""

from decimal import Decimal

from tests.api.test_recording import send
from tests.api.world import INDICATOR, World

from tonghop.ledger import ask
from tonghop.ledger.models import Entry

CELL = f"unit=A&indicator={INDICATOR}"


def test_a_plan_board_compares_what_was_done_with_each_plan(world: World):
    board = world.client("leader").get("/api/v1/board?unit=A&period=2026-Q1").json()
    (line,) = board["lines"]
    assert (board["unit"], board["period"], line["actual"]["value"]) == ("A", "2026-Q1", "12000000000")
    assert line["plans"] == [
        {"authority": "Quận", "version": 0, "value": "30000000000", "ratio": "0.4", "status": "open"}
    ]
    assert Decimal(board["nearly"]) == ask.thresholds("A").nearly


def test_a_board_is_reckoned_from_january(world: World):
    answer = world.client("leader").get("/api/v1/board?unit=A&period=2026-05")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/period")


def test_a_value_says_how_it_came_about_and_where_it_is_written(world: World):
    client = world.client("officer")
    value = client.get(f"/api/v1/values?{CELL}&period=2026-Q1").json()
    assert (value["value"]["value"], value["value"]["origin"]) == ("12000000000", "own")
    (source,) = client.get(f"/api/v1/values/sources?{CELL}&period=2026-Q1").json()["items"]
    assert (source["text"], source["before"][-5:]) == ("12 tỷ đồng", " đạt ")
    below = client.get(f"/api/v1/values/below?{CELL}&period=2026-Q1&limit=1").json()
    assert below["items"] == [{"unit": "A", "value": "12000000000.00000000000000000000".rstrip("0").rstrip(".")}]
    assert client.get(below["next"]).json()["items"][0]["unit"] == "A.VP"


def test_a_value_as_it_was_known(world: World):
    client = world.client("synthesis")
    before = Entry.objects.order_by("-at")[0].at.isoformat().replace("+", "%2B")
    etag = f'"{world.places["own"].ids["accepted"]}"'
    corrected = {"indicator": INDICATOR, "unit": "A", "period": "2026-Q1", "state": "accepted", "value": "7"}
    assert send(client, "facts", corrected | {"reason": "đính chính"}, **{"If-Match": etag}).status_code == 201
    path = f"/api/v1/values?{CELL}&period=2026-Q1"
    assert client.get(path).json()["value"]["value"] == "7"
    assert client.get(f"{path}&known_on={before}").json()["value"]["value"] == "12000000000"


def test_estimates_stay_beside_what_they_came_to(world: World):
    client = world.client("synthesis")
    row = {"indicator": INDICATOR, "unit": "A", "period": "2026-Q1", "state": "accepted", "value": "9000000000"}
    assert send(client, "facts", row | {"measure": "estimate"}).status_code == 201
    (miss,) = client.get(f"/api/v1/accuracy?{CELL}&year=2026").json()["items"]
    assert (miss["estimate"], miss["error"], miss["relative"]) == ("9000000000", "-3000000000", "-0.25")


def test_what_does_not_exist_is_named(world: World):
    client = world.client("synthesis")
    assert client.get("/api/v1/values?unit=Z&indicator=x&period=2026").json()["unit"] == "Z"
    assert "“x”" in client.get("/api/v1/values?unit=A&indicator=x&period=2026").json()["detail"]


def test_splitting_a_unit_is_tried_before_it_is_done(world: World):
    client = world.client("administrator")
    split = {
        "day": "2026-01-01",
        "parts": [{"predecessor": "A", "successor": code, "share": "0.5", "method": "area"} for code in ("A1", "A2")],
        "new": [{"code": code, "kind": "commune", "name": f"phường {code}"} for code in ("A1", "A2")],
        "placed": {},
    }
    tried = send(client, "units/reorganisations", split).json()
    assert tried["dry_run"]
    assert client.get("/api/v1/units/A1").status_code == 404
    done = send(client, "units/reorganisations", split | {"dry_run": False, "decision": "12/NQ-HĐND"}).json()
    assert (done["sums"], done["changed"]) == (tried["sums"], tried["changed"])
    assert client.get("/api/v1/units/A1").json()["lineage"][0]["share"] == "0.5"
    wrong = split | {"parts": split["parts"][:1]}
    assert send(client, "units/reorganisations", wrong).status_code == 422


def test_a_unit_is_not_split_into_what_belongs_to_others(world: World):
    parts = [{"predecessor": "A", "successor": "N"}]
    new = [{"code": "N", "kind": "commune", "name": "phường N", "parent": "T"}]
    body = {"day": "2026-01-01", "parts": parts, "new": new}
    assert send(world.client("administrator"), "units/reorganisations", body).status_code == 403
