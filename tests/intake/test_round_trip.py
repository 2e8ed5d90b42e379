"""Facts written into a report and read back by intake are the same in the ledger; real reports give no wrong months."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated.measure import read
from tests.generated.page import Report
from tests.generated.reports import reports
from tests.intake import town
from tests.intake.town import report
from tests.reading.test_gold import SHARED

import tonghop
from tonghop.catalog import TimeType, indicators
from tonghop.core.document import Document
from tonghop.core.fact import Cell, Measure
from tonghop.core.period import through_month
from tonghop.core.span import Span
from tonghop.intake.measures import converted
from tonghop.intake.periods import day_of, span_of, year_of_plan
from tonghop.intake.propose import propose
from tonghop.intake.recording import Order
from tonghop.intake.taking import File, Taken, take_all
from tonghop.intake.values import Measured, Proposal, Setting
from tonghop.ledger import ask

SENTENCES = {
    "budget_revenue": "Tổng thu ngân sách nhà nước trên địa bàn đạt {n} triệu đồng",
    "budget_expenditure_development": "Chi đầu tư phát triển đạt {n} triệu đồng",
    "budget_expenditure_recurrent": "Chi thường xuyên đạt {n} triệu đồng",
    "jobs_created": "Giải quyết việc làm cho {n} lao động",
    "poor_households": "Trên địa bàn còn {n} hộ nghèo",
    "construction_permits": "Cấp {n} giấy phép xây dựng",
    "household_waste_collected": "Thu gom rác thải sinh hoạt {n} tấn",
    "citizen_reception_visits": "Tổ chức tiếp công dân {n} lượt",
    "tthc_received": "Tiếp nhận {n} hồ sơ thủ tục hành chính",
}
MONTHS = {1: "tháng 1", 6: "6 tháng đầu năm", 12: ""} | {month: f"{month} tháng đầu năm" for month in (4, 5, 8, 9, 11)}
OFFICE = Setting("x", {key: Measured(item.unit, item.time) for key, item in indicators().items()}, {"x": (None, None)})


@pytest.mark.usefixtures("ward")
@given(
    st.dictionaries(st.sampled_from(sorted(SENTENCES)), st.integers(1, 10**7), min_size=1),
    st.sampled_from(sorted(MONTHS)),
    st.booleans(),
)
@settings(max_examples=25)
def test_facts_written_into_a_report_are_those_of_the_ledger(done: dict[str, int], month: int, estimated: bool) -> None:
    opening, day = "Ước " if estimated else "", date(2024, month, 16)
    lines = [
        f"{opening}{_lower(SENTENCES[key], estimated)}.".format(n=f"{n:,}".replace(",", ".")) for key, n in done.items()
    ]
    text = report("\n".join(lines), f"{MONTHS[month]} năm 2024".replace("năm năm", "năm").strip(), day)
    with transaction.atomic():
        taken = _take(text)
        assert [item.sentence(str) for item in taken.left_out] == []
        cells = {key: _cell(key, month, estimated) for key in done}
        values = ask.values(list(cells.values()))
        assert {key: values[cell].value for key, cell in cells.items()} == {
            key: n * (10**6 if indicators()[key].unit == "VND" else 1) for key, n in done.items()
        }
        transaction.set_rollback(True)


def _lower(sentence: str, wanted: bool) -> str:
    return sentence[0].lower() + sentence[1:] if wanted else sentence


def _cell(key: str, month: int, estimated: bool) -> Cell:
    measure = Measure.ESTIMATE if estimated else Measure.ACTUAL
    return Cell(key, town.WARD, Span.of(through_month("2024", month)), measure)


def _take(text: str) -> Taken:
    content = text.encode()
    file = File("báo cáo.txt", content, tonghop.read(content, name="báo cáo.txt"))
    (taken,) = take_all([file], Order(reason="báo cáo", accept=True))
    assert isinstance(taken, Taken)
    return taken


@given(reports(1, 12))
@settings(max_examples=60)
def test_generated_reports_give_the_values_that_were_written(written: Report) -> None:
    document = read(written)
    for item in propose(document, OFFICE).proposed:
        stated = written.places[item.figure.start]
        assert item.fact.value is not None
        assert Fraction(item.fact.value) == stated.value
        low, high = stated.interval
        if low != high:
            assert (item.fact.low, item.fact.high) == (low, high)
        assert _spans(document, item)


def _spans(document: Document, item: Proposal) -> bool:
    """Whether the fact is of the year that the document speaks of, or the one before."""
    assert document.period is not None
    return int(document.period[:4]) - item.fact.cell.span.year in (0, 1)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_real_reports_give_no_wrong_value_or_months(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    right = {item["start"]: item for item in gold["figures"]}
    (path,) = (SHARED / "corpus").glob(f"{name}_*.txt")
    document = tonghop.read(path)
    proposed = propose(document, OFFICE, tonghop.check(document).findings).proposed
    assert len(proposed) > 5
    wrong = [problem for item in proposed if (problem := _wrong(item, right.get(item.figure.start)))]
    assert wrong == []


def _wrong(item: Proposal, gold: dict[str, Any] | None) -> str:
    figure, fact = item.figure, item.fact
    if gold is None:
        return f"{figure.text}: no figure"
    by = converted(fact.cell.indicator, indicators()[fact.cell.indicator].unit, gold["unit"] or "")
    value = None if by is None else Decimal(str(gold["value"])) * by
    if value != fact.value:
        return f"{figure.text}: {fact.value}, not {gold['value']} {gold['unit']}"
    if (span := _span(gold, fact.cell)) != fact.cell.span:
        return f"{figure.text}: {fact.cell.span}, not {span}"
    return ""


def _span(gold: dict[str, Any], cell: Cell) -> Span | None:
    time: TimeType = indicators()[cell.indicator].time
    try:
        if cell.measure is Measure.PLAN:
            return year_of_plan(gold["period"], whole=False)
        if time is TimeType.STOCK and not gold["period"] and not gold["as_of"]:
            return cell.span
        return span_of(gold["period"], day_of(gold["as_of"]), time, OFFICE.closing_days)
    except ValueError:
        return None
