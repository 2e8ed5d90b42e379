"""Indicators identified in sentences of many kinds of units: tỉnh, huyện, quận, xã, phường after 2025, press."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.catalog import indicators
from tonghop.reading.indicators import Around, Context, identify
from tonghop.reading.passages import Passage
from tonghop.reading.stretches import without_signs

SENTENCES = [
    line.split("\t") for line in Path(__file__).with_name("indicators.tsv").read_text("utf-8").splitlines()[2:]
]


def context(
    marked: str, unit: str | None, role: str = "count", parent: str | None = None, previous: str | None = None
) -> Context:
    """The surroundings of the figure marked by brackets, as reading hands them over."""
    text, _, heading = marked.lower().partition(" < ")
    before, _, rest = text.partition("[")
    figure, _, after = rest.partition("]")
    end = len(before) + len(figure)
    around = Around().of((heading,) if heading else (), Passage(without_signs(previous.lower())) if previous else None)
    return Context(Passage(without_signs(before + figure + after)), len(before), end, unit, role, parent, around)


@pytest.mark.parametrize(("marked", "unit", "role", "indicator"), SENTENCES)
def test_a_figure_is_of_what_its_sentence_speaks_of(marked: str, unit: str, role: str, indicator: str) -> None:
    assert identify(context(marked, unit, role)) == (indicator or None)


@pytest.mark.parametrize("role", ["percent_of_plan", "growth_vs_prior", "decline_vs_prior", "index_vs_prior", "share"])
def test_a_percentage_keeps_the_indicator_of_what_it_qualifies(role: str) -> None:
    assert identify(context("Chi thường xuyên 5 tỷ đồng, đạt [50%]", "%", role, "budget_revenue")) == "budget_revenue"


def test_a_percentage_without_a_governing_figure_is_read_from_its_sentence() -> None:
    assert identify(context("Thu ngân sách đạt [45%] dự toán tỉnh giao", "%", "percent_of_plan")) == "budget_revenue"


def test_a_difference_in_another_unit_is_not_of_the_governing_figure() -> None:
    marked = "02 người bị thương (tăng [01 người chết] do tai nạn giao thông so với cùng kỳ)"
    assert identify(context(marked, "người chết", "delta", "construction_permits")) == "traffic_deaths"


def test_parts_of_a_total_are_preferred_where_the_parent_is_one() -> None:
    marked = "Đã giải quyết 80 đơn, gồm: 10 đơn khiếu nại, [5 đơn tố cáo]"
    assert identify(context(marked, "đơn tố cáo", "count", "petitions_resolved")) == "petitions_denunciations_resolved"


def test_the_two_sides_of_a_fraction_may_be_of_different_indicators() -> None:
    text = "Hoàn thành {}/{} chỉ tiêu kinh tế - xã hội HĐND huyện giao"
    assert identify(context(text.format("[18]", 20), "chỉ tiêu", "fraction")) == "kpi_targets_achieved"
    assert identify(context(text.format(18, "[20]"), "chỉ tiêu", "fraction")) == "kpi_targets"


def test_headings_and_the_previous_sentence_decide_where_the_sentence_is_silent() -> None:
    silent = "Xử phạt 4 cơ sở với số tiền [20 triệu đồng]."
    assert identify(context(silent, "VND", "amount")) is None
    headed = context(f"{silent} < 3. Công tác bảo đảm an toàn thực phẩm", "VND", "amount")
    assert identify(headed) == "food_safety_fines"
    followed = context(silent, "VND", "amount", previous="Thanh tra hành nghề y, dược tư nhân.")
    assert identify(followed) == "private_health_fines"


@pytest.mark.parametrize("spelling", ["giải phóng mặt bằng", "GPMB", "Giải phóng mặt bằng"])
def test_abbreviations_and_capitals_do_not_matter(spelling: str) -> None:
    assert (
        identify(context(f"Hoàn thành công tác {spelling} [7 dự án]", "dự án")) == "land_clearance_projects_completed"
    )


@pytest.mark.parametrize("spelling", ["văn hóa", "văn hoá"])
def test_either_place_of_the_tone_mark_is_understood(spelling: str) -> None:
    marked = f"Tỷ lệ gia đình {spelling} được công nhận đạt [93%]"
    assert identify(context(marked, "%", "share")) == "cultural_family_rate"


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([None, "%", "VND", "đơn", "lượt người"]))
def test_any_text_gives_an_indicator_of_the_catalog_or_none(before: str, after: str, unit: str | None) -> None:
    text = f"{before}{after}".lower()
    passage, around = Passage(without_signs(text)), Around().of((before,), Passage(without_signs(after)))
    found = identify(Context(passage, len(before), len(before), unit, "count", None, around))
    assert found is None or found in indicators()
