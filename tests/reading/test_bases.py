"""Earlier values printed in a bracket behind the differences, or beside them."""

import pytest
from tests.reading.say import document, stated

import tonghop
from tonghop.core.figure import Direction
from tonghop.core.relation import Certainty, Change

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "Tiếp 640 lượt/702 lượt người. So với cùng kỳ giảm 60 lượt tiếp, 98 lượt người "
            "(6 tháng đầu năm 2021 tiếp 700 lượt/800 lượt người).",
            Change("702", "800", "98", None, DOWN),
        ),
        (
            "Bắt 15 vụ, 20 đối tượng, tăng 3 vụ, tăng 5 đối tượng (cùng kỳ: 12 vụ, 15 đối tượng).",
            Change("20", "15", "5", None, UP),
        ),
        (
            "Xảy ra 15 vụ, làm 5 người chết, 7 người bị thương, giảm 3 vụ, giảm 2 người chết và tăng 1 người bị thương "
            "(năm trước 18 vụ, 7 người chết, 6 người bị thương).",
            Change("5", "7", "2", None, DOWN),
        ),
        (
            "Xảy ra 12 vụ, bị thương 9 người. Đã kéo giảm 18 vụ (giảm 60%), giảm 21 người bị thương (giảm 70%) "
            "so với năm 2019 (năm 2019 xảy ra 30 vụ, 30 người bị thương).",
            Change("9", "30", "21", "70", DOWN),
        ),
        ("Phát hiện 21 vụ cháy (cùng kỳ 18 vụ, tăng 03 vụ).", Change("21", "18", "03", None, UP)),
        ("Phát hiện 21 vụ cháy (cùng kỳ 18 vụ, tăng 16,7%).", Change("21", "18", None, "16,7", UP)),
        ("Thu 121 tỷ đồng, cùng kỳ là 100 tỷ đồng, tăng 21%.", Change("121", "100", None, "21", UP)),
        ("Lúa 53,5/52 ha, tăng 2,9%; ngô 73/70 ha, tăng 4,3%.", Change("73", "70", None, "4,3", UP)),
    ],
)  # fmt: skip
def test_each_difference_has_its_own_earlier_value(text: str, change: Change) -> None:
    assert stated(text)[change] is Certainty.DEFINITE


def test_a_rate_cut_instead_of_rounded_is_found_through_the_earlier_value() -> None:
    text = "Xảy ra 25 vụ. Đã kéo giảm 48 vụ (giảm 65%) so với năm 2019 (năm 2019 xảy ra 73 vụ)."
    (finding,) = tonghop.check(document(text)).findings
    assert (finding.severity, finding.arithmetic) == ("warning", "48/73 = 65,8% ≠ 65%")


def test_an_earlier_value_is_that_of_the_comparison_beside_it() -> None:
    text = (
        "Trong 6 tháng đầu năm 2024, dư nợ tín dụng đạt 98 tỷ đồng, tăng 3,2% so với thời điểm tháng 12/2023, giảm 2% "
        "so với cùng kỳ năm 2023 (cùng kỳ năm 2023: 100 tỷ đồng)."
    )
    told = stated(text)
    assert told[Change("98", "100", None, "2", DOWN)] is Certainty.DEFINITE
    assert Change("98", "100", None, "3,2", UP) not in told
