"""What an assessment says of an indicator: how it compares, and its value only where it would not be understood."""

from dataclasses import replace
from random import Random

import pytest
from tests.writing.law import broken, findings
from tests.writing.ledgers import UNSAID, alone
from tests.writing.reports import paper, plain
from tests.writing.test_sentences import SETTING, before, fact, known, plan

import tonghop
from tonghop.catalog import indicators
from tonghop.catalog.indicators import Better
from tonghop.core.fact import Measure
from tonghop.core.paper import Paragraph, Section
from tonghop.core.paper_text import line
from tonghop.writing import Known, claim


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            known(
                "budget_revenue",
                2_979_300_000_000,
                plans=(
                    plan("budget_revenue", 5_315_000_000_000, "TP"),
                    plan("budget_revenue", 5_520_000_000_000, "Phường"),
                ),
                before=before("budget_revenue", 1_201_000_000_000),
            ),
            "thu ngân sách nhà nước trên địa bàn bằng 56,1% dự toán Thành phố giao và 54% dự toán Phường giao, tăng "
            "148,1% so với cùng kỳ năm trước",
        ),
        (known("fires", 4, before=before("fires", 5)), "số vụ cháy, nổ giảm 01 vụ so với cùng kỳ năm trước"),
        (
            known("fires", 3, before=before("fires", 0)),
            "trên địa bàn xảy ra 03 vụ cháy, nổ, cùng kỳ năm trước không phát sinh",
        ),
        (
            known("poverty_rate", "1.25", before=before("poverty_rate", "1.75")),
            "tỷ lệ hộ nghèo là 1,25%, giảm 0,5 điểm phần trăm so với cùng kỳ năm trước",
        ),
        (
            known("jobs_created", 3100, plans=(plan("jobs_created", 0), plan("jobs_created", 6200, "TP"))),
            "số lao động được giải quyết việc làm bằng 50% kế hoạch Thành phố giao",
        ),
    ],
)
def test_a_claim_is_how_it_compares(item: Known, text: str) -> None:
    assert line(claim(item, SETTING)) == text


def test_an_acronym_stays_one_within_a_sentence() -> None:
    item = known("grdp_per_capita", 4_000_000, plans=(plan("grdp_per_capita", 7_000_000, "TP"),))
    assert line(claim(item, SETTING)).startswith("GRDP bình quân đầu người đạt 4 triệu đồng (kế hoạch")


def test_an_estimate_is_said_to_be_one() -> None:
    item = known("jobs_created", 3100, before=before("jobs_created", 2500))
    item = replace(item, fact=fact("jobs_created", 3100, measure=Measure.ESTIMATE))
    said = line(claim(item, SETTING))
    assert said == "số lao động được giải quyết việc làm ước tăng 24% so với cùng kỳ năm trước"


@pytest.mark.parametrize("planned", [True, False])
@pytest.mark.parametrize("part", range(4))
def test_the_claims_of_every_indicator_are_read_back(part: int, planned: bool) -> None:
    keys = [key for place, key in enumerate(sorted(set(indicators()) - UNSAID)) if place % 4 == part]
    claims = (claim(_compared(key, planned=planned), SETTING) for key in keys)
    told = tuple(Paragraph((*said, "."), listed=True) for said in claims)
    report = replace(
        paper(alone(indicators()["budget_revenue"], Random(part))),
        subject="Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
        sections=(Section("a", 1, "ĐÁNH GIÁ CHUNG"), Section("b", 2, "Kết quả đạt được", told)),
    )
    document = tonghop.read(plain(report).encode(), name="báo cáo.txt")
    contradicting = set(findings(document))  # values of indicators that add up are made up here
    assert [each for each in broken(document, report.chips()) if each not in contradicting] == []


def _compared(key: str, *, planned: bool) -> Known:
    """An indicator against the year before, and a plan where one tells how far it is done."""
    indicator = indicators()[key]
    if planned and indicator.direction is not Better.LOWER and indicator.unit != "%":
        return known(key, 77, plans=(plan(key, 190, "TP"),), before=before(key, 60))
    return known(key, 42, before=before(key, 57))
