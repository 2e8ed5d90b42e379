"""Figures that take their meaning from a neighbour: chains of percentages, restated changes, plans and bases."""

import pytest
from tests.reading.say import document, figure, stated, stated_of

import tonghop
from tonghop.core.figure import Direction, Role
from tonghop.core.relation import Change, RatioToPlan, Sum


def alarms(text: str) -> list[str]:
    return [finding.message for finding in tonghop.check(document(text)).findings if finding.severity != "note"]


@pytest.mark.parametrize(
    ("text", "first", "second", "role"),
    [
        ("Thu đạt 125 tỷ đồng, bằng 52% và 48% dự toán.", "52", "48", Role.PERCENT_OF_PLAN),
        ("Thu thuế và thu phí lần lượt tăng 5% và 7% so với cùng kỳ.", "5", "7", Role.GROWTH),
        ("Số vụ và số người chết lần lượt giảm 5% và 7% so với cùng kỳ.", "5", "7", Role.DECLINE),
    ],
)
def test_one_comparison_serves_a_chain(text: str, first: str, second: str, role: Role) -> None:
    assert figure(text, first).role is figure(text, second).role is role


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "Toàn huyện xảy ra 118 vụ. So với cùng kỳ là 131 vụ, giảm 13 vụ (9,9%).",
            Change("118", "131", "13", "9,9", Direction.DOWN),
        ),
        (
            "Cấp 150 giấy phép, tăng 25% so với cùng kỳ (120 giấy phép).",
            Change("150", "120", None, "25", Direction.UP),
        ),
        (
            "Cấp 21 thẻ căn cước công dân (tăng 02 thẻ căn cước công dân, tương ứng 10,5% so với cùng kỳ).",
            Change("21", None, "02", "10,5", Direction.UP),
        ),
    ],
)
def test_changes_find_their_base(text: str, change: Change) -> None:
    assert stated_of(text, Change) == [change]


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        (
            "Dự toán chi 120 tỷ đồng, thực hiện 61,2 tỷ đồng, đạt 51%, bằng 104% so với cùng kỳ.",
            RatioToPlan("61,2", "51", "120"),
        ),
        (
            "Thu được 45.678,9 triệu đồng/61.200 triệu đồng, đạt 74,6% dự toán tỉnh giao và 71,4% dự toán xã giao.",
            RatioToPlan("45.678,9", "74,6", "61.200"),
        ),
    ],
)
def test_a_printed_plan_serves_the_percentage_it_fits(text: str, ratio: RatioToPlan) -> None:
    assert stated_of(text, RatioToPlan) == [ratio]


def test_points_speak_of_the_rate_before_them() -> None:
    text = "Tỷ lệ đạt 95%, tăng 1,2 điểm % so với cùng kỳ."
    assert figure(text, "1,2").of == figure(text, "95").id


def test_a_rate_behind_a_semicolon_is_of_its_own_words() -> None:
    assert figure("Thu ngân sách từ 250 tỷ đồng trở lên; tỷ lệ hộ nghèo dưới 1%.", "1").of is None


def test_lines_with_two_columns_make_two_sums() -> None:
    text = "Có 60 lớp, 1.800 học sinh. Cụ thể:\n- Tiểu học: 40 lớp, 1.200 học sinh\n- THCS: 20 lớp, 600 học sinh"
    assert set(stated_of(text, Sum)) == {Sum("60", ("40", "20")), Sum("1.800", ("1.200", "600"))}


@pytest.mark.parametrize(
    ("text", "parts", "at_most"),
    [
        ("Nhập về 150 đầu sách; trong đó: thiếu nhi 15, khoa học 98, pháp luật 99.", ("15", "98", "99"), True),
        (
            "Xử phạt 831 triệu đồng¹ trong quý.\n\n¹ Trong đó: đất đai 700 triệu đồng; môi trường 200 triệu đồng.",
            ("700", "200"),
            True,
        ),
        ("Tiếp nhận 19 đơn (gồm khiếu nại 05 đơn, tố cáo 06 đơn, khác 08 đơn).", ("05", "06", "08"), False),
    ],
)
def test_parts_beyond_their_total_are_said(text: str, parts: tuple[str, ...], at_most: bool) -> None:
    (said,) = stated_of(text, Sum)
    assert (said.parts, said.at_most) == (parts, at_most)


@pytest.mark.parametrize(
    "text",
    [
        "Huyện có 485 trường, trong đó mầm non 141 (51,8%), tiểu học 206 (75,2%), THCS 123 (56%), THPT 15 (26,8%).",
        "Cấp tỉnh nhận 6.800 hồ sơ, 2.530 hồ sơ trực tuyến; cấp huyện nhận 26.030 hồ sơ, 3.399 hồ sơ trực tuyến.",
        "Đàn bò 3.200 con, bò lai chiếm 16,5% tổng đàn.",
        "Có 2.000 đảng viên, trong đó 1.100 đảng viên nữ, 1.500 đảng viên có bằng đại học.",
        "Châu Âu tăng 70,9% so với cùng kỳ, tương đương 302,9 triệu USD; châu Mỹ (chiếm 8%) tăng 58,6%, tương đương "
        "411,5 triệu USD.",
    ],
)
def test_what_can_be_true_raises_no_alarm(text: str) -> None:
    assert alarms(text) == []


def test_a_slip_behind_a_part_is_seen() -> None:
    assert stated("Có 292 dự án, trong đó 143 dự án chuyển tiếp, chiếm 56,75%.")
    assert alarms("Có 292 dự án, trong đó 143 dự án chuyển tiếp, chiếm 56,75%.")
