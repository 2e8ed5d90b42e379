"""Totals whose parts stand on lines of their own."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.relation import Sum


@pytest.mark.parametrize("mark", ["-", "+", "•"])
def test_lines_under_a_total(mark: str) -> None:
    text = (
        f"Tổng thu ngân sách đạt 186 tỷ đồng. Trong đó:\n{mark} Thu thuế: 88 tỷ đồng\n"
        f"{mark} Thu tiền sử dụng đất: 74 tỷ đồng\n{mark} Thu khác: 24 tỷ đồng"
    )
    assert stated_of(text, Sum) == [Sum("186", ("88", "74", "24"))]


def test_lines_without_an_announcement_are_parts_where_they_add_up() -> None:
    text = "- Toàn huyện có 45 dự án:\n+ Chuyển tiếp 30 dự án;\n+ Khởi công mới 15 dự án."
    assert Sum("45", ("30", "15")) in stated(text)


def test_nested_lines_belong_to_the_line_above_them() -> None:
    text = (
        "Tổng thu 190 tỷ đồng, gồm:\n1. Thu nội địa: 150 tỷ đồng, gồm:\n- Thu thuế: 90 tỷ đồng\n- Thu phí: 60 tỷ đồng\n"
        "2. Thu khác: 40 tỷ đồng"
    )
    assert set(stated_of(text, Sum)) == {Sum("190", ("150", "40")), Sum("150", ("90", "60"))}


def test_two_columns_of_units_are_two_sums() -> None:
    text = "Có 60 lớp, 1.800 học sinh. Cụ thể:\n- Tiểu học: 40 lớp, 1.200 học sinh\n- THCS: 20 lớp, 600 học sinh"
    assert set(stated_of(text, Sum)) == {Sum("60", ("40", "20")), Sum("1.800", ("1.200", "600"))}


def test_lines_that_speak_of_other_things_are_no_parts() -> None:
    text = "- Thu đạt 186 tỷ đồng.\n- Chi đạt 120 tỷ đồng.\n- Toàn huyện có 12 trường.\n- Trồng 25 ha rừng."
    assert stated_of(text, Sum) == []


def test_the_parts_of_one_section_are_not_those_of_the_next() -> None:
    text = (
        "I. THU NGÂN SÁCH\nTổng thu 50 tỷ đồng, gồm:\n- Thuế: 30 tỷ đồng\n- Phí: 20 tỷ đồng\n"
        "II. CHI NGÂN SÁCH\n- Chi đầu tư: 28 tỷ đồng\n- Chi thường xuyên: 20 tỷ đồng"
    )
    assert stated_of(text, Sum) == [Sum("50", ("30", "20"))]


def test_lines_under_a_line_without_a_number_split_the_one_above_it() -> None:
    text = (
        "II. Tổng chi ngân sách năm 2024 là 150,5 tỷ đồng, trong đó:\n1. Nguồn chi:\n"
        "1.1 - Ngân sách huyện: 90,2 tỷ đồng.\n1.2 - Tỉnh bổ sung: 60,3 tỷ đồng.\n2. Chi cụ thể như sau:\n"
        "2.1 - Đầu tư: 50,5 tỷ đồng;\n2.2 - Thường xuyên: 97 tỷ đồng;\n2.3 - Dự phòng: 3 tỷ đồng."
    )
    assert {Sum("150,5", ("90,2", "60,3")), Sum("150,5", ("50,5", "97", "3"))} <= set(stated(text))


def test_lines_under_a_line_without_a_number_that_do_not_split_it() -> None:
    text = "I. Tổng chi là 150,5 tỷ đồng.\n1. Nguồn chi:\n- Ngân sách huyện: 90 tỷ đồng.\n- Tỉnh bổ sung: 40 tỷ đồng."
    assert stated_of(text, Sum) == []


def test_lines_without_units_take_that_of_their_total() -> None:
    text = "Tổng số ca mắc là 297 ca.\n- Đang điều trị: 06\n- Khỏi, ra viện: 290\n- Tử vong: 01"
    assert stated_of(text, Sum) == [Sum("297", ("06", "290", "01"))]
