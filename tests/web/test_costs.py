"""What each page costs: queries that do not grow with the office, few bytes, and nothing from elsewhere."""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from pytest_django import Settings
from tests.api.world import arrival_of
from tests.web.walk import TABLE

from tonghop.catalog.administrative import REFORM
from tonghop.core.fact import Fact
from tonghop.core.span import Span
from tonghop.ledger import bulk, units
from tonghop.ledger.cells import Names, fact_of
from tonghop.ledger.models import (
    Account,
    Arrival,
    Case,
    Duty,
    Entry,
    FactVersion,
    Form,
    FormLine,
    Grant,
    Indicator,
    Role,
    Round,
    State,
    Unit,
    UnitKind,
)
from tonghop.ledger.office.demo import BY, fill
from tonghop.ledger.office.figures import story
from tonghop.ledger.record import Change, record

TIMES = 3
"""How much more there is in the larger office."""
HEAVIEST = 150_000
"""Bytes of a page with all that it makes a browser load that has nothing yet, as they are sent compressed."""
MOST = {
    "/": 56,
    "/chi-tieu": 60,
    "/chi-tieu.xlsx": 58,
    "/chi-tieu/{key}": 108,
    "/cong-khai/{code}": 48,
    "/cong-khai/{code}/{period}.{form}": 48,
    "/don-vi/{code}": 38,
    "/hop-bao-cao/{number}": 34,
    "/ky-bao-cao/bieu/{number}": 70,
    "/ky-bao-cao/bieu/{number}/phat-hien": 36,
}
"""How many queries a page may ask; of all others, OTHERWISE."""
OTHERWISE = 24
RENEWED = 2
"""How many more are asked once after units were made."""
LEADING_ON = {"/phan-anh/tra-cuu", "/dang-nhap/mot-lan", "/dang-nhap/mot-lan/ve", "/don-vi", "/tro-giup", "/quan-tri"}
"""Addresses that only lead to others."""
ABSENT = ("/bao-cao/{number}", "/cong-khai/bao-cao/{number}", "/bieu-cap-tren/{number}", "/mau-bao-cao/{number}",
          "/lich/{key}.ics", "/phan-anh/{code}", "/so-theo-doi/ket-chuyen/{number}",
          "/so-theo-doi/ho-so/{number}/tep")  # fmt: skip
"""How addresses begin of what the example office has none of."""
OFFICE = "99111"
CASES = {"case": "petitions", "task": "tasks", "call": "feedback", "meeting": "meetings"}
"""Of which register the cases are that the table calls by these names."""
PEOPLE = ("tonghop", "quantri", "kinhte", "")
"""Who looks at a page: the first of them who may have it, the last of whom has not signed in."""
LOADED = "//link/@href | //*[not(@loading='lazy')]/@src | //@srcset | //@poster"


@dataclass(frozen=True)
class Cost:
    """What a page takes: queries, bytes with those of what it loads, and what of that is of another origin."""

    queries: int
    size: int
    foreign: tuple[str, ...]


def pages() -> Iterator[tuple[str, str]]:
    """The pages of the table that are read, by pattern, each with its addresses in the example office."""
    ids: dict[str, Any] = defaultdict(lambda: 1)
    arrival = Arrival.objects.earliest("id")
    ids |= {"code": OFFICE, "source": arrival.source_id, "arrival": arrival.pk}
    ids |= dict.fromkeys(("round_waiting", "round_draft"), Round.objects.earliest("id").pk)
    duty = Duty.objects.filter(state=Duty.State.DRAFT).earliest("id")
    ids |= dict.fromkeys(("duty_waiting", "duty_draft", "duty_submitted"), duty.pk)
    accepted = FactVersion.objects.filter(settled=True, known_to=None, unit__code__startswith=OFFICE)
    ids["accepted"] = accepted.earliest("id").pk
    for name, register in CASES.items():
        ids[name] = Case.objects.filter(register=register, unit__code=OFFICE, closed=None).earliest("id").pk
    for row in TABLE:
        method, path, *_ = row.call.format_map(ids).split()
        if method == "GET":
            yield row.name, path.replace("2026-M1..M4", "2026-M1..M10").replace("/officer", "/kinhte")


def cost(client: Client, address: str) -> Cost | None:
    """What a page costs of which nothing is kept; None where the client may not have it."""
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        sent, queries = b"".join(answer), len(asked)
    if answer.status_code != 200:
        return None
    if not answer.headers["Content-Type"].startswith("text/html"):
        return Cost(queries, 0, ())
    text = gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent
    parts = {urljoin(address, str(link)) for link in html.document_fromstring(text.decode()).xpath(LOADED)}
    parts |= {link for part in parts for link in _of_style(part)}
    own = {part for part in parts if re.match(r"/(?!/)", part)}
    foreign = tuple(part for part in parts - own if not part.startswith("data:"))
    return Cost(queries, len(sent) + sum(map(weight, own)), foreign)


@cache
def _of_style(address: str) -> frozenset[str]:
    """What a stylesheet loads."""
    if not address.endswith(".css"):
        return frozenset()
    text = b"".join(Client().get(address)).decode()
    named = re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", text)
    return frozenset(urljoin(address, link) for link in named)


