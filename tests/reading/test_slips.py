"""Lists that one slip of the finger keeps from adding up are relations all the same, so that they can be wrong."""

import pytest
from tests.reading.say import stated
from tests.reading.test_sums import sum_of

from tonghop.core.relation import Certainty, Sum


def complete(text: str) -> dict[Sum, Certainty]:
    """The sums that leave nothing out."""
    found = stated(text).items()
    return {item: certainty for item, certainty in found if isinstance(item, Sum) and not item.at_most}


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        (
            "Kiểm tra 648 vụ, trong đó hàng cấm 127 vụ, hàng giả 23 vụ, gian lận thương mại 489 vụ.",
            "648 = 127 + 23 + 489",
        ),
        (
            "Doanh thu 1.873,4 tỷ đồng. Trong đó, hành khách 1.347,2 tỷ đồng tăng 7%; hàng hóa 256,2 tỷ đồng.",
            "1.873,4 = 1.347,2 + 256,2",
        ),
    ],
)
def test_an_open_list_that_a_slip_keeps_short_is_asked_about(text: str, equation: str) -> None:
    assert complete(text) == {sum_of(equation): Certainty.PRESUMED}


@pytest.mark.parametrize(
    "text",
    [
        "Trồng 600 ha rau màu, trong đó bắp cải 300 ha, su hào 200 ha.",
        "Huyện có 731 hộ kinh doanh, trong đó 412 hộ bán lẻ, 105 hộ ăn uống.",
        "Có 100 người, trong đó 80 người là nữ, 50 người là đảng viên.",
    ],
)
def test_round_numbers_and_open_lists_far_from_their_total_are_no_slips(text: str) -> None:
    assert complete(text) == {}


def test_what_is_counted_along_with_a_list_that_fits_is_asked_about() -> None:
    text = "Bắt 148 vụ, 236 người; trong đó khởi tố 95 vụ, 113 người; xử phạt 49 vụ, 79 người; xác minh 4 vụ, 26 người."
    assert complete(text)[sum_of("236 = 113 + 79 + 26")] is Certainty.PRESUMED


@pytest.mark.parametrize("part", ["19", "29"])
def test_a_total_may_be_taken_up_by_its_name(part: str) -> None:
    text = f"Phát hiện 158 vụ vi phạm. Trong số vụ vi phạm, kiểm lâm xử lý 139 vụ; công an xử lý {part} vụ."
    assert sum_of(f"158 = 139 + {part}") in complete(text)


def test_a_number_of_several_places_is_no_part() -> None:
    text = "Xảy ra 98 vụ. Cụ thể, An Lạc 55 vụ, Tân Hòa 22 vụ, Phú Mỹ 18 vụ, Bình Sơn và Long Điền cùng 1 vụ."
    assert complete(text) == {}
