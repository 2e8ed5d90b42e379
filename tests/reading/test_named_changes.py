"""Rates of a sentence on the same period, told by the name of what the sentence before counts."""

from tests.reading.say import stated, stated_of

from tonghop.core.figure import Direction
from tonghop.core.relation import Certainty, Change


def test_rates_belong_to_the_counts_they_name() -> None:
    text = (
        "Toàn tỉnh xảy ra 38 vụ cháy, làm chết 12 người, bị thương 27 người. "
        "So với cùng kỳ năm trước, số vụ cháy tăng 11,8%, số người chết giảm 20%, số người bị thương tăng 35%."
    )
    rates = [("38", "11,8", Direction.UP), ("12", "20", Direction.DOWN), ("27", "35", Direction.UP)]
    changes = {Change(now, None, None, rate, direction) for now, rate, direction in rates}
    assert changes == set(stated_of(text, Change))
    assert {stated(text)[change] for change in changes} == {Certainty.PRESUMED}


def test_a_name_that_several_counts_have_tells_nothing() -> None:
    text = "Có 12 người chết tại huyện, 15 người chết tại thị xã. So với cùng kỳ, số người chết tăng 20%."
    assert stated_of(text, Change) == []