@cache
def weight(address: str) -> int:
    """The bytes of a file of ours as they are sent."""
    answer = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return len(b"".join(answer))


def first_costs() -> dict[tuple[str, str], tuple[Client, Cost]]:
    """Of each page, by pattern and address: the first of PEOPLE who may have it, and what it costs."""
    clients = [Client() for _ in PEOPLE]
    for name, client in zip(PEOPLE, clients, strict=True):
        if name:
            client.force_login(Account.objects.get(username=name), "django.contrib.auth.backends.ModelBackend")
    having = ((page, ((client, cost(client, page[1])) for client in clients)) for page in pages())
    return {page: (client, was) for page, tried in having for client, was in islice(filter(itemgetter(1), tried), 1)}


def grow() -> None:
    """Let the office have TIMES as much of everything, of figures those of this year and the last."""
    settled = FactVersion.objects.filter(known_to=None, settled=True, year__gte=Span.of(story()["published"]).year - 1)
    old = list(settled.select_related("indicator", "unit"))
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    change = Change(None, "fact.record", "", Unit.objects.get(code=OFFICE))
    wanted = {row.indicator_id for row in old}
    lines = list(FormLine.objects.filter(indicator__in=wanted))
    for number in range(1, TIMES):
        _indicators(number, wanted, lines)
        _work(number)
    for state in (State.PUBLISHED, State.ACCEPTED):
        rows = [fact_of(row) for row in old if row.state == state]
        twins = [_twin(fact, number) for fact in rows for number in range(1, TIMES)]
        bulk.load(twins, Names.of(fact.cell for fact in twins), change, state)
    for duty in Duty.objects.filter(state=Duty.State.DRAFT).exclude(form__key__contains="#"):
        rows = FactVersion.objects.filter(duty=duty, known_to=None, settled=False).select_related("indicator", "unit")
        twins = [_twin(fact_of(row), number) for row in rows for number in range(1, TIMES)]
        record(twins, Change(None, "duty.enter", "", duty.unit, duty=duty), State.DRAFT)
    units.create(
        [units.New(f"{OFFICE}.T{n}", UnitKind.DEPARTMENT, f"Phòng {n}", OFFICE, REFORM) for n in range(99)], BY
    )


def _indicators(number: int, wanted: set[int], lines: list[FormLine]) -> None:
    """Twins of indicators, asked for by the lines that ask for them."""
    twins = {}
    for item in Indicator.objects.filter(id__in=wanted):
        former, item.pk, item.key, item.name = item.pk, None, f"{item.key}_{number}", f"{item.name} {number}"
        item.save()
        twins[former] = item
    FormLine.objects.bulk_create(
        FormLine(form_id=line.form_id, order=line.order + 1000 * number, indicator=twins[line.indicator_id],
                 measure=line.measure, breakdown=line.breakdown, required=line.required)
        for line in lines
    )  # fmt: skip


def _work(number: int) -> None:
    """Twins of forms and what is owed of them, of rounds, documents, and people with their entries."""
    for former in list(Form.objects.exclude(key__contains="#")):
        twin = Form.objects.create(key=f"{former.key}#{number}", name=f"{former.name} {number}",
                                   calendar=former.calendar, kind=former.kind)  # fmt: skip
        for duty in Duty.objects.filter(form=former):
            duty.pk, duty.form = None, twin
            duty.save()
    for row in Round.objects.exclude(name__contains="#"):
        row.pk, row.name = None, f"{row.name} #{number}"
        row.save()
    unit = Unit.objects.get(code=OFFICE)
    arrival = arrival_of(unit, Entry.objects.create(action="source", unit=unit), f"{number}")
    Account.objects.create(username=f"moi{number}", full_name=f"Người {number}")
    Grant.objects.create(account=Account.objects.latest("id"), role=Role.OFFICER, unit=arrival.unit)


def _twin(fact: Fact, number: int) -> Fact:
    """The same figure of another indicator."""
    cell = replace(fact.cell, indicator=f"{fact.cell.indicator}_{number}")
    return Fact(cell, fact.value, fact.standing, as_of=fact.as_of)


@pytest.mark.django_db
def test_pages_ask_and_weigh_little_also_in_an_office_several_times_as_large(settings: Settings):
    settings.TOTP_ROLES = ()
    assert fill()
    arrival_of(Unit.objects.get(code=OFFICE), Entry.objects.earliest("id"))
    reading = first_costs()
    grow()
    wrong = []
    for (name, address), (client, was) in reading.items():
        now = cost(client, address)
        most = min(MOST.get(name, OTHERWISE), was.queries + RENEWED)
        if not now or now.queries > most or now.size > HEAVIEST or now.foreign:
            wrong.append((address, was, now))
    assert not wrong, "\n".join(map(str, wrong))
    read = {row.name for row in TABLE if row.call.startswith("GET") and not row.name.startswith(ABSENT)}
    assert read - {name for name, _ in reading} == LEADING_ON
