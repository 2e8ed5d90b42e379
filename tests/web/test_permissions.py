"""Every page, for every role and relation of the unit, against the written table."""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.api.world import PLACES, World
from tests.rights import ROLES, Row, table

TABLE = table(Path(__file__).with_name("permissions.tsv"))
_FORM = "application/x-www-form-urlencoded"
SIGN_IN = "/dang-nhap"


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
    method, path, *body = row.call.format(code=code, **ids).split()
    with transaction.atomic():
        response = client.generic(method, path, "".join(body), _FORM)
        transaction.set_rollback(True)
    assert response.status_code < 500
    if response.status_code in (301, 302):
        return not response.headers["Location"].startswith(SIGN_IN) or path == "/dang-xuat"
    return response.status_code == 200


def test_every_page_is_in_the_table():
    assert served() == {row.name for row in TABLE}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.call)
def test_which_pages_each_role_may_have(world: World, row: Row):
    wrong = [
        (role, relation)
        for role in ROLES
        for relation in (PLACES if row.concerns_units else ("own",))
        if has(world.client(role), row, world.places[relation].ids, world.places[relation].unit.code)
        != row.allows(role, relation)
    ]
    assert not wrong
