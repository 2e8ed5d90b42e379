"""How the interface answers: pages, filters, languages, conditional requests, problems, its description."""

from collections.abc import Iterator
from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from pytest_django import DjangoAssertNumQueries
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from tests.api.test_sign_in import key
from tests.api.world import World

from tonghop.api.application import api
from tonghop.api.description import described
from tonghop.ledger import units
from tonghop.ledger.rights import Scope

pytestmark = pytest.mark.usefixtures("world")


def test_pages_name_the_next_until_the_last():
    client, path, seen = Client(), "/api/v1/units?limit=3", []
    while path:
        answer = client.get(path).json()
        seen += [unit["code"] for unit in answer["items"]]
        path = answer["next"]
    assert sorted(seen) == ["A", "A.VP", "B", "T"]


def test_units_are_found_below_a_unit_and_by_name_without_diacritics():
    below = Client().get("/api/v1/units?under=T&q=don vi").json()["items"]
    assert {unit["code"]: unit["parent"] for unit in below} == {"A": "T", "B": "T", "A.VP": "A"}


def test_a_unit_is_called_as_on_the_day_that_is_asked_for():
    units.rename("A", "phường A", date(2026, 1, 1), units.Author(None))
    names = [Client().get(f"/api/v1/units/A?on={day}").json()["name"] for day in ("2025-12-31", "2026-01-01")]
    assert names == ["đơn vị A", "phường A"]


def test_figures_of_a_subtree():
    answer = Client().get("/api/v1/facts?unit=A&subtree=true").json()["items"]
    assert sorted(fact["unit"] for fact in answer) == ["A", "A.VP"]


@pytest.mark.parametrize(
    "path",
    [
        "units",
        "indicators",
        "facts",
        "facts/{published}",
        "plans?unit=A&year=2026",
        "rounds",
        "duties",
        "entries",
        "dismissals",
        "forms",
        "duties/{duty_draft}/form",
        "rounds/{round_draft}/progress",
        "values/sources?unit=A&indicator=budget_revenue&period=2026-Q1",
    ],
)
def test_an_answer_takes_few_queries_however_much_it_holds(
    world: World, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = world.client("synthesis")
    with django_assert_max_num_queries(20):
        assert client.get("/api/v1/" + path.format(**world.places["own"].ids)).status_code == 200


def test_plans_stand_side_by_side(world: World):
    answer = world.client("synthesis").get("/api/v1/plans?unit=A&year=2026").json()["items"]
    assert [[(plan["authority"], plan["value"]) for plan in item["plans"]] for item in answer] == [
        [("Quận", "30000000000")]
    ]


def test_a_misspelt_filter_is_refused():
    answer = Client().get("/api/v1/facts?untt=A")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/untt")


@pytest.mark.parametrize(
    ("path", "status"),
    [("units/nowhere", 404), ("nowhere", 404), ("rounds", 401), ("facts?period=2026-13", 422), ("units?q=%00", 400)],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_errors_are_problems_in_the_language_asked_for(path: str, status: int, language: str):
    answer = Client().get(f"/api/v1/{path}", headers={"Accept-Language": f"{language},fr;q=0.5"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert answer.headers["Content-Language"] == language
    assert answer.json()["title"].isascii() == (language == "en")
    assert answer.json()["status"] == status


def test_a_bug_is_answered_without_its_traceback(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("tonghop.api.facts.shape", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/facts")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content


def test_head_and_conditional_get(world: World):
    client, path = Client(), f"/api/v1/facts/{world.places['own'].ids['published']}"
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.headers["ETag"] == got.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": got.headers["ETag"]}).status_code == 304
    listed = client.get("/api/v1/units")
    assert client.get("/api/v1/units", headers={"If-None-Match": listed.headers["ETag"]}).status_code == 304


def test_the_description_names_how_to_sign_in():
    schema = Client().get("/api/v1/openapi.json").json()
    assert {scheme["type"] for scheme in schema["components"]["securitySchemes"].values()} == {"http", "apiKey"}


def test_the_description_is_in_the_language_asked_for():
    asked = [("?lang=en", "vi"), ("", "en"), ("?lang=vi", "en"), ("", "fr")]
    told = [
        Client().get(f"/api/v1/openapi.json{query}", headers={"Accept-Language": language}).json()["paths"]
        for query, language in asked
    ]
    summaries = [paths["/api/v1/rounds"]["get"]["summary"] for paths in told]
    assert summaries == ["Rounds", "Rounds", "Danh sách đợt báo cáo", "Danh sách đợt báo cáo"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_operation_is_described(language: str):
    schema = described(api, language)
    operations = [
        (f"{method} {path}", told) for path, methods in schema["paths"].items() for method, told in methods.items()
    ]
    names = [told["operationId"] for _, told in operations]
    assert len(set(names)) == len(names)
    assert "post_duties_number_submit" in names
    for name, told in operations:
        assert told["summary"].isascii() == (language == "en"), name
        assert told["description"].isascii() == (language == "en"), name


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests do not close the connection on which the test has its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_no_request_that_fits_the_description_breaks_the_server(world: World):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    world.people["synthesis"].grants.create(role="administrator", unit=world.places["own"].unit)
    bearer = {"Authorization": f"Bearer {key(world.people['synthesis'], *Scope)}"}
    for result in described.get_all_operations():
        _try(result.ok(), bearer)


def _try(operation: APIOperation, headers: dict[str, str]) -> None:
    @settings(max_examples=4, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy())
    def fuzzed(case: Case) -> None:
        response = case.call(headers=headers)
        case.validate_response(response, checks=[not_a_server_error])

    fuzzed()
