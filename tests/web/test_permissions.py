"""Every page, for every role and relation of the unit, against the written table."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.api.world import PLACES, World

TABLE = Path(__file__).with_name("permissions.tsv")
ROLES = ("anonymous", "administrator", "synthesis", "officer", "head", "leader", "deputy", "visitor")
_FORM = "application/x-www-form-urlencoded"
SIGN_IN = "/dang-nhap"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    address: str
    method: str
    path: str
    body: str
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
    return [Row(row.pop("address"), *[*row.pop("call").split(), ""][:3], row) for row in rows]


def served() -> set[str]:
    pages = next(
        part
        for part in get_resolver().url_patterns
        if getattr(part, "urlconf_name", None) is not None
        and getattr(part.urlconf_name, "__name__", "") == "tonghop.web.urls"
    )
    patterns = [pattern for pattern in pages.url_patterns if isinstance(pattern, URLPattern)]
    return {re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", f"/{pattern.pattern}") for pattern in patterns}


def has(client: Client, row: Row, ids: dict[str, int], code: str) -> bool:
    with transaction.atomic():
        response = client.generic(row.method, row.path.format(code=code, **ids), row.body, _FORM)
        transaction.set_rollback(True)
    assert response.status_code < 500
    if response.status_code in (301, 302):
        return not response.headers["Location"].startswith(SIGN_IN) or row.path == "/dang-xuat"
    return response.status_code == 200


def test_every_page_is_in_the_table():
    assert served() == {row.address for row in table()}


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.method} {row.path}")
def test_which_pages_each_role_may_have(world: World, row: Row):
    wrong = [
        (role, relation)
        for role in ROLES
        for relation in (PLACES if row.concerns_units else ("own",))
        if has(world.client(role), row, world.places[relation].ids, world.places[relation].unit.code)
        != row.allows(role, relation)
    ]
    assert not wrong
