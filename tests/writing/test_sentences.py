"""What a sentence says, in the register of official reports."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tonghop.catalog import indicators
from tonghop.catalog.phrases import called
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.paper import Kind
from tonghop.core.paper_text import line
from tonghop.core.span import Span
from tonghop.writing import Known, Part, Setting, Silence, indicator_table, paragraph, sentence, styles_of, united

SPAN, YEAR = Span(2024, 1, 6), Span(2024, 1, 12)
SETTING = Setting(SPAN, "99111", "phường Hòa An", {"TP": "Thành phố", "Phường": "Phường"}, date(2024, 5, 15), True)


def fact(key: str, value: object, span: Span = SPAN, measure: Measure = Measure.ACTUAL, authority: str = "") -> Fact:
    return Fact(Cell(key, "99111", span, measure, authority), Decimal(str(value)))


def plan(key: str, value: object, authority: str = "") -> Fact:
    return fact(key, value, YEAR, Measure.PLAN, authority)


def before(key: str, value: object) -> Fact:
    return fact(key, value, SPAN.years_before())


def known(key: str, value: object, **more: object) -> Known:
    return Known(indicators()[key], fact(key, value), **more)  # type: ignore[arg-type]


def said(item: Known, variant: int = 0) -> str:
    return line(sentence(item, SETTING, variant))


def test_an_estimate_is_told_behind_what_was_done_to_date_and_with_its_parts() -> None:
    key, estimate = "budget_revenue", Measure.ESTIMATE
    parts = (
        Part("thu thuế, phí và lệ phí", fact("budget_revenue_tax_fee", 2_053_100_000_000, measure=estimate)),
        Part("thu tiền sử dụng đất", fact("budget_revenue_land_use_fee", 926_200_000_000, measure=estimate)),
    )
    done = Fact(Cell(key, "99111", SPAN), Decimal(1_711_000_000_000), as_of=date(2024, 5, 15))
    plans = (plan(key, 5_315_000_000_000, "TP"), plan(key, 5_520_000_000_000, "Phường"))
    value = fact(key, 2_979_300_000_000, measure=estimate)
    item = Known(indicators()[key], value, plans, before(key, 1_201_000_000_000), Silence.UNKNOWN, done, parts, True)
    assert said(item) == (
        "Tính đến ngày 15/5/2024, thu ngân sách nhà nước trên địa bàn đạt 1.711 tỷ đồng, bằng 32,2% dự toán Thành phố "
        "giao và 31% dự toán Phường giao. Ước 6 tháng đầu năm 2024, thu ngân sách nhà nước trên địa bàn đạt 2.979 tỷ "
        "đồng, bằng 56,1% dự toán Thành phố giao và 54% dự toán Phường giao, tăng 148,1% so với cùng kỳ năm trước, "
        "gồm: thu thuế, phí và lệ phí 2.053 tỷ đồng; thu tiền sử dụng đất 926 tỷ đồng."
    )


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            known("traffic_accidents", 12, before=before("traffic_accidents", 15)),
            "Trên địa bàn xảy ra 12 vụ tai nạn giao thông, giảm 03 vụ (giảm 20%) so với cùng kỳ năm trước.",
        ),
        (
            known("poverty_rate", "1.25", before=before("poverty_rate", "1.75"), plans=(plan("poverty_rate", "1.1"),)),
            "Tỷ lệ hộ nghèo là 1,25% (kế hoạch năm 2024: 1,1%), giảm 0,5 điểm phần trăm so với cùng kỳ năm trước.",
        ),
        (
            known("tax_debt", 12_345_678_901, before=before("tax_debt", 15_000_000_000)),
            "Tổng nợ thuế còn 12,35 tỷ đồng, giảm 17,7% so với cùng kỳ năm trước.",
        ),
        (
            known("construction_permits", 863, silence=Silence.REORGANISED),
            "Đã cấp 863 giấy phép xây dựng, không có số liệu so sánh do sắp xếp đơn vị hành chính.",
        ),
        (known("grdp_growth", "-1.2"), "Tốc độ tăng trưởng GRDP giảm 1,2%."),
        (known("traffic_violations", 189), "Đã xử lý 189 trường hợp vi phạm giao thông."),
        (known("construction_permits", 863), "Đã cấp 863 giấy phép xây dựng."),
        (
            known("tasks_completed", 9, of=fact("tasks_assigned", 25)),
            "Đã hoàn thành 09/25 nhiệm vụ được giao.",
        ),
        (
            known("fires", 3, before=before("fires", 0)),
            "Trên địa bàn xảy ra 03 vụ cháy, nổ, cùng kỳ năm trước không phát sinh.",
        ),
    ],
)
def test_the_words_fit_what_is_told(item: Known, text: str) -> None:
    assert said(item) == text


def test_who_did_it_is_named_and_until_when() -> None:
    past = replace(SETTING, running=False)
    assert said(known("citizen_id_cards", 699), 3) == "Lực lượng công an đã cấp 699 thẻ căn cước."
    assert line(sentence(known("pupils", 900), past, 1)) == "Đến hết tháng 6/2024, tổng số học sinh là 900 học sinh."
    assert said(known("pupils", 900), 1).startswith("Đến nay, ")


def test_what_is_counted_is_not_said_twice() -> None:
    parts = tuple(
        Part(called(indicators()[key]), fact(key, value))
        for key, value in (("tourist_visits_international", 3), ("tourist_visits_domestic", 7))
    )
    text = said(known("tourist_visits", 10, parts=parts, complete=True))
    assert text.endswith("gồm: 03 lượt khách du lịch quốc tế; 07 lượt khách du lịch nội địa.")


def test_a_value_has_one_rounding_in_the_total_on_its_own_and_in_the_table() -> None:
    part, other = fact("budget_revenue_tax_fee", 2_053_140_000_000), fact("budget_revenue_land_use_fee", 3_060_000_000)
    parts = (Part("thu thuế, phí và lệ phí", part), Part("thu tiền sử dụng đất", other))
    whole = known("budget_revenue", 2_056_200_000_000, parts=parts, complete=True)
    alone = Known(indicators()[part.cell.indicator], part, before=before("budget_revenue_tax_fee", 1_999_960_000_000))
    setting = replace(SETTING, styles=styles_of([whole, alone]))
    row = [line(cell) for cell in indicator_table([whole, alone], setting).rows[-1].cells]
    assert "2.053,1 tỷ đồng; " in line(sentence(whole, setting))
    assert "2.053,1 tỷ đồng, " in line(sentence(alone, setting))
    assert row[-2] == "2.053,1"


def test_counted_parts_keep_their_own_name_where_they_are_told_alone() -> None:
    part = fact("petitions_complaints_resolved", 12)
    whole = known("petitions_resolved", 40, parts=(Part("đơn khiếu nại", part),))
    alone = Known(indicators()[part.cell.indicator], part)
    told = sentence(alone, replace(SETTING, styles=styles_of([whole, alone])))
    assert line(told).endswith("12 đơn khiếu nại.")


def test_a_table_softens_what_is_known_to_one_side_only() -> None:
    item = known("budget_revenue", 9_258_123_456)
    softened = replace(item, fact=replace(item.fact, high=item.fact.value))
    assert [line(cell) for cell in indicator_table([softened], SETTING).rows[-1].cells][-1] == "gần 9,259"


def test_what_is_missing_is_not_told() -> None:
    missing = Fact(Cell("fires", "99111", SPAN), None, Standing.MISSING)
    item = Known(indicators()["fires"], missing)
    assert sentence(item, SETTING) == ()
    assert line(paragraph([item, known("fires", 2)], SETTING).runs).count("vụ") == 1


def test_short_statements_of_one_kind_share_a_sentence_and_its_verb() -> None:
    told = [known("land_certificates_first", 24), known("land_registration_confirmations", 16), known("fires", 3)]
    told.insert(2, known("environment_permits", 4, before=before("environment_permits", 2)))
    assert line(paragraph(told, SETTING).runs) == (
        "Đã cấp 24 giấy chứng nhận quyền sử dụng đất lần đầu; 16 giấy xác nhận đăng ký đất đai. Đã cấp 04 giấy phép "
        "môi trường, tăng 02 giấy phép (tăng 100%) so với cùng kỳ. Trên địa bàn đã xảy ra 03 vụ cháy, nổ."
    )


def test_what_was_done_is_told_with_its_people_area_and_money() -> None:
    keys = ("land_recovery_decisions", "land_recovery_subjects", "land_recovery_area", "land_recovery_projects")
    told = [known(key, value) for key, value in zip(keys, (183, 180, 59_394, 17), strict=True)]
    together = united(told)
    assert [each.indicator.key for each in together] == ["land_recovery_decisions"]
    assert line(paragraph(together, SETTING).runs) == (
        "Đã ban hành 183 quyết định thu hồi đất tại 17 dự án đối với 180 hộ gia đình, cá nhân, tổ chức, với tổng diện "
        "tích 5,939 ha."
    )
    compared = replace(told[0], before=before("land_recovery_decisions", 150))
    assert len(united([compared, *told[1:]])) == 3  # places and people would be taken for those of last year
    assert united([replace(told[0], fact=replace(told[0].fact, as_of=date(2024, 5, 15))), told[2]])[1] == told[2]


def test_the_time_of_the_report_is_told_once_and_reaching_is_not_said_twice() -> None:
    plans = (plan("budget_revenue", 5_315_000_000_000, "TP"),)
    some = [known("budget_revenue", 2_979_300_000_000, plans=plans), known("jobs_created", 3100, plans=plans)]
    for variant in range(12):
        opening = line(paragraph(some * 3, SETTING, variant).runs)
        assert opening.count("6 tháng đầu năm 2024") <= 1
        assert "6 tháng" not in line(paragraph(some * 3, SETTING, variant, opens=False).runs)
        assert "đồng, đạt" not in opening


def test_words_vary_and_the_numbers_do_not() -> None:
    item = known("jobs_created", 3100, before=before("jobs_created", 2900), plans=(plan("jobs_created", 6000),))
    told = [said(item, variant) for variant in range(10)]
    assert len(set(told)) > 3
    assert all("3.100 lao động" in text and "51,7%" in text for text in told)


def test_a_table_leaves_out_columns_without_figures_and_keeps_rows_without_a_value() -> None:
    missing = Known(indicators()["fires"], Fact(Cell("fires", "99111", SPAN), None, Standing.MISSING))
    table = indicator_table([known("jobs_created", 3100, plans=(plan("jobs_created", 6000),)), missing], SETTING)
    assert [column.title for column in table.columns[3:]] == [
        "Kế hoạch năm 2024",
        "Thực hiện 6 tháng đầu năm 2024",
        "So với kế hoạch (%)",
    ]
    rows = [[line(cell) for cell in row.cells] for row in table.rows if not row.heading]
    assert rows[0] == ["1", "Số lao động được giải quyết việc làm", "lao động", "6.000", "3.100", "51,7"]
    assert rows[1][3:] == ["", "", ""]


def test_a_chip_knows_the_cells_it_was_computed_from() -> None:
    item = known("jobs_created", 3100, plans=(plan("jobs_created", 6000),))
    value, percent = [run for run in sentence(item, SETTING) if not isinstance(run, str)]
    assert (value.kind, percent.kind) == (Kind.VALUE, Kind.PERCENT_OF_PLAN)  # type: ignore[union-attr]
    assert percent.cells == (item.cell, item.plans[0].cell)  # type: ignore[union-attr]


def test_behind_what_was_counted_up_to_a_day_the_time_of_the_next_is_told() -> None:
    counted = Known(indicators()["petitions"], replace(fact("petitions", 12), as_of=date(2024, 6, 15)))
    said = line(paragraph([counted, known("schools", 7), known("jobs_created", 9)], SETTING, opens=False).runs)
    first, second, third = said.split(". ")
    assert "15/6/2024" in first
    assert second.startswith("Trong 6 tháng đầu năm 2024, ")
    assert "6 tháng" not in third


def test_equal_plans_are_told_as_one_and_the_pace_of_the_year_before_beside_them() -> None:
    last = Span(2023, 1, 12)
    plans = (plan("budget_revenue", 5_000_000_000_000, "TP"), plan("budget_revenue", 5_000_000_000_000, "Phường"))
    earlier = tuple(fact("budget_revenue", 4_000_000_000_000, last, Measure.PLAN, code) for code in ("TP", "Phường"))
    item = known(
        "budget_revenue",
        2_500_000_000_000,
        plans=plans,
        before=before("budget_revenue", 1_920_000_000_000),
        plans_before=earlier,
    )
    assert said(item) == (
        "Thu ngân sách nhà nước trên địa bàn đạt 2.500 tỷ đồng, bằng 50% dự toán Thành phố và Phường giao (cùng kỳ năm "
        "trước đạt 48% dự toán Thành phố và Phường giao), tăng 30,2% so với cùng kỳ năm trước."
    )


def test_a_stock_is_held_against_the_end_of_the_last_year() -> None:
    key = "enterprises_active"
    item = known(key, 8237, before=before(key, 7840), year_end=fact(key, 8057, Span(2023, 1, 12)))
    assert said(item).endswith(
        "8.237 doanh nghiệp đang hoạt động, tăng 2,2% so với thời điểm tháng 12/2023, tăng 5,1% so với cùng kỳ năm "
        "trước."
    )
    assert "12/2023" not in said(known(key, 8237, year_end=fact(key, 8237, Span(2023, 1, 12))))


def test_the_last_month_is_told_before_all_that_was_done_until_its_end() -> None:
    may = Span(2024, 1, 5)
    permits = known("construction_permits", 863)
    since = (permits.fact, fact("construction_permits", 751, may))
    assert said(replace(permits, month=since)) == (
        "Trong tháng 6, đã cấp 112 giấy phép xây dựng; lũy kế 6 tháng cấp 863 giấy phép xây dựng."
    )
    revenue = known("budget_revenue", 2_500_000_000_000)
    alone = (fact("budget_revenue", 311_000_000_000, Span(2024, 6, 6)),)
    assert said(replace(revenue, month=alone)) == (
        "Trong tháng 6, thu ngân sách nhà nước trên địa bàn đạt 311 tỷ đồng; lũy kế 6 tháng đạt 2.500 tỷ đồng."
    )


def test_most_sentences_tell_the_last_month_in_brackets_but_for_parts_of_a_whole_and_before_other_brackets() -> None:
    permits = replace(known("construction_permits", 863), month=(fact("construction_permits", 112, Span(2024, 6, 6)),))
    assert said(permits, 1).endswith("đã cấp 863 giấy phép xây dựng (riêng tháng 6: 112 giấy phép xây dựng).")
    done = replace(permits, of=fact("construction_inspections", 900))
    assert "(" not in said(done, 1)
    few = known("fires", 4, plans=(plan("fires", 9, "TP"),), month=(fact("fires", 1, Span(2024, 6, 6)),))
    assert said(few, 1).startswith("Trong tháng 6, trên địa bàn đã xảy ra 01 vụ cháy, nổ; lũy kế 6 tháng ")


def test_the_month_in_brackets_stands_before_the_pace_of_the_year_before_which_stands_beside_its_plan() -> None:
    key = "budget_revenue"
    item = known(
        key,
        2_500_000_000_000,
        plans=(plan(key, 5_000_000_000_000, "TP"), plan(key, 6_250_000_000_000, "Phường")),
        before=before(key, 1_920_000_000_000),
        plans_before=(fact(key, 4_000_000_000_000, Span(2023, 1, 12), Measure.PLAN, "TP"),),
        month=(fact(key, 311_000_000_000, Span(2024, 6, 6)),),
    )
    assert said(item, 2).endswith(
        "đạt 2.500 tỷ đồng (riêng tháng 6: 311 tỷ đồng), bằng 50% dự toán Thành phố giao (cùng kỳ đạt 48% dự toán "
        "Thành phố giao) và 40% dự toán Phường giao, tăng 30,2% so với cùng kỳ."
    )


def test_behind_a_percentage_of_plan_or_the_end_of_the_last_year_none_is_of_the_year_before() -> None:
    planned = known("household_waste_collected", 900, plans=(plan("household_waste_collected", 2000, "TP"),))
    planned = replace(planned, before=before("household_waste_collected", 800))
    stock = known("pupils", 900, before=before("pupils", 800), year_end=fact("pupils", 850, Span(2023, 1, 12)))
    for variant in range(10):
        assert "tăng 12,5% so với" in said(planned, variant)
        assert "tăng 12,5% so với" in said(stock, variant)
    assert any("bằng 112,5% so với" in said(replace(planned, plans=()), variant) for variant in range(10))


def test_what_is_called_by_what_it_reached_does_not_reach_it_again() -> None:
    key = "public_schools_national_standard"
    assert said(known(key, 12)).endswith("trường công lập đạt chuẩn quốc gia là 12 trường.")


def test_a_note_behind_another_time_tells_its_own_in_every_sentence() -> None:
    notes, year = [known("petitions", 12), known("pupils", 900)], known("jobs_created", 9)
    year = replace(year, fact=fact("jobs_created", 9, YEAR))
    told = line(paragraph(notes, SETTING, opens=False, cited=year).runs)
    assert told.count("Trong 6 tháng đầu năm 2024, ") == 2
    assert "6 tháng" not in line(paragraph(notes, SETTING, opens=False, cited=known("jobs_created", 9)).runs)


def test_groups_are_written_out_in_a_table() -> None:
    table = indicator_table([known("food_safety_inspections", 12), known("fires", 2)], SETTING)
    assert [line(row.cells[1]) for row in table.rows if row.heading] == ["An toàn thực phẩm", "Phòng cháy, chữa cháy"]
