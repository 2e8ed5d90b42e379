"""Shares of a whole, fractions, and changes against a base, with what must not be tied together."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.figure import Direction
from tonghop.core.relation import Change, Fraction, Product, RatioToPlan, Share, Statement

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Giải quyết 126 đơn trong tổng số 150 đơn, đạt tỷ lệ 84%.", Share("126", "150", "84")),
        ("Toàn xã có 200 hộ, trong đó 15 hộ nghèo, chiếm 7,5%.", Share("15", "200", "7,5")),
        ("Có 400 học sinh: giỏi 90 học sinh (22,5%), khá 310 học sinh (77,5%).", Share("90", "400", "22,5")),
        ("Có 400 học sinh: giỏi 90 học sinh (22,5%), khá 310 học sinh (77,5%).", Share("310", "400", "77,5")),
        (
            "Tổng thu 279,5 tỷ đồng. Trong đó, thu nội địa 181,6 tỷ đồng, chiếm 65% tổng thu.",
            Share("181,6", "279,5", "65"),
        ),
        ("Tiếp nhận 6.800 hồ sơ, với 2.530 hồ sơ trực tuyến (37,2%).", Share("2.530", "6.800", "37,2")),
        ("Đã nghiệm thu 14/25 dự án, đạt 56%.", Fraction("14", "25", "56")),
        ("Có 19/19 xã đạt chuẩn.", Fraction("19", "19", None)),
        ("Tiêm phòng 971/876 con, đạt 110,8%.", RatioToPlan("971", "110,8", "876")),
    ],
)
def test_share(text: str, relation: Statement) -> None:
    assert relation in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện có 12 hộ nghèo, chiếm 1,2%.",
        "Trường mầm non là 141 trường (51,8%), trường tiểu học 206 trường (75,2%).",
        "Kiến nghị thu hồi 6,5 tỷ đồng, kiến nghị khác 5,4 tỷ đồng; tỷ lệ che phủ rừng đạt 42%.",
        "Có 120 hộ nghèo (chiếm 2,5% tổng số hộ), 87 hộ cận nghèo (chiếm 1,8%).",
        "Tỷ lệ tiêm mũi 1 đạt 99,9%; mũi 2 đạt 100%.",
        "Thu 125 tỷ đồng, tỷ lệ hộ sử dụng nước sạch đạt 96,5%.",
    ],
)
def test_no_share_where_nothing_fits(text: str) -> None:
    assert stated_of(text, Share) == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Xảy ra 23 vụ, giảm 05 vụ so với cùng kỳ (28 vụ).", Change("23", "28", "05", None, DOWN)),
        ("Xảy ra 23 vụ, giảm 05 vụ (17,9%) so với cùng kỳ.", Change("23", None, "05", "17,9", DOWN)),
        ("Cấp 150 giấy phép, bằng 125% cùng kỳ (120 giấy phép).", Change("150", "120", None, "125", None, index=True)),
        ("Cấp 415 giấy phép, bằng 138,3% so với cùng kỳ.", Change("415", None, None, "138,3", None, index=True)),
        ("Có 12 hộ được hỗ trợ (tăng 3 hộ, tương ứng 33,3% so với cùng kỳ).", Change("12", None, "3", "33,3", UP)),
        ("Số vụ giảm từ 31 vụ xuống 29 vụ, giảm 6,5% so với cùng kỳ.", Change("29", "31", None, "6,5", DOWN)),
    ],
)  # fmt: skip
def test_change(text: str, change: Change) -> None:
    assert change in stated(text)


def test_a_sentence_on_the_base_is_not_the_current_figure() -> None:
    text = "Toàn huyện xảy ra 118 vụ. So với cùng kỳ là 131 vụ, giảm 13 vụ (9,9%)."
    assert stated_of(text, Change) == [Change("118", "131", "13", "9,9", DOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách 125 tỷ đồng, tăng 4% so với cùng kỳ.",
        "Kinh tế của huyện tăng 7,2%.",
        "Trồng 25 ha rừng; giá trị sản xuất toàn ngành tăng 4% so với cùng kỳ.",
    ],
)
def test_no_change_where_nothing_could_be_wrong(text: str) -> None:
    assert stated_of(text, Change) == []


def test_a_number_of_gifts_times_the_price_of_one() -> None:
    text = "Trao 346 suất quà, mỗi suất trị giá 400.000 đồng, tổng trị giá 138.400.000 đồng."
    assert stated_of(text, Product) == [Product(("346", "400.000"), "138.400.000")]
