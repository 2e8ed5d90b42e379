"""Percentages compared with percentages: points of difference."""

import pytest
from tests.reading.say import document, stated, stated_of

import tonghop
from tonghop.core.relation import Certainty, Difference


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Tỷ lệ tham gia đạt 38,1%, thấp hơn 0,4% so với chỉ tiêu tỉnh giao (38,5%).", ("38,5", "38,1", "0,4")),
        ("Tỷ lệ bao phủ 92,05%, vượt 0,05% so với chỉ tiêu tại Nghị quyết số 05-NQ/HU (92%).", ("92,05", "92", "0,05")),
        ("Tỷ lệ hộ nghèo còn 4,2%, giảm 1,3% so với năm 2023 (5,5%).", ("5,5", "4,2", "1,3")),
        ("Giải ngân đạt 61,2%, cao hơn 8,7 điểm phần trăm so với cùng kỳ (52,5%).", ("61,2", "52,5", "8,7")),
        ("Tỷ lệ hộ nghèo giảm từ 5,5% xuống 4,2%, giảm 1,3%.", ("5,5", "4,2", "1,3")),
        ("Tỷ lệ hộ nghèo của xã giảm 1,3% (từ 5,5% xuống còn 4,2%).", ("5,5", "4,2", "1,3")),
        ("GRDP tăng 7,6%, cao hơn bình quân cả nước (7,5%) 0,1 điểm phần trăm.", ("7,6", "7,5", "0,1")),
    ],
)
def test_points_between_two_percentages(text: str, members: tuple[str, str, str]) -> None:
    assert stated(text)[Difference(*members)] is Certainty.DEFINITE


def test_several_targets_of_one_percentage() -> None:
    text = "Bao phủ đạt 86,2%, thấp hơn 5,3% so với chỉ tiêu chung (91,5%) và thấp hơn 5,8% so với chỉ tiêu tỉnh (92%)."
    assert stated_of(text, Difference) == [Difference("91,5", "86,2", "5,3"), Difference("92", "86,2", "5,8")]


@pytest.mark.parametrize(
    "text",
    [
        "Giải ngân đạt 61,2%, cao hơn 8,7 điểm phần trăm so với cùng kỳ (54,5%).",
        "Tỷ lệ tham gia đạt 38,1%, thấp hơn 0,4% so với chỉ tiêu tỉnh giao (39,5%).",
    ],
)
def test_points_that_do_not_fit_are_asked_about(text: str) -> None:
    (finding,) = [found for found in tonghop.check(document(text)).findings if found.severity != "note"]
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Năng suất bằng 45%, thấp hơn 10% so với mức chung (50%).",
        "Thu đạt 120 tỷ đồng, tăng 8,1% so với cùng kỳ, bằng 52% dự toán (cùng kỳ đạt 48%).",
        "Tỷ lệ hộ nghèo giảm từ 5,5% xuống 4,2%, giảm 23,6%.",
        "Nông nghiệp chiếm 20,9%, tăng 1,2%; công nghiệp chiếm 45,1%, giảm 0,4%.",
        "Chi đạt 61,2%, vượt 3,1% so với kế hoạch (kế hoạch giao đạt 70%).",
    ],
)
def test_percentages_that_are_no_points(text: str) -> None:
    assert stated_of(text, Difference) == []
