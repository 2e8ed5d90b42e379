"""Every address and operation, for every role and relation of the unit, against the written table."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.api.world import INDICATOR, PASSWORD, PLACES, Place, World

from tonghop.api.application import api
from tonghop.ledger.models import Token

TABLE = Path(__file__).with_name("permissions.tsv")
ROLES = ("anonymous", "administrator", "synthesis", "officer", "head", "leader", "deputy", "visitor")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    operation: str
    call: str
    cells: dict[str, str]

    @property
    def concerns_units(self) -> bool:
        return not {"yes", "no"} & set(self.cells.values())

    def allows(self, role: str, relation: str) -> bool:
        cell = self.cells[role]
        return cell in ("all", "yes") or relation in cell.split()


def table() -> list[Row]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]
    return [Row(row.pop("operation"), row.pop("call"), row) for row in rows]


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> list[str]:
    found = []
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        found += addresses(pattern.url_patterns, path) if isinstance(pattern, URLResolver) else [path]
    return found


def served() -> set[str]:
    """Every operation of the interface, and every other address of the resolver with GET."""
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
    }


def is_allowed(client: Client, row: Row, place: Place) -> bool:
    method, address, *body = row.call.split()
    path = address.format(code=place.unit.code, **place.ids)
    with transaction.atomic():
        sent = bodies(place)[body[0]] if body else None
        response = client.generic(method, path, *encoded(sent))
        transaction.set_rollback(True)
    assert response.status_code < 500, response.content
    if response.status_code >= 300 or not row.concerns_units:
        return response.status_code < 300
    return not response.headers["Content-Type"].startswith("application/json") or response.json().get("items") != []


def encoded(body: dict[str, object] | None) -> tuple[str, str]:
    return (json.dumps(body), "application/json") if body is not None else ("", "application/json")


def test_every_address_and_operation_is_in_the_table():
    assert served() == {row.operation for row in table()}


@pytest.mark.parametrize("row", table(), ids=lambda row: row.call)
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
