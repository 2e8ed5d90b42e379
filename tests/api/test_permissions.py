"""Every address and operation, for every role and relation of the unit, against the written table."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.api.world import INDICATOR, PASSWORD, PLACES, Place, World
from tests.rights import ROLES, Row, table

from tonghop.api.application import api
from tonghop.api.middleware import PROGRAMS
from tonghop.api.problems import UPLOAD
from tonghop.ledger.models import Token

TABLE = table(Path(__file__).with_name("permissions.tsv"))
EMPTY = "empty"
REPORT = "BÁO CÁO\nThu ngân sách 6 tháng đầu năm 2026 đạt 12 tỷ đồng."


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> list[str]:
    found = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        found += addresses(pattern.url_patterns, path) if isinstance(pattern, URLResolver) else [path]
    return found


def served() -> set[str]:
    """Every operation of the interface, and every other address for programs with GET."""
    operations = {
        f"{method} /api/v1/{path.strip('/')}".replace("//", "/").replace("{int:", "{")
        for router in api._get_bound_routers()
        for path, view in (
            (f"{router.prefix.strip('/')}/{name.strip('/')}", view) for name, view in router.path_operations.items()
        )
        for operation in view.operations
        for method in operation.methods
    }
    paths = {re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", path) for path in addresses(get_resolver().url_patterns)}
    paths = {path for path in paths if path.startswith(PROGRAMS) or path == "/healthz"}
    answered = {operation.split(" ", 1)[1] for operation in operations}
    return {item.replace("//", "/") for item in operations} | {f"GET {path}" for path in paths - answered}


def bodies(place: Place) -> dict[str, dict[str, object]]:
    row = {"indicator": INDICATOR, "unit": place.unit.code, "period": "2026-M1..M8", "value": "1"}
    return {
        "sign_in": {"username": "somebody", "password": PASSWORD},
        "wrong_code": {"code": "000000"},
        "token": {"name": "máy trạm", "scopes": ["read"]},
        "draft_fact": row | {"state": "draft"},
        "submitted_fact": row | {"state": "submitted"},
        "accepted_fact": row | {"state": "accepted"},
        "draft_facts": {"state": "draft", "facts": [row]},
        "accepted_facts": {"state": "accepted", "facts": [row]},
        "accepted_ids": {"facts": [place.ids["accepted"]]},
        "wrong_password": {"current": "sai", "new": PASSWORD},
        "report": {"kind": "quarter", "unit": place.unit.code, "period": "2026-Q1", "another": True},
        "issue": {"symbol": "BC-UBND", "signer": {"form": "", "name": "An", "title": "Chủ tịch"}},
        "renewal": {
            "day": "2026-01-01",
            "parts": [{"predecessor": place.unit.code, "successor": "N"}],
            "new": [{"code": "N", "kind": place.unit.kind, "name": "đơn vị mới"}],
        },
        "round": {
            "unit": place.unit.code,
            "name": "Năm",
            "period": "2026",
            "forms": ["phong" if place.unit.kind == "department" else "thu"],
            "due": "2027-01-20",
        },
        "nothing": {},
        "why": {"reason": "lý do"},
        "form_facts": {"facts": [{"indicator": INDICATOR, "value": "1"}]},
        "document": {"unit": place.unit.code, "dry_run": "true"},
        "dismissal": {"unit": place.unit.code, "fingerprint": "fedcba9876543210", "reason": "đã đối chiếu"},
    }


def is_allowed(client: Client, row: Row, place: Place) -> bool:
    method, address, *words = row.call.split()
    path = address.format(code=place.unit.code, **place.ids)
    with transaction.atomic():
        response = ask(client, method, path, next((bodies(place)[word] for word in words if word != EMPTY), None))
        transaction.set_rollback(True)
    assert response.status_code < 500, response.content
    if response.status_code >= 300 or not row.concerns_units or EMPTY in words:
        return bool(response.status_code < 300)
    return not response.headers["Content-Type"].startswith("application/json") or response.json().get("items") != []


def ask(client: Client, method: str, path: str, body: dict[str, object] | None) -> Any:
    if path == UPLOAD:
        return client.post(path, {"file": SimpleUploadedFile("báo cáo.txt", REPORT.encode()), **(body or {})})
    return client.generic(method, path, json.dumps(body) if body is not None else "", "application/json")


def test_every_address_and_operation_is_in_the_table():
    assert served() == {row.name for row in TABLE}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.call)
def test_what_each_role_may_do(world: World, row: Row):
    stranger = Token.objects.create(account=world.writer, name="x", digest="x", expires="2100-01-01T00:00Z")
    wrong = []
    for role in ROLES:
        for relation in PLACES if row.concerns_units else ("own",):
            place = world.places[relation]
            place.ids["foreign_token"] = stranger.pk
            if is_allowed(world.client(role), row, place) != row.allows(role, relation):
                wrong.append((role, relation))
    assert not wrong
