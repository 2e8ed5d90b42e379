"""What a figure is said to be of: the words before an amount, the noun after a count; and where."""

import pytest
from tests.reading.say import figure


@pytest.mark.parametrize(
    ("text", "printed", "subject"),
    [
        ("Thu thuế xuất nhập khẩu đạt 125 tỷ đồng.", "125", "Thu thuế xuất nhập khẩu"),
        ("Đến nay, doanh thu bưu chính, viễn thông đạt 125 tỷ đồng.", "125", "doanh thu bưu chính, viễn thông"),
        ("Thu ngân sách 120 tỷ đồng, chi 48 tỷ đồng.", "48", "chi"),
        ("Chi trả 1.305 hộ/964,2 tỷ đồng.", "964,2", "Chi trả 1.305 hộ"),
        ("Tặng quà, mỗi suất 500.000 đồng, tổng 60 triệu đồng.", "60", "tổng"),
        ("Cơ cấu kinh tế: nông nghiệp 20,9%, công nghiệp 45,1%.", "45,1", "công nghiệp"),
        ("Tổng thu 125 tỷ đồng, trong đó thuế ngoài quốc doanh 40 tỷ đồng.", "40", "thuế ngoài quốc doanh"),
        ("Tỷ lệ hộ nghèo còn 1,25%.", "1,25", "Tỷ lệ hộ nghèo"),
        ("Có 11 ý kiến về vệ sinh môi trường và 08 ý kiến khác.", "11", "ý kiến về vệ sinh môi trường"),
        ("Đã hỗ trợ 35 hộ nghèo xây nhà, sửa nhà.", "35", "hộ nghèo xây nhà"),
    ],
)
def test_subject(text: str, printed: str, subject: str) -> None:
    assert figure(text, printed).subject == subject


def test_a_percentage_has_the_subject_of_its_figure() -> None:
    text = "Giải ngân vốn đầu tư công đạt 48 tỷ đồng, bằng 30% kế hoạch."
    assert figure(text, "30").subject == figure(text, "48").subject


def test_a_percentage_is_of_no_indicator_that_its_count_is_not_of() -> None:
    text = "Ủy ban nhân dân phường đã trả lời trực tiếp 41/58 ý kiến, đạt tỷ lệ 70,7%."
    assert figure(text, "58").indicator is None
    assert figure(text, "70,7").indicator is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Có 12 hộ nghèo tại xã Tân Lập.", "xã Tân Lập"),
        ("Có 12 hộ nghèo ở phường Kim Đằng 2.", "phường Kim Đằng 2"),
        ("Có 12 hộ nghèo.", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert figure(text, "12").place == place
