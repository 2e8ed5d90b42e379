"""Shares whose whole the words, or the other shares of a list, tell although a slip keeps the quotient from fitting."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.relation import Certainty, Fraction, RatioToPlan, Share


@pytest.mark.parametrize(
    ("text", "share", "certainty"),
    [
        (
            "Kết nạp 850 hội viên. Trong số mới kết nạp: có 352 hội viên nữ, chiếm 38,24%; 51 hội viên là người "
            "dân tộc thiểu số, chiếm 6%; 612 hội viên trẻ, chiếm 72%.",
            Share("352", "850", "38,24"),
            Certainty.DEFINITE,
        ),
        (
            "Xảy ra 248 vụ phạm pháp hình sự. Cơ quan điều tra đã khám phá 215 vụ, 302 đối tượng (đạt 68,7%).",
            Share("215", "248", "68,7"),
            Certainty.PRESUMED,
        ),
    ],
)
def test_a_whole_is_known_though_a_slip_hides_it(text: str, share: Share, certainty: Certainty) -> None:
    assert stated(text)[share] is certainty


def test_a_share_behind_chiem_is_of_what_stands_before_it() -> None:
    text = "Huyện còn 1.420 hộ nghèo, chiếm 8,2%; 93 hộ thoát cận nghèo, hiện còn 1.133 hộ cận nghèo chiếm 6,6%."
    assert all(found.part != "93" for found in stated_of(text, Share))  # type: ignore[union-attr]


def test_percentages_behind_the_items_of_a_list_are_not_of_its_count() -> None:
    text = "Có 3/8 khoản thu đạt dự toán là thuế đất (104,5%), phí (101,2%), thu khác (130%); 5/8 khoản chưa đạt."
    fractions = set(stated_of(text, Fraction))
    assert fractions == {Fraction("3", "8"), Fraction("5", "8")}
    assert all(found.actual != "3" for found in stated_of(text, RatioToPlan))  # type: ignore[union-attr]
