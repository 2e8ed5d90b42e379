"""One quantity stated again elsewhere in the text."""

from tests.reading.say import stated, stated_of

from tonghop.core.relation import Difference, OrderOfPlans, Quotient, SameQuantity, Via

HALF = "BÁO CÁO\nTình hình kinh tế - xã hội huyện An Lạc 6 tháng đầu năm 2024\n\n"


def test_a_telling_number_that_returns_is_the_same_quantity() -> None:
    text = f"{HALF}Giải ngân 317,4 tỷ đồng.\n\nNhờ giải ngân 317,4 tỷ đồng, nhiều công trình đã hoàn thành."
    assert SameQuantity(("317,4", "317,4")) in stated(text)


def test_small_numbers_that_return_by_chance_are_not() -> None:
    text = f"{HALF}Có 9 trường mầm non.\n\nCó 9 trường tiểu học.\n\nHọp 12 cuộc.\n\nKiểm tra 12 cơ sở."
    assert stated_of(text, SameQuantity) == []


def test_both_sides_of_a_fraction_are_not_one_quantity() -> None:
    text = f"{HALF}Có 196/196 hộ nhận tiền.\n\nHoàn thành 24/24 chỉ tiêu."
    assert stated_of(text, SameQuantity) == []


def test_two_values_under_one_name_in_one_section_are_a_question() -> None:
    text = (
        f"{HALF}I. THU NGÂN SÁCH\nTổng thu ngân sách nhà nước trên địa bàn đạt 125 tỷ đồng. Huyện đã khen thưởng nhiều "
        "xã. Tổng thu ngân sách nhà nước trên địa bàn đạt 152 tỷ đồng."
    )
    assert SameQuantity(("125", "152")) in stated(text)


def test_what_was_done_to_a_date_does_not_exceed_the_estimate_of_the_whole() -> None:
    text = (
        f"{HALF}Tính đến ngày 15/5/2024, thu ngân sách trên địa bàn đạt 60 tỷ đồng, tăng 20% so với cùng kỳ. "
        "Ước 6 tháng đầu năm 2024, thu ngân sách trên địa bàn đạt 72 tỷ đồng, tăng 10% so với cùng kỳ."
    )
    smaller, larger = Quotient("60", "20", Via.GROWTH), Quotient("72", "10", Via.GROWTH)
    assert {Difference("72", "60", None), OrderOfPlans(smaller, larger)} <= set(stated(text))
