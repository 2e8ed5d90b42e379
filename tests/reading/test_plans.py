"""Whose plan a percentage is of, which plan is printed, and two statements of one unprinted plan."""

import pytest
from tests.reading.say import figure, stated, stated_of

import tonghop
from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Quotient, RatioToPlan, SamePlan, SumOfPlans, Via

HALF = "BÁO CÁO\nTình hình kinh tế - xã hội huyện An Lạc 6 tháng đầu năm 2024\n\n"


@pytest.mark.parametrize(
    ("phrase", "authority"),
    [
        ("56% dự toán Thành phố giao", "TP"),
        ("56% dự toán Tỉnh giao", "Tỉnh"),
        ("56% dự toán tỉnh giao", "Tỉnh"),
        ("56% dự toán Thành phố và Quận giao", "TP+Quận"),
        ("56% kế hoạch Thủ tướng Chính phủ giao", "Chính phủ"),
        ("56% kế hoạch", None),
        ("56% kế hoạch năm", None),
    ],
)
def test_authority(phrase: str, authority: str | None) -> None:
    assert figure(f"Thu ngân sách đạt 125 tỷ đồng, bằng {phrase}.", "56").plan_of == authority


def test_two_authorities_mean_two_plans() -> None:
    text = "Thu ngân sách đạt 125 tỷ đồng, bằng 56% dự toán Tỉnh giao và 52% dự toán HĐND huyện giao."
    assert figure(text, "56").plan_of == "Tỉnh"
    assert figure(text, "52").plan_of == "Huyện"
    assert figure(text, "56").of == figure(text, "52").of == figure(text, "125").id


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("Thu 48,5/60,4 tỷ đồng, đạt 80,3% dự toán.", RatioToPlan("48,5", "80,3", "60,4")),
        ("Thu 4.862 triệu đồng/8.150 triệu đồng, đạt 59,7% dự toán.", RatioToPlan("4.862", "59,7", "8.150")),
        ("Thu đạt 48,5 tỷ đồng, bằng 80,3% kế hoạch (kế hoạch 60,4 tỷ đồng).", RatioToPlan("48,5", "80,3", "60,4")),
        ("Kế hoạch 60,4 tỷ đồng, giải ngân 48,5 tỷ đồng, đạt 80,3% kế hoạch.", RatioToPlan("48,5", "80,3", "60,4")),
        ("Kết nạp 180 đảng viên, đạt 120% kế hoạch.", RatioToPlan("180", "120", None)),
        ("Kết nạp 180 đảng viên, đạt 95% kế hoạch, vượt kế hoạch.", RatioToPlan("180", "95", None, exceeds=True)),
    ],
)  # fmt: skip
def test_ratio_to_plan(text: str, ratio: RatioToPlan) -> None:
    assert stated(text)[ratio] is Certainty.DEFINITE


def test_a_plan_in_brackets_is_of_the_value_before_them() -> None:
    text = "Đưa 640 lao động đi xuất khẩu, bằng 94,3% kế hoạch; quản lý 208 người nghiện (kế hoạch: 340 người)."
    assert stated_of(text, RatioToPlan) == [RatioToPlan("640", "94,3", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu đạt 48,5 tỷ đồng, bằng 80,3% kế hoạch.",
        "Thu đạt 540,1 tỷ đồng, vượt 53,2% so với dự toán.",
    ],
)
def test_rounded_money_alone_says_nothing_that_could_be_wrong(text: str) -> None:
    assert stated(text) == {}


def test_two_dates_share_the_plan_of_one_authority() -> None:
    text = HALF + (
        "Tính đến ngày 15/5/2024, thu ngân sách trên địa bàn đạt 60 tỷ đồng, bằng 50% dự toán Tỉnh giao. "
        "Ước 6 tháng đầu năm 2024, thu ngân sách trên địa bàn đạt 72 tỷ đồng, bằng 90% dự toán Tỉnh giao."
    )
    assert SamePlan((Quotient("60", "50", Via.RATIO), Quotient("72", "90", Via.RATIO))) in stated(text)


