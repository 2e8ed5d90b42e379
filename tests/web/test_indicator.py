"""One indicator: where its numbers come from, what was corrected, how good its estimates were."""

from datetime import date

import pytest
from tests.api.world import INDICATOR, fact

from tonghop.core.fact import Measure
from tonghop.ledger.models import Indicator, Lineage, Source, State
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Method

ADDRESS = f"/chi-tieu/{INDICATOR}?unit=A&period=2026-M1..M4"


def test_every_source_is_quoted_with_a_link_to_its_place(world):
    client, source = world.client("leader"), world.places["own"].ids["source"]
    text = client.get(ADDRESS).text
    assert "<mark>12 tỷ đồng</mark>" in text
    start = Source.objects.get(pk=source).text.index("12 tỷ")
    place = f"/nguon/{source}?tu={start}&amp;den={start + len('12 tỷ đồng')}#cho-nay"
    assert f'href="{place}"' in text
    assert '<mark id="cho-nay">12 tỷ đồng</mark>' in client.get(place.replace("&amp;", "&")).text
    assert "<mark>" not in world.client("administrator").get(ADDRESS).text


@pytest.mark.parametrize("question", ["", "?tu=99999999999&den=1", "?tu=-1&den=x", "?tu=500&den=400"])
def test_any_place_of_a_source_may_be_asked_for(world, question):
    answer = world.client("head").get(f"/nguon/{world.places['own'].ids['source']}{question}")
    assert "ngân sách của A" in answer.text


def test_a_source_of_others_is_not_there(world):
    assert world.client("head").get(f"/nguon/{world.places['foreign'].ids['source']}").status_code == 404


def test_proposals_are_told_to_those_only_who_may_see_them(world):
    draft = f"/chi-tieu/{INDICATOR}?unit=A&period=2026-M1..M1"
    assert "dự thảo" in world.client("head").get(draft).text
    assert "dự thảo" not in world.client("leader").get(draft).text


def test_corrections_and_the_accuracy_of_estimates(world):
    change = Change(world.writer, "fact.correct", "đối chiếu kho bạc")
    record([fact("A", "2026-M1..M4", 11_000_000_000, measure=Measure.ESTIMATE)], change)
    record([fact("A", "2026-M1..M4", 10_000_000_000)], change, State.PUBLISHED)
    text = world.client("leader").get(ADDRESS).text
    assert "12 tỷ đồng → 10 tỷ đồng" in text
    assert "đối chiếu kho bạc" in text
    assert "+10%" in text.partition("Độ chính xác")[2]


def test_parts_wholes_and_mergers(world):
    Indicator.objects.create(
        key="budget_revenue_tax_fee", name="thu thuế, phí", unit="VND", direction="higher", time="flow",
        over_units="sum", over_time="sum",
    )  # fmt: skip
    part = fact("A", "2026-M1..M4", 7_000_000_000)
    part = type(part)(type(part.cell)("budget_revenue_tax_fee", "A", part.cell.span), part.value)
    record([part], Change(world.writer, "record"))
    before, after = world.places["foreign"].unit, world.places["own"].unit
    Lineage.objects.create(predecessor=before, successor=after, date=date(2025, 7, 1), method=Method.UNKNOWN)
    text = world.client("leader").get(ADDRESS).text
    assert "Thu thuế, phí" in text.partition("Trong đó")[2]
    assert "sắp xếp đơn vị từ 01/07/2025" in text
    assert ">07/2025</text>" in text
    other = world.client("leader").get(ADDRESS.replace(INDICATOR, "budget_revenue_tax_fee")).text
    assert "Thu ngân sách" in other.partition("Là một phần của")[2]


def test_a_bounded_number_of_queries(world, django_assert_max_num_queries):
    client = world.client("leader")
    with django_assert_max_num_queries(100):
        assert client.get(ADDRESS).status_code == 200
