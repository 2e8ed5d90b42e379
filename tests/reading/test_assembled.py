"""Totals that no marker announces, told by numbers around them that make them up too exactly for chance."""

import pytest
from tests.reading.say import document, stated, stated_of
from tests.reading.test_sums import sum_of

import tonghop
from tonghop.core.relation import Sum


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        (
            "Tháng này tiếp nhận mới 3.120 hồ sơ, kỳ trước chuyển sang 1.045, số phải giải quyết là 4.165 hồ sơ.",
            "4.165 = 3.120 + 1.045",
        ),
        ("Trả đúng hạn 8.410 hồ sơ (đạt 98%), đến hạn 8.582 hồ sơ, quá hạn 172 hồ sơ.", "8.582 = 8.410 + 172"),
        (
            "Cả năm tiếp nhận 5.310 đơn. Qua phân loại có 1.204 đơn không đủ điều kiện. Có 4.106 đơn đã thụ lý.",
            "5.310 = 1.204 + 4.106",
        ),
        (
            "Xảy ra 2.140 vụ, bị thương 1.812 người.\nTai nạn giao thông 905 vụ, làm chết 610 người, "
            "bị thương 540 người.\nVa chạm 1.235 vụ, bị thương nhẹ 1.272 người.",
            "1.812 = 540 + 1.272",
        ),
        (
            "Huyện có 1.980 thanh niên, trong đó số điều khám là 1.702 thanh niên; đủ sức khỏe là 1.150 thanh niên; "
            "không đủ là 552 thanh niên và vắng là 278 thanh niên.",
            "1.980 = 1.702 + 278",
        ),
        (
            "Có 412/600 trường đạt chuẩn.\nMầm non có 150/210 trường, trong đó 9 trường mức độ 2.\n"
            "Tiểu học có 180/240 trường, trong đó 12 trường mức độ 2.\nTHCS có 82/150 trường.",
            "412 = 150 + 180 + 82",
        ),
        (
            "Điều chỉnh dự toán thu như sau: Tổng thu: 1.980.412 triệu đồng. "
            "Thu nội địa: 1.702.180 triệu đồng. Thu viện trợ: 278.232 triệu đồng.",
            "1.980.412 = 1.702.180 + 278.232",
        ),
    ],
)  # fmt: skip
def test_numbers_that_make_up_one_near_them_are_its_parts(text: str, equation: str) -> None:
    assert sum_of(equation) in stated(text)


def test_the_wholes_of_fractions_add_up_with_their_parts() -> None:
    text = "Có 412/600 trường đạt chuẩn. Mầm non 150/210 trường. Tiểu học 180/240 trường. THCS 82/150 trường."
    assert {sum_of("412 = 150 + 180 + 82"), sum_of("600 = 210 + 240 + 150")} <= set(stated(text))


@pytest.mark.parametrize(
    "text",
    [
        "Trồng 12 cây đa. Trồng 5 cây đề. Trồng 7 cây bàng.",
        "Cấp 180 thẻ. Đổi 95 thẻ. Thu hồi 85 thẻ.",
        "Năm nay có 4.165 hồ sơ (cùng kỳ 3.120 hồ sơ), quý này 1.045 hồ sơ.",
    ],
)
def test_small_numbers_and_earlier_periods_are_no_parts_by_their_size(text: str) -> None:
    assert stated_of(text, Sum) == []


def test_columns_of_small_numbers_count_where_two_of_them_fit() -> None:
    text = (
        "Đã giải quyết 30/41 vụ khiếu nại, 42/50 vụ tố cáo. Trong đó, có 8 vụ khiếu nại, 11 vụ tố cáo đúng; "
        "17 vụ khiếu nại, 24 vụ tố cáo sai; 5 vụ khiếu nại, 7 vụ tố cáo đúng một phần."
    )
    assert stated_of(text, Sum) == [sum_of("30 = 8 + 17 + 5"), sum_of("42 = 11 + 24 + 7")]


def test_bounds_of_classes_are_no_parts() -> None:
    text = "Có 640 tàu cá; trong đó dài dưới 6m: 120 chiếc; từ 6m đến dưới 12m: 310 chiếc; từ 12m trở lên: 210 chiếc."
    assert stated_of(text, Sum) == [sum_of("640 = 120 + 310 + 210")]


def test_a_total_that_is_named_so_may_be_small() -> None:
    text = "Có 76 vụ việc phát sinh trong kỳ, cộng với 9 vụ việc cũ. Tổng số vụ việc phải giải quyết là 85 vụ việc."
    assert stated_of(text, Sum) == [sum_of("85 = 76 + 9")]


LEVELS = (
    "Toàn tỉnh tiếp nhận 9.080 hồ sơ, đã giải quyết 8.460 hồ sơ, đúng hạn {} hồ sơ.\n"
    "Trong số đang giải quyết có 610 hồ sơ chưa đến hạn.\n"
    "Với cấp tỉnh, tiếp nhận 2.410 hồ sơ, đã giải quyết 2.190 hồ sơ, đúng hạn 2.105 hồ sơ.\n"
    "Với cấp huyện, 8 huyện tiếp nhận 3.560 hồ sơ, đã giải quyết 3.320 hồ sơ, đúng hạn 3.251 hồ sơ.\n"
    "Với cấp xã, tiếp nhận 3.110 hồ sơ, đã giải quyết 2.950 hồ sơ, đúng hạn 2.934 hồ sơ."
)


def test_rows_one_paragraph_after_another_make_up_the_row_before() -> None:
    found = stated(LEVELS.format("8.290"))
    assert {sum_of("9.080 = 2.410 + 3.560 + 3.110"), sum_of("8.290 = 2.105 + 3.251 + 2.934")} <= set(found)


def test_a_column_that_misses_by_a_hair_beside_two_that_add_up_is_asked_about() -> None:
    (finding,) = tonghop.check(document(LEVELS.format("8.288"))).findings
    assert (finding.severity, finding.arithmetic) == ("warning", "2.105 + 3.251 + 2.934 = 8.290 ≠ 8.288")


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách đạt 588,52 tỷ đồng. Dự phòng là 721,9 triệu đồng. Thu thuế, phí đạt 588 tỷ đồng.",
        "Thu cân đối đạt 9.826 tỷ đồng.\nThu cân đối đạt 9.826 tỷ đồng, giảm 4%; sản xuất đạt 797 triệu đồng, giảm 5%.",
    ],
)
def test_what_is_lost_in_the_rounding_of_others_is_no_part(text: str) -> None:
    assert stated_of(text, Sum) == []