def test_plans_of_two_authorities_are_never_compared() -> None:
    text = HALF + (
        "Tính đến ngày 15/5/2024, thu ngân sách trên địa bàn đạt 60 tỷ đồng, bằng 50% dự toán Tỉnh giao. "
        "Ước 6 tháng đầu năm 2024, thu ngân sách trên địa bàn đạt 72 tỷ đồng, bằng 90% dự toán Huyện giao."
    )
    assert stated_of(text, SamePlan) == []


def test_the_plan_of_a_total_is_the_sum_of_those_of_its_parts() -> None:
    text = (
        "Chi ngân sách 90 tỷ đồng, đạt 45% dự toán, gồm: chi đầu tư 40 tỷ đồng, đạt 40% dự toán; "
        "chi thường xuyên 50 tỷ đồng, đạt 50% dự toán."
    )
    parts = (Quotient("40", "40", Via.RATIO), Quotient("50", "50", Via.RATIO))
    assert SumOfPlans(Quotient("90", "45", Via.RATIO), parts) in stated(text)


def test_a_plan_behind_a_true_report_raises_nothing() -> None:
    text = HALF + "Thu ngân sách 48,5/60,4 tỷ đồng, đạt 80,3% dự toán, tăng 3,2% so với cùng kỳ (47 tỷ đồng)."
    source = tonghop.read(text.encode(), name="báo cáo.txt")
    assert [finding for finding in tonghop.check(source).findings if finding.severity != "note"] == []


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        (
            "- Tổng diện tích gieo trồng 5.614/6.300 ha;\n\n"
            "Trồng trọt: Tổng diện tích gieo trồng 5.613,7 ha, đạt 89,1% kế hoạch.",
            RatioToPlan("5.613,7", "89,1", "6.300"),
        ),
        (
            "- Sản lượng lương thực 17.400/18.400 tấn.\n\nTổng sản lượng lương thực 17.400 tấn, đạt 94,9% kế hoạch.",
            RatioToPlan("17.400", "94,9", "18.400"),
        ),
        (
            "Dự toán thu ngân sách năm 2024 được giao là 120 tỷ đồng. Thu ngân sách đến nay được 61,2 tỷ đồng, "
            "đạt 51% dự toán.",
            RatioToPlan("61,2", "51", "120"),
        ),
    ],
)
def test_a_plan_printed_in_an_earlier_sentence(text: str, ratio: RatioToPlan) -> None:
    assert ratio in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dự toán thu ngân sách năm 2024 là 120 tỷ đồng. Thu ngân sách đạt 61,2 tỷ đồng, bằng 57% dự toán.",
        "Dự toán chi thường xuyên năm 2024 là 120 tỷ đồng. Thu tiền sử dụng đất đạt 61,2 tỷ đồng, bằng 51% dự toán.",
        "- Sản lượng 17.400/18.400 tấn.\n\nSản lượng thủy sản 9.100 tấn, đạt 94,9% kế hoạch.",
    ],
)
def test_a_plan_of_something_else_or_another_date_is_not_taken(text: str) -> None:
    assert stated_of(text, RatioToPlan) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Dự toán tỉnh giao là 460 tỷ đồng. Ước cả năm thu 471 tỷ đồng, bằng 102,4% dự toán.",
            RatioToPlan("471", "102,4", "460"),
        ),
        (
            "9 tháng mở lớp cho 412 người, đạt 82,4%; ước cả năm 520 người, đạt 104% kế hoạch năm (500 người).",
            RatioToPlan("412", "82,4", "500"),
        ),
    ],
)
def test_a_precise_percentage_finds_the_plan_told_before_or_for_the_year(text: str, relation: RatioToPlan) -> None:
    assert relation in stated_of(text, RatioToPlan)


def test_parts_that_make_up_a_plan_are_planned() -> None:
    text = "Kế hoạch vốn năm 2026 là 64,5 tỷ đồng, gồm vốn trung ương 21,1 tỷ đồng, vốn địa phương 43,4 tỷ đồng."
    assert [figure(text, printed).role for printed in ("21,1", "43,4")] == [Role.PLAN_VALUE] * 2


def test_parts_that_do_not_make_up_a_plan_may_be_done() -> None:
    text = "Kế hoạch vốn năm 2026 là 64,5 tỷ đồng, trong đó giải ngân 21,1 tỷ đồng, tạm ứng 3,4 tỷ đồng."
    assert figure(text, "21,1").role is Role.AMOUNT
