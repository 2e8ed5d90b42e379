"""Search: figures by words, unit, period and value, with what their documents say, as far as the reader may see it."""

import re

import pytest
from django.test import Client
from tests.api.world import World, fact

from tonghop.catalog.search import fold
from tonghop.ledger import units
from tonghop.ledger.models import Arrival, Entry, Source
from tonghop.ledger.record import Change, record

BILLIONS = "12 tỷ đồng"


def asked(client: Client, **fields: str) -> str:
    answer = client.get("/tra-cuu", fields)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page: str) -> list[str]:
    found = re.search(r'id="so-lieu".*?</section>', page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []


def test_figures_are_found_by_unit_period_and_value(world: World) -> None:
    client = world.client("synthesis")
    assert len(rows(asked(client, unit="A"))) > len(rows(asked(client, unit="A", period="2026-M1..M4"))) == 2
    assert len(rows(asked(client, q="thu ngân sách", unit="A", low="12.000", high="12.000,5"))) == 8
    assert not rows(asked(client, unit="A", low="40.000"))
    assert "Không có số liệu nào khớp" in asked(client, unit="A", period="2011")
    assert not rows(asked(client))


def test_a_figure_is_shown_with_the_words_of_its_document(world: World) -> None:
    source = Source.objects.get(unit__code="A", name="Báo cáo.txt")
    entry = Entry.objects.latest("id")
    arrival = Arrival.objects.create(source=source, unit=source.unit, entry=entry, state=Arrival.State.READY)
    page = asked(world.client("synthesis"), unit="A", period="2026-M1..M3")
    assert f"<mark>{BILLIONS}</mark>" in page
    assert re.search(rf'href="/hop-bao-cao/{arrival.pk}\?chon=\d+"', page)


def test_what_was_replaced_is_found_when_asked_for(world: World) -> None:
    unit = units.find("A")
    record([fact("A", "2024", 5)], Change(world.writer, "record", "", unit))
    record([fact("A", "2024", 6)], Change(world.writer, "record", "đính chính", unit))
    client = world.client("synthesis")
    assert len(rows(asked(client, unit="A", period="2024"))) == 1
    assert "đã được thay" in "".join(rows(asked(client, unit="A", period="2024", former="on")))


@pytest.mark.parametrize("words", ["ước đạt 12 tỷ", "uoc dat 12 ty", "UOC ĐẠT", "so voi cung ky"])
def test_what_a_document_says_is_found_with_and_without_diacritics(world: World, words: str) -> None:
    page = asked(world.client("synthesis"), q=words)
    said = re.findall(r"<mark>([^<]+)</mark>", page)
    assert said
    assert {fold(each) for each in said} == {fold(words)}
    assert set(said) <= {"ước đạt 12 tỷ", "ước đạt", "so với cùng kỳ"}


def test_nobody_finds_what_he_may_not_see(world: World) -> None:
    seen = rows(asked(world.client("visitor"), unit="A"))
    assert all("đã công bố" in row for row in seen)
    assert not any("<mark>" in row for row in seen)
    assert not [row for row in rows(asked(world.client("officer"), unit="B")) if "đã công bố" not in row]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"unit": "X"}, "Không có đơn vị"),
        ({"unit": "A", "period": "2026-M9..M1"}, "không đúng dạng"),
        ({"unit": "A", "low": "nhiều"}, "không phải là số"),
        ({"low": "5"}, "chưa đủ để tìm"),
    ],
)
def test_what_cannot_be_understood_is_told(world: World, fields: dict[str, str], told: str) -> None:
    answer = world.client("synthesis").get("/tra-cuu", fields)
    assert answer.status_code == 422
    assert told in answer.content.decode()
