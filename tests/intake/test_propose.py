"""What a document states becomes facts of the right unit, months, measure and value; the unclear is left out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from tests.intake import town
from tests.intake.town import decision, document, report

from tonghop.core.fact import Fact, Measure
from tonghop.core.span import Span
from tonghop.intake.propose import propose
from tonghop.intake.setting import Surroundings
from tonghop.intake.values import Reading, Reason

pytestmark = pytest.mark.usefixtures("ward")
YEAR = Span(2024, 1, 12)


def read(text: str, unit: str | None = None) -> Reading:
    found = document(text)
    return propose(found, Surroundings.load().of(found, unit))


def stated(reading: Reading) -> list[tuple[str, Span, Measure, Decimal | None]]:
    return [
        (item.fact.cell.indicator, item.fact.cell.span, item.fact.cell.measure, item.fact.value)
        for item in reading.proposed
    ]


def why(reading: Reading) -> list[Reason]:
    return [item.reason for item in reading.left_out]


def only(facts: Sequence[Fact]) -> Fact:
    (fact,) = facts
    return fact


def facts(text: str, unit: str | None = None) -> list[Fact]:
    return [item.fact for item in read(text, unit).proposed]


def test_money_is_kept_in_dong_with_the_bounds_of_its_rounding() -> None:
    fact = only(facts(report("Tổng thu ngân sách nhà nước trên địa bàn đạt 6,9 tỷ đồng.")))
    assert (fact.value, fact.low, fact.high) == (6_900_000_000, 6_850_000_000, 6_950_000_000)
    assert fact.cell.unit == town.WARD
    assert fact.cell.span == Span(2024, 1, 6)


def test_a_count_is_exact() -> None:
    fact = only(facts(report("Giải quyết việc làm cho 215 lao động.")))
    assert (fact.value, fact.low, fact.high) == (215, None, None)


@pytest.mark.parametrize(
    ("day", "months"),
    [("14/6/2024", 6), ("15/5/2024", 5), ("31/5/2024", 5), ("01/6/2024", 5), ("25/4/2024", 4), ("26/4/2024", 4)],
)
def test_the_year_to_a_day_of_closing_is_that_of_the_month_closed(day: str, months: int) -> None:
    fact = only(facts(report(f"Tính đến ngày {day}, giải quyết việc làm cho 215 lao động.")))
    assert fact.cell.span == Span(2024, 1, months)
    assert fact.as_of is not None


def test_the_year_to_a_day_on_which_no_month_closes_is_left_out() -> None:
    reading = read(report("Tính đến ngày 08/5/2024, giải quyết việc làm cho 215 lao động."))
    assert (stated(reading), why(reading)) == ([], [Reason.NOT_CLOSED])


def test_a_stock_counts_at_the_month_of_its_day() -> None:
    fact = only(facts(report("Tính đến ngày 08/5/2024, trên địa bàn còn 22 hộ nghèo.")))
    assert (fact.cell.indicator, fact.cell.span) == ("poor_households", Span(2024, 1, 5))


def test_a_single_month_stays_one() -> None:
    fact = only(facts(report("Trong tháng 5, cấp 14 giấy phép xây dựng.")))
    assert fact.cell.span == Span(2024, 5, 5)


def test_what_is_estimated_is_an_estimate_as_of_the_day_of_the_document() -> None:
    fact = only(facts(report("Ước giải quyết việc làm cho 215 lao động.", day=date(2024, 5, 20))))
    assert (fact.cell.measure, fact.as_of) == (Measure.ESTIMATE, date(2024, 5, 20))


def test_what_was_done_in_a_period_that_has_not_ended_is_left_out() -> None:
    reading = read(report("Giải quyết việc làm cho 215 lao động.", day=date(2024, 5, 28)))
    assert (reading.proposed, why(reading)) == ((), [Reason.TO_DATE])


def test_what_was_done_so_far_is_left_out_beside_the_estimate_of_the_whole() -> None:
    text = "Đã giải quyết việc làm cho 180 lao động; ước 6 tháng đầu năm giải quyết việc làm cho 215 lao động."
    reading = read(report(text))
    assert [(item.fact.cell.measure, item.fact.value) for item in reading.proposed] == [(Measure.ESTIMATE, 215)]
    assert why(reading) == [Reason.TO_DATE]


def test_ratios_are_computed_and_never_kept() -> None:
    text = "Giải quyết việc làm cho 215 lao động, bằng 51,2% kế hoạch Quận giao, tăng 8,1% so với cùng kỳ năm trước."
    reading = read(report(text))
    assert len(reading.proposed) == 1
    assert why(reading) == [Reason.COMPUTED, Reason.COMPUTED]


def test_a_plan_in_a_report_is_of_the_year_and_its_authority() -> None:
    text = "Giải quyết việc làm cho 215 lao động (kế hoạch Quận giao 420 lao động)."
    plan = next(fact for fact in facts(report(text)) if fact.cell.measure is Measure.PLAN)
    assert (plan.cell.span, plan.cell.authority, plan.value) == (YEAR, "Quận", 420)


def test_two_numbers_for_one_thing_are_both_left_out() -> None:
    text = (
        "Giải quyết việc làm cho 215 lao động.\nNăm tháng qua có nhiều cố gắng; giải quyết việc làm cho 251 lao động."
    )
    reading = read(report(text))
    assert reading.proposed == ()
    assert why(reading) == [Reason.STATED_DIFFERENTLY] * 2
    assert reading.left_out[0].detail == "251 lao động"


def test_the_more_exact_of_two_statements_counts() -> None:
    text = (
        "Tổng thu ngân sách nhà nước trên địa bàn đạt 6,9 tỷ đồng.\n"
        "Tổng thu ngân sách nhà nước trên địa bàn đạt 6.912 triệu đồng."
    )
    reading = read(report(text))
    assert [item.fact.value for item in reading.proposed] == [6_912_000_000]
    assert [item.text for item in reading.proposed[0].repeated] == ["6,9 tỷ đồng"]


def test_a_sentence_on_another_unit_is_not_of_this_one() -> None:
    reading = read(report("Riêng phường Gò Sim giải quyết việc làm cho 40 lao động."))
    assert (reading.proposed, why(reading)) == ((), [Reason.OTHER_UNIT])


def test_an_unknown_organisation_is_asked_for_and_may_be_given() -> None:
    text = report("Giải quyết việc làm cho 215 lao động.").replace("BẾN ĐÒ", "MỎ NEO")
    assert why(read(text)) == [Reason.NO_UNIT]
    assert only(facts(text, town.OTHER)).cell.unit == town.OTHER


def test_rows_of_a_table_are_of_the_units_they_name() -> None:
    text = decision(
        "Về việc giao chỉ tiêu kế hoạch năm 2024 cho các phường",
        "Đơn vị tính: triệu đồng\nTT\tĐơn vị\tTổng thu ngân sách nhà nước trên địa bàn\tChi đầu tư phát triển\n"
        "1\tPhường Bến Đò\t13.500\t1.500\n2\tPhường Gò Sim\t9.600\t1.200\n3\tPhường Mỏ Neo\t9.100\t1.100\n",
    )
    reading = read(text)
    assert {(item.fact.cell.unit, item.fact.value) for item in reading.proposed} == {
        (town.WARD, 13_500_000_000),
        (town.WARD, 1_500_000_000),
        (town.OTHER, 9_600_000_000),
        (town.OTHER, 1_200_000_000),
    }
    assert {item.fact.cell.authority for item in reading.proposed} == {"Quận"}
    assert why(reading) == [Reason.NO_UNIT] * 2


ASSIGNED = "Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2024 cho phường Bến Đò"


def test_a_decision_assigns_plans_by_its_signer() -> None:
    body = "Điều 1. Giao các chỉ tiêu năm 2024 như sau:\n1. Giải quyết việc làm cho 420 lao động."
    fact = only(facts(decision(ASSIGNED, body)))
    assert (fact.cell.unit, fact.cell.span, fact.cell.measure) == (town.WARD, YEAR, Measure.PLAN)
    assert (fact.cell.authority, fact.cell.version, fact.value) == ("Quận", 0, 420)


def test_a_decision_that_says_which_adjustment_it_is_gives_that_version() -> None:
    title = "Về việc điều chỉnh lần 2 chỉ tiêu kế hoạch năm 2024 của phường Bến Đò"
    fact = only(facts(decision(title, "Điều 1. Giải quyết việc làm cho 450 lao động.", date(2024, 9, 3))))
    assert (fact.cell.version, fact.value) == (2, 450)


def test_what_a_decision_adds_is_no_plan() -> None:
    title = "Về việc bổ sung dự toán ngân sách năm 2024 cho phường Bến Đò"
    reading = read(decision(title, "Điều 1. Bổ sung chi đầu tư phát triển 300 triệu đồng."))
    assert (reading.proposed, set(why(reading))) == ((), {Reason.NOT_A_PLAN})


def test_a_decision_to_nobody_in_particular_is_left_out() -> None:
    title = "Về việc giao chỉ tiêu kế hoạch năm 2024"
    assert why(read(decision(title, "Điều 1. Giải quyết việc làm cho 420 lao động."))) == [Reason.NO_UNIT]


def test_months_before_a_unit_was_born_are_left_out() -> None:
    from tonghop.ledger import units
    from tonghop.ledger.models import UnitKind

    young = units.New("P9", UnitKind.COMMUNE, "Phường Mỏ Neo", town.DISTRICT, date(2024, 7, 1))
    units.create([young], units.Author(None))
    text = report("Giải quyết việc làm cho 215 lao động.", day=date(2024, 7, 5)).replace("BẾN ĐÒ", "MỎ NEO")
    assert why(read(text)) == [Reason.OUTSIDE_LIFE]


def test_of_two_units_with_one_name_a_row_means_the_one_below_the_owner_of_the_table() -> None:
    from tonghop.ledger import units
    from tonghop.ledger.models import UnitKind

    others = [
        units.New("R", UnitKind.DISTRICT, "Quận Hạ Du", None),
        units.New("R2", UnitKind.COMMUNE, "Phường Gò Sim", "R"),
    ]
    units.create(others, units.Author(None))
    text = report(
        "Đơn vị tính: triệu đồng\nTT\tĐơn vị\tTổng thu ngân sách nhà nước trên địa bàn\tChi đầu tư phát triển\n"
        "1\tPhường Bến Đò\t13.500\t1.500\n2\tPhường Gò Sim\t9.600\t1.200\n"
    ).replace("PHƯỜNG BẾN ĐÒ", "QUẬN LAM SƠN")
    assert {fact.cell.unit for fact in facts(text)} == {town.WARD, town.OTHER}


def test_a_part_with_the_indicator_of_its_whole_is_left_out() -> None:
    text = "Cấp 40 giấy phép xây dựng, gồm 30 giấy phép xây dựng mới và 10 giấy phép xây dựng sửa chữa."
    reading = read(report(text))
    assert [item.fact.value for item in reading.proposed] == [40]
    assert set(why(reading)) == {Reason.PART}


def test_money_of_another_country_is_not_converted() -> None:
    reading = read(report("Kim ngạch xuất khẩu đạt 300 tỷ đồng."))
    assert (reading.proposed, why(reading)) == ((), [Reason.MEASURED_OTHERWISE])
