"""What a headline says and the text below says again, word for word or more exactly."""

import pytest
from tests.reading.say import document, stated, stated_of

import tonghop
from tonghop.core.relation import Certainty, SameQuantity


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Giải quyết hồ sơ đúng hạn đạt 98,7%\n\nĐã giải quyết 1.520 hồ sơ đúng hạn (98,7%).", ("98,7", "98,7")),
        ("Gieo cấy hơn 17.000 ha lúa mùa\n\nĐến nay toàn tỉnh gieo cấy được 17.412 ha lúa mùa.", ("17.000", "17.412")),
        ("Tín dụng chính sách đến gần 41 nghìn hộ\n\nTín dụng chính sách có 40.873 hộ vay.", ("41", "40.873")),
        ("Phát sinh 6 hộ nghèo và 23 hộ cận nghèo\n\nTháng này huyện có 6 hộ nghèo phát sinh mới.", ("6", "6")),
        ("Đạt và vượt 4/8 chỉ tiêu giao\n\nNăm nay ngành đạt và vượt 4/8 chỉ tiêu được giao.", ("4", "4")),
        ("Phát hiện sai phạm trên 18 tỷ đồng\n\nQua thanh tra phát hiện sai phạm trên 18,7 tỷ đồng.", ("18", "18,7")),
    ],
)  # fmt: skip
def test_a_headline_and_its_text_state_one_quantity(text: str, members: tuple[str, ...]) -> None:
    assert stated(text)[SameQuantity(members)] is Certainty.DEFINITE
    assert tonghop.check(document(text)).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Gieo cấy hơn 17.000 ha lúa mùa\n\nTrồng mới 17.412 cây cà phê.",
        "Phát sinh 6 hộ nghèo\n\nCông an xã xử lý 6 trường hợp.",
        "Gieo cấy lúa mùa hơn 17.000 ha.\n\nSản lượng thịt lợn 17.412 tấn.",
        "Thu nhập bình quân tăng 7%\n\nTỷ lệ sinh con thứ ba giảm 7%.",
    ],
)
def test_other_words_or_another_thing_are_no_repetition(text: str) -> None:
    assert stated_of(text, SameQuantity) == []


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Xảy ra 15 vụ, làm chết 16 người. So với cùng kỳ, số vụ giảm 10 vụ (15/25).", ("15", "15")),
        ("Đàn ngan 12.374 con (chăn nuôi nhỏ lẻ: 12.374 con).", ("12.374", "12.374")),
        (
            "Có 25 tỷ đồng kinh phí sự nghiệp và 3 tỷ đồng vốn đầu tư phát triển. Nguồn vốn đầu tư phát triển "
            "3 tỷ đồng cấp cho 11 xã.",
            ("3", "3"),
        ),
    ],
)  # fmt: skip
def test_a_quantity_is_said_again_beside_its_first_mention(text: str, members: tuple[str, ...]) -> None:
    assert SameQuantity(members) in stated(text)


def test_a_number_of_a_headline_with_digits_exchanged_below_is_asked_about() -> None:
    text = "Cả huyện có 537 hộ thoát nghèo trong năm\n\nTrong năm, cả huyện có 573 hộ thoát nghèo nhờ vay vốn."
    assert stated(text)[SameQuantity(("537", "573"))] is Certainty.PRESUMED
    other = "Cả huyện có 537 hộ thoát nghèo trong năm\n\nTrong năm, cả huyện có 573 hộ nuôi cá lồng trên sông."
    assert SameQuantity(("537", "573")) not in stated(other)
