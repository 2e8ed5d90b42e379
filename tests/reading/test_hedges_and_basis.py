"""How firm a number is: hedges and the interval they leave, rounding, and whether it is done, estimated or planned."""

from decimal import Decimal

import pytest
from tests.reading.say import figure, measures

from tonghop.core.figure import Basis, Hedge, Role

Bounds = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("phrase", "printed", "hedge", "bounds"),
    [
        ("đạt 37 tỷ đồng", "37", Hedge.EXACT, ("36500000000", "37500000000")),
        ("đạt 17.250.980.000đ", "17.250.980.000", Hedge.EXACT, ("17250980000", "17250980000")),
        ("đạt 32,4%", "32,4", Hedge.EXACT, ("32.35", "32.45")),
        ("đạt 46.120,5m²", "46.120,5", Hedge.EXACT, ("46120.45", "46120.55")),
        ("có 154 hộ", "154", Hedge.EXACT, ("154", "154")),
        ("có 1,5 triệu lượt khách", "1,5", Hedge.EXACT, ("1450000", "1550000")),
        ("đạt trên 37 tỷ đồng", "37", Hedge.OVER, ("37000000000", None)),
        ("đã cấp trên 250 giấy phép xây dựng", "250", Hedge.OVER, ("250", None)),
        ("có hơn 250 hộ", "250", Hedge.OVER, ("250", None)),
        ("đạt tối thiểu 70%", "70", Hedge.OVER, ("70", None)),
        ("đạt 70% trở lên", "70", Hedge.OVER, ("70", None)),
        ("đạt gần 75%", "75", Hedge.UNDER, (None, "75")),
        ("có tỷ lệ hộ nghèo < 7%", "7", Hedge.UNDER, (None, "7")),
        ("dưới 0,3%", "0,3", Hedge.UNDER, (None, "0.3")),
        ("doanh nghiệp vừa và nhỏ hơn 48 ha", "48", Hedge.OVER, ("480000", None)),
        ("không quá 15 ngày công", "15", Hedge.UNDER, (None, "15")),
        ("khoảng 120 hồ sơ", "120", Hedge.ABOUT, ("115", "125")),
        ("xấp xỉ 37 tỷ đồng", "37", Hedge.ABOUT, ("36500000000", "37500000000")),
    ],
)
def test_interval(phrase: str, printed: str, hedge: Hedge, bounds: Bounds) -> None:
    found = figure(f"Kết quả của huyện {phrase}.", printed)
    assert found.hedge is hedge
    assert (found.low, found.high) == tuple(None if bound is None else Decimal(bound) for bound in bounds)


@pytest.mark.parametrize(
    "text",
    [
        "Thu bổ sung từ ngân sách cấp trên: 3.646 triệu đồng.",
        "Thu trên địa bàn 3.646 triệu đồng.",
        "Tại các dự án nêu trên 3.646 triệu đồng.",
        "Nhiệt độ lò 3.646 độ C.",
        "Xảy ra ít hơn 3.646 vụ so với cùng kỳ.",
        "Ngân sách cấp trên đạt 3.646 triệu đồng.",
        "Mật độ 3.646 người/km2.",
    ],
)
def test_words_that_only_look_like_hedges(text: str) -> None:
    assert figure(text, "3.646").hedge is Hedge.EXACT


@pytest.mark.parametrize(
    ("text", "printed", "basis"),
    [
        ("Thu ngân sách đạt 125 tỷ đồng.", "125", Basis.ACTUAL),
        ("Thu ngân sách ước đạt 125 tỷ đồng.", "125", Basis.ESTIMATE),
        ("Dự kiến giải ngân 125 tỷ đồng.", "125", Basis.ESTIMATE),
        ("Thu ngân sách ước đạt 125 tỷ đồng, tăng 4% so với cùng kỳ.", "4", Basis.ESTIMATE),
        ("Thu ngân sách ước đạt 125 tỷ đồng; đã giải ngân 48 tỷ đồng.", "48", Basis.ACTUAL),
        ("Dự toán giao 125 tỷ đồng.", "125", Basis.PLAN),
        ("Theo Kế hoạch số 12/KH-UBND, đã kiểm tra 125 cơ sở.", "125", Basis.ACTUAL),
        ("Quý I/2024 ước tăng 6,1% (quý I/2023 tăng 4,9%).", "6,1", Basis.ESTIMATE),
        ("Phấn đấu trồng mới 40 ha rừng.", "40", Basis.PLAN),
        ("Năm 2025, huyện đặt mục tiêu tạo việc làm cho 1.600 lao động, giảm 125 hộ nghèo.", "125", Basis.PLAN),
    ],
)
def test_basis(text: str, printed: str, basis: Basis) -> None:
    assert figure(text, printed).basis is basis


def test_parts_of_an_estimate_are_estimates() -> None:
    text = "Kim ngạch xuất khẩu ước đạt 90 triệu USD, trong đó: dệt may 50 triệu USD; gỗ 40 triệu USD."
    assert figure(text, "50").basis is figure(text, "40").basis is Basis.ESTIMATE


def test_a_line_says_of_the_list_below_it_what_it_is() -> None:
    plan = (
        "Điều chỉnh dự toán thu ngân sách như sau: Tổng thu: 950 triệu đồng. Thu nội địa: 700 triệu đồng.\n"
        "Thu viện trợ: 250 triệu đồng.\nĐến nay thu đạt 430 triệu đồng."
    )
    assert [f.role for f in measures(plan)] == [Role.PLAN_VALUE] * 3 + [Role.AMOUNT]
    assert [f.basis for f in measures(plan)] == [Basis.PLAN] * 3 + [Basis.ACTUAL]
    estimate = "* Ước cuối năm 2024:\n\n- Dân số: 27.150 người\n\n- Tỷ suất sinh: 14,2‰\n\nHiện có 12 trạm y tế."
    assert [f.basis for f in measures(estimate)] == [Basis.ESTIMATE, Basis.ESTIMATE, Basis.ACTUAL]


def test_a_part_on_tasks_states_plans_and_the_part_on_results_does_not() -> None:
    text = (
        "I. KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2024\nTrồng mới 25 ha rừng.\n"
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024\nTrồng mới 40 ha rừng."
    )
    assert figure(text, "25").basis is Basis.ACTUAL
    assert figure(text, "40").basis is Basis.PLAN


def test_a_title_that_names_tasks_does_not_make_the_whole_report_a_plan() -> None:
    text = "BÁO CÁO\nTổng kết năm học 2023-2024 và phương hướng, nhiệm vụ năm học mới\n\nToàn huyện có 52 trường học."
    assert figure(text, "52").basis is Basis.ACTUAL


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Ước tính đến cuối tháng 9, đàn lợn có 2.140 con; đàn gia cầm 25 nghìn con.", Basis.ESTIMATE),
        ("Đàn lợn ước có 2.140 con; đàn gia cầm 25 nghìn con.", Basis.ACTUAL),
        ("Năm 2025 phấn đấu: thu ngân sách đạt 64 tỷ đồng; mở 25 lớp.", Basis.PLAN),
    ],
)
def test_a_word_that_opens_a_sentence_or_its_list_governs_all_of_it(text: str, basis: Basis) -> None:
    assert figure(text, "25").basis is basis
