"""What is left over: only a rest of the same thing, and no third class beside two others."""

import pytest
from tests.reading.say import stated_of

from tonghop.core.relation import Difference, Sum


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện còn 1.420 hộ nghèo; có 96 hộ thoát cận nghèo, hiện còn 1.133 hộ cận nghèo.",
        "Đã có 87 kiến nghị được giải quyết, 9 kiến nghị chưa được giải quyết và còn 14 kiến nghị đang xem xét.",
    ],
)
def test_other_things_and_third_classes_are_no_rest(text: str) -> None:
    assert stated_of(text, Difference) == []


def test_what_is_called_the_rest_is_tested_however_far_it_is() -> None:
    text = "Thụ lý 111 vụ án, đã xét xử 91 vụ án, còn lại 60 vụ án."
    assert stated_of(text, Difference) == [Difference("111", "91", "60")]


def test_a_rest_of_the_same_thing_is_tested_though_it_does_not_fit() -> None:
    text = "Tiếp nhận 87 kiến nghị, đã giải quyết 62 kiến nghị, còn 24 kiến nghị."
    assert stated_of(text, Difference) == [Difference("87", "62", "24")]


def test_what_is_left_of_a_larger_whole_is_no_part_beside_those_that_add_up() -> None:
    text = "Tiếp nhận 460 hồ sơ. Giải quyết xong 412 hồ sơ, đúng hạn 409 hồ sơ, trễ hạn 03 hồ sơ; còn lại 48 hồ sơ."
    assert set(stated_of(text, Sum)) == {Sum("412", ("409", "03")), Sum("460", ("412", "48"))}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Có 14/19 xã đạt chuẩn; 04 xã không đạt.", [Difference("19", "14", "04")]),
        ("Còn 07/63 công trình chậm tiến độ; 03 công trình chưa quyết toán.", []),
        ("Còn 07/63 công trình chậm tiến độ; 56 công trình chưa khởi công.", [Difference("63", "07", "56")]),
        ("Xử lý 09 trường hợp; cưỡng chế 02 trường hợp, còn 01 trường hợp chưa thi hành.", []),
    ],
)
def test_what_is_denied_of_others_or_far_from_a_rest_is_none(text: str, told: list[Difference]) -> None:
    assert stated_of(text, Difference) == told
