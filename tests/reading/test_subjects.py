"""What a figure is said to be of: the words before an amount, the noun after a count."""

import pytest
from tests.reading.say import figure


@pytest.mark.parametrize(
    ("text", "printed", "subject"),
    [
        ("Thu thuế xuất nhập khẩu đạt 125 tỷ đồng.", "125", "Thu thuế xuất nhập khẩu"),
        ("Thu ngân sách 120 tỷ đồng, chi 48 tỷ đồng.", "48", "chi"),
        ("Chi trả 1.305 hộ/964,2 tỷ đồng.", "964,2", "Chi trả 1.305 hộ"),
        ("Tặng quà, mỗi suất 500.000 đồng, tổng 60 triệu đồng.", "60", "tổng"),
        ("Cơ cấu kinh tế: nông nghiệp 20,9%, công nghiệp 45,1%.", "45,1", "công nghiệp"),
        ("Đã hỗ trợ 35 hộ nghèo xây nhà, sửa nhà.", "35", "hộ nghèo xây nhà"),
    ],
)
def test_subject(text: str, printed: str, subject: str) -> None:
    assert figure(text, printed).subject == subject
