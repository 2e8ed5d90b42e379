"""A count beside the names of what it counts."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.relation import Certainty, Enumeration, RatioToPlan


def test_names_as_many_as_counted() -> None:
    text = "Có 03 xã đạt chuẩn, gồm: Tân Lập, Bình Hòa và Đông Giang."
    assert stated(text)[Enumeration("03", ("Tân Lập", "Bình Hòa", "Đông Giang"))] is Certainty.DEFINITE


def test_fewer_names_than_counted_are_kept_for_checking() -> None:
    text = "Có 05/09 tiêu chí đạt, gồm: giao thông; thủy lợi; điện; trường học; y tế; môi trường."
    (found,) = stated_of(text, Enumeration)
    assert isinstance(found, Enumeration)
    assert (found.count, len(found.items)) == ("05", 6)


@pytest.mark.parametrize(
    "text",
    [
        "Có 12 xã, gồm cả các xã miền núi.",
        "Toàn huyện có 45 dự án, gồm: 30 dự án chuyển tiếp, 15 dự án mới.",
        "Có 03 xã đạt chuẩn nông thôn mới.",
    ],
)
def test_what_lists_no_names(text: str) -> None:
    assert stated_of(text, Enumeration) == []


def test_a_target_on_the_list_of_those_exceeded_must_exceed_its_plan() -> None:
    text = (
        "Có 02 chỉ tiêu vượt kế hoạch, gồm: giải quyết việc làm; kết nạp đảng viên mới.\n\n"
        "Giải quyết việc làm cho 6.100 lao động, đạt 100% kế hoạch."
    )
    assert RatioToPlan(None, "100", None, exceeds=True) in stated(text)


def test_names_with_a_number_each_are_no_list_of_things_counted() -> None:
    text = "Có 27 sự cố, gồm Bắc Ninh 2, Hà Nội 11, Quảng Trị 12, Nam Định 2."
    assert stated_of(text, Enumeration) == []
