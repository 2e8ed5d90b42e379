"""What an assessment takes for a result, what for a shortcoming, and in which order it tells them."""

from decimal import Decimal

from tests.writing.test_sentences import SETTING, before, known, plan

from tonghop.catalog.thresholds import thresholds
from tonghop.core.paper import Kind, Paragraph, chips
from tonghop.core.paper_text import line
from tonghop.drafting.assessment import achieved, lacking
from tonghop.drafting.targets import Standing, targets
from tonghop.writing import Known


def results(*knowns: Known) -> str:
    return _text(achieved(knowns, SETTING, thresholds()))


def shortcomings(*knowns: Known) -> str:
    return _text(lacking(knowns, SETTING, thresholds()))


def _text(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n".join(line(each.runs) for each in paragraphs)


def grown(key: str, now: object, then: object, *plans: tuple[object, str]) -> Known:
    return known(key, now, before=before(key, then), plans=tuple(plan(key, *each) for each in plans))


def test_more_spending_is_no_result_and_more_revenue_is() -> None:
    told = results(
        grown("budget_expenditure", 9_000, 5_000),
        grown("budget_expenditure_recurrent", 8_000, 5_000),
        grown("budget_revenue", 700, 500),
    )
    assert (
        told
        == "Về kinh tế, ngân sách và đầu tư: thu ngân sách nhà nước trên địa bàn tăng 40% so với cùng kỳ năm trước."
    )


def test_the_strongest_results_are_told_by_field_without_their_values() -> None:
    told = achieved(
        [
            grown("environment_permits", 300, 200),
            grown("budget_revenue", 600, 500, (1000, "TP")),
            grown("enterprises_new", 260, 200),
            grown("trees_planted", 900, 200),
            grown("jobs_created", 600, 500, (1000, "TP")),
            grown("criminal_cases", 4, 9),
            grown("retail_sales", 900, 200),
        ],
        SETTING,
        thresholds(),
    )
    assert [line(each.runs).split(":")[0] for each in told[1:]] == [
        "Về kinh tế, ngân sách và đầu tư",
        "Về quy hoạch, đô thị, tài nguyên và môi trường",
        "Về văn hóa - xã hội",
        "Về quốc phòng, an ninh",
    ]
    assert "số vụ phạm pháp hình sự xảy ra giảm 05 vụ" in _text(told)
    assert "Số doanh nghiệp thành lập mới tăng 30%" in _text(told)  # before what grew more and fewer ask for
    claims = [chip for chip in chips(told) if chip.kind is not Kind.COUNTED]
    assert len({chip.cells[0].indicator for chip in claims}) == 6
    assert all(chip.kind is not Kind.VALUE for chip in claims)


def test_what_fell_is_no_result_though_it_is_on_its_way_and_few_that_fell_are_told() -> None:
    item = grown("inspections_conducted", 4, 5, (8, "TP"))
    assert "cuộc thanh tra" not in results(item)
    assert shortcomings(item).startswith("Giảm so với cùng kỳ: ")
    assert "giảm 01 lớp" in shortcomings(grown("vocational_classes", 6, 7), item)


def test_percentages_of_the_plans_of_two_authorities_are_not_put_into_one_order() -> None:
    told = shortcomings(
        grown("citizen_id_cards", 20, 10, (100, "Phường")),
        grown("construction_inspections", 30, 10, (100, "TP"), (110, "Phường")),
        grown("trees_planted", 10, 5, (100, "TP"), (90, "Phường")),
    )
    assert [each.split(" bằng ")[0] for each in told.splitlines()[1:]] == [
        "Số cây trồng phân tán",
        "Số công trình xây dựng được kiểm tra",
        "Số thẻ căn cước được cấp",
    ]
    assert "bằng 10% kế hoạch Thành phố giao và 11,1% kế hoạch Phường giao" in told


def test_of_many_that_are_behind_the_worst_are_told_with_figures_the_others_by_name() -> None:
    keys = (
        "budget_revenue", "enterprises_new", "jobs_created", "trees_planted", "citizen_id_cards",
        "construction_inspections", "retail_sales", "export_value",
    )  # fmt: skip
    told = lacking([grown(key, 10 + place, 5, (100, "TP")) for place, key in enumerate(keys)], SETTING, thresholds())
    assert len(list(chips(told))) == 6
    assert line(told[-1].runs) == (
        "Các chỉ tiêu khác chậm so với tiến độ: tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng; kim ngạch "
        "xuất khẩu."
    )


def test_what_there_is_at_a_time_is_held_against_its_whole_plan() -> None:
    some = [grown("health_insurance_participants", value, 90, (100, "TP")) for value in (96, 60)]
    found = targets(some, SETTING.span, thresholds())
    assert [each.standing for each in found] == [Standing.NEAR_PACE, Standing.BEHIND]
    assert found[1].reached == Decimal("0.6")
