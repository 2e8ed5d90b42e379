"""Changes told behind a part of a whole: of whichever of the two the arithmetic fits."""

import pytest
from tests.reading.say import figure, stated

from tonghop.core.figure import Direction
from tonghop.core.relation import Certainty, Change

DOWN = Direction.DOWN


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "Từ đầu năm xảy ra 28 vụ, trong đó tháng 10 là 03 vụ, giảm 07 vụ (giảm 20%) so với cùng kỳ.",
            Change("28", None, "07", "20", DOWN),
        ),
        (
            "Từ đầu năm xảy ra 28 vụ, trong đó tháng 10 là 03 vụ, giảm 02 vụ (giảm 40%) so với cùng kỳ.",
            Change("03", None, "02", "40", DOWN),
        ),
        (
            "Toàn huyện xảy ra 116 vụ cháy, riêng khu công nghiệp 7 vụ cháy, giảm 10,1% so với cùng kỳ.",
            Change("116", None, None, "10,1", DOWN),
        ),
    ],
)
def test_a_change_is_of_the_whole_or_of_the_part_that_it_fits(text: str, change: Change) -> None:
    assert change in stated(text)
    assert figure(text, change.percent or "").of == figure(text, change.current or "").id


def test_a_change_that_fits_neither_the_whole_nor_the_part_is_asked_about() -> None:
    text = "Từ đầu năm xảy ra 28 vụ, trong đó tháng 10 là 03 vụ, giảm 07 vụ (giảm 12%) so với cùng kỳ."
    (certainty,) = (certainty for relation, certainty in stated(text).items() if isinstance(relation, Change))
    assert certainty is Certainty.PRESUMED


def test_a_change_without_a_whole_named_before_is_asserted() -> None:
    text = "Trong tháng xảy ra 03 vụ, giảm 07 vụ (giảm 12%) so với cùng kỳ."
    assert stated(text)[Change("03", None, "07", "12", DOWN)] is Certainty.DEFINITE


def test_a_bracket_behind_a_difference_from_last_year_holds_its_rate() -> None:
    text = "Xảy ra 31 vụ; so với cùng kỳ giảm 05 vụ (13,9%)."
    assert Change("31", None, "05", "13,9", DOWN) in stated(text)
