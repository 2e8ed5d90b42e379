"""A report through the interface: drafted, not twice unawares, read, checked, issued as it was seen."""

import pytest
from django.utils.timezone import localdate
from tests.api.test_recording import send
from tests.api.world import World
from tests.ledger.papers import SPAN, SYMBOL, paper

from tonghop.ledger import reports
from tonghop.ledger.models import Report

NEW = {"kind": "quarter", "unit": "A", "period": "2026-Q1"}
ISSUE = {
    "symbol": SYMBOL,
    "signer": {"form": "TM.", "name": "Nguyễn Văn An", "title": "Chủ tịch", "body": "Ủy ban nhân dân"},
    "recipients": ["UBND tỉnh T"],
}


@pytest.fixture
def draft(world: World) -> Report:
    return reports.create(world.people["synthesis"], "quarter", world.places["own"].unit, SPAN, paper())


def test_a_report_is_drafted_once_unless_another_is_asked_for(world: World, draft: Report):
    client = world.client("synthesis")
    refused = send(client, "reports", NEW)
    assert refused.status_code == 409
    assert draft.pk in refused.json()["reports"]
    made = send(client, "reports", NEW | {"another": True})
    assert made.status_code == 201
    again = client.get(made.headers["Location"])
    assert again.json() == made.json()
    assert (again.json()["state"], again.json()["period"], again.json()["number"]) == ("draft", "2026-Q1", None)
    assert any(section["blocks"] for section in again.json()["paper"]["sections"])


def test_what_is_issued_is_what_was_seen_and_checked(world: World, draft: Report):
    head, address = world.client("head"), f"/api/v1/reports/{draft.pk}"
    reports.open_register(world.people["head"], draft.unit, localdate().year, SYMBOL)
    seen = head.get(address)
    assert seen.headers["ETag"] == seen.json()["etag"]
    assert seen.json()["check"] == {"current": False, "underway": None, "failed": False, "findings": []}
    unchecked = send(head, f"reports/{draft.pk}/issue", ISSUE)
    assert unchecked.status_code == 422
    assert "chưa được kiểm tra lần nào" in unchecked.json()["detail"]
    asked = send(head, f"reports/{draft.pk}/check", {})
    assert (asked.status_code, asked.json()["underway"]) == (202, 0)
    reports.keep_findings(reports.waiting(draft.pk, draft.revision), [])
    assert head.get(address).json()["check"]["current"]
    society = draft.sections.get(key="society")
    reports.leave_out(world.people["synthesis"], draft.pk, society.pk, out=True)
    stale = send(head, f"reports/{draft.pk}/issue", ISSUE, **{"If-Match": seen.headers["ETag"]})
    assert stale.status_code == 412
    assert not head.get(address).json()["check"]["current"]
    draft.refresh_from_db()
    reports.keep_findings(draft, [])
    issued = send(head, f"reports/{draft.pk}/issue", ISSUE, **{"If-Match": head.get(address).headers["ETag"]})
    assert issued.status_code == 200, issued.content
    told = issued.json()
    assert (told["number"], told["state"], told["check"]) == (f"01/{SYMBOL}", "issued", None)
    assert told["paper"]["signature"]["name"] == "Nguyễn Văn An"
    assert head.get(f"{address}/files/docx").content == head.get(f"{address}/files/docx").content
    assert head.get(f"{address}/files/signed").status_code == 404
    assert send(head, f"reports/{draft.pk}/issue", ISSUE).status_code == 409
