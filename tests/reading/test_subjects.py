"""What a figure is said to be of: the words before an amount, the noun after a count; and where."""

import pytest
from tests.reading.say import figure

TRADE = "Tổng kim ngạch xuất nhập khẩu đạt 96 triệu USD, trong đó xuất khẩu 52 triệu USD, nhập khẩu 44 triệu USD."
BRACKETS = "Lũy kế 9 tháng thu tiền thuê đất, thuê mặt nước đạt 96 tỷ đồng, tăng 80% (cùng kỳ năm 2018: 52 tỷ đồng)."


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


@pytest.mark.parametrize(
    ("text", "printed", "indicator"),
    [
        (TRADE, "52", "export_value"),
        (TRADE, "44", "import_value"),
        ("Sản lượng thủy sản đạt 96 tấn, trong đó khai thác 52 tấn, nuôi trồng 44 tấn.", "52", "aquatic_output_caught"),
        ("Sản lượng thịt lợn hơi xuất chuồng đạt 96 tấn, trong đó quý III đạt 52 tấn.", "52", "livestock_meat_output"),
        ("Thu ngân sách tháng 9 đạt 52 tỷ đồng; lũy kế 9 tháng: 96 tỷ đồng.", "96", "budget_revenue"),
        ("Thu ngân sách tháng 9 đạt 52 tỷ đồng. Lũy kế chín tháng thu 96 tỷ đồng.", "96", "budget_revenue"),
        ("Thu ngân sách đạt 52 tỷ đồng, đạt 80% dự toán năm (65 tỷ đồng).", "65", "budget_revenue"),
        ("Toàn Đảng bộ kết nạp 52 đảng viên.", "52", "party_members_admitted"),
        ("Tiếp nhận 96 hồ sơ, giải quyết trước và đúng hạn 52 hồ sơ, quá hạn 44 hồ sơ.", "96", "tthc_received"),
        ("Tiếp nhận 96 hồ sơ, giải quyết trước và đúng hạn 52 hồ sơ, quá hạn 44 hồ sơ.", "44", "tthc_late"),
        ("Đã giải quyết 96 hồ sơ, trong đó đúng hạn 52 hồ sơ, quá hạn 44 hồ sơ.", "52", "tthc_on_time"),
        ("Đã giải quyết 96 hồ sơ (đúng hạn: 52, trễ hạn: 44).", "52", "tthc_on_time"),
        ("Đã giải quyết 96 hồ sơ (đúng hạn: 52, trễ hạn: 44).", "44", "tthc_late"),
        ("Đón 96 lượt khách nội địa (riêng tháng 6: 52 lượt khách).", "52", "tourist_visits_domestic"),
        (BRACKETS, "52", "budget_revenue_land_rent"),
        ("Có 960 thí sinh dự thi tốt nghiệp, tỷ lệ tốt nghiệp đạt 98,6%.", "98,6", "graduation_rate"),
        ("Tình hình an toàn giao thông quý III\n\nToàn tỉnh xảy ra 52 vụ, làm 31 người chết.", "31", "traffic_deaths"),
    ],
)  # fmt: skip
def test_indicators_of_parts_of_what_goes_on_and_of_the_title(text: str, printed: str, indicator: str) -> None:
    assert figure(text, printed).indicator == indicator
