"""Plans and wholes that stand in another sentence than the percentage of them, or behind it."""

import pytest
from tests.reading.say import document, stated, stated_of

import tonghop
from tonghop.core.relation import Certainty, Fraction, RatioToPlan, Share


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("Cây lúa 118/120 ha. Đạt 98,3% so với kế hoạch.", RatioToPlan("118", "98,3", "120")),
        (
            "Huyện được phân bổ 150.000 triệu đồng cho 30 dự án, đã giải ngân 21.300 triệu đồng, đạt 14,2% kế hoạch.",
            RatioToPlan("21.300", "14,2", "150.000"),
        ),
        (
            "Số lệnh gọi nhập ngũ là 2.400 người. Số đảng viên nhận lệnh là 58 người (đạt 2,42% so với chỉ tiêu).",
            RatioToPlan("58", "2,42", "2.400"),
        ),
        (
            "Các chỉ tiêu chưa đạt gồm xuất khẩu lao động 410/1.600 người (25,63%), dạy nghề 9.200/10.000 người (92%).",
            RatioToPlan("410", "25,63", "1.600"),
        ),
    ],
)  # fmt: skip
def test_a_plan_that_no_plan_word_stands_beside(text: str, ratio: RatioToPlan) -> None:
    assert stated(text)[ratio] is Certainty.DEFINITE


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (
            "Xuất khẩu đạt 10,8 tỷ USD. Khu vực nước ngoài (chiếm 97,2% xuất khẩu toàn tỉnh) đạt trên 10,5 tỷ USD.",
            Share("10,5", "10,8", "97,2"),
        ),
        (
            "Tỉnh đạt 29,4 tỷ USD, chiếm 22,3% tổng kim ngạch cả nước. Đây là mức cao nhất (cả nước đạt 132,1 tỷ USD).",
            Share("29,4", "132,1", "22,3"),
        ),
        (
            "Số có điều kiện thi hành là 57.410 việc.\n\nTrong số có điều kiện thi hành, đã xong 36.870 việc; "
            "đạt tỷ lệ 64,22%.",
            Share("36.870", "57.410", "64,22"),
        ),
    ],
)  # fmt: skip
def test_a_whole_that_stands_apart(text: str, share: Share) -> None:
    assert stated(text)[share] is Certainty.DEFINITE


def test_a_share_that_misses_the_amount_before_by_a_hair_is_asked_about() -> None:
    text = "Có 174,7 tỷ đồng đủ điều kiện thi hành. Đến nay, đã thi hành xong 80,7 tỷ đồng, đạt 46,27%."
    assert stated(text)[Share("80,7", "174,7", "46,27")] is Certainty.PRESUMED
    assert [finding.severity for finding in tonghop.check(document(text)).findings] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "Trồng cây 120/100 ha. Có 35/30 hộ kinh doanh mới.",
        "Tỷ số giới tính khi sinh giảm còn 116/100.",
    ],
)
def test_more_than_the_whole_is_no_slip_among_plans_or_per_hundred(text: str) -> None:
    assert stated_of(text, Fraction) == []
    assert tonghop.check(document(text)).findings == ()


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("Tỉnh có 185 trong tổng số 220 xã đạt chuẩn.", Fraction("185", "220")),
        ("Có 9 xã trong số 12 xã đạt chuẩn, đạt tỷ lệ 75%.", Fraction("9", "12", "75")),
    ],
)
def test_a_part_and_its_whole_in_words(text: str, fraction: Fraction) -> None:
    assert stated(text)[fraction] is Certainty.DEFINITE
