"""Numbers that tell when: dates, months, quarters, years, and what only looks like them."""

import pytest
from tests.reading.say import document, measures

from tonghop.core.figure import Role


def times(text: str) -> list[tuple[Role, object]]:
    return [(f.role, f.value) for f in document(text).figures if f.role in (Role.DATE, Role.PERIOD)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tính đến ngày 15/5/2024, huyện đã tiếp dân.", "2024-05-15"),
        ("Ngày 09/4/2024, UBND huyện họp.", "2024-04-09"),
        ("Ngày 1-7-2025, xã mới đi vào hoạt động.", "2025-07-01"),
        ("Ngày 5.7.2018, hội nghị khai mạc.", "2018-07-05"),
        ("An Lạc, ngày 20 tháng 6 năm 2024", "2024-06-20"),
        ("Ngày 30-8, đoàn kiểm tra làm việc với xã.", "--08-30"),
        ("Sáng 12/3, lễ khởi công diễn ra.", "--03-12"),
        ("Kỷ niệm ngày giải phóng miền Nam 30/4.", "--04-30"),
        ("Chào mừng lễ 30/4 và 1/5", "--04-30"),
        ("Phiên họp ngày 16 đã thông qua chương trình.", "---16"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert (Role.DATE, value) in times(text)
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kết quả tháng 12/2023 được giữ vững.", "2023-12"),
        ("Kết quả tháng 6.2018 được giữ vững.", "2018-06"),
        ("Tình hình tháng 5 năm 2024 ổn định.", "2024-05"),
        ("Tình hình quý I/2024 ổn định.", "2024-Q1"),
        ("Tình hình quý 3 năm 2024 ổn định.", "2024-Q3"),
        ("Kết quả 6 tháng đầu năm 2024", "2024-H1"),
        ("Kết quả sáu tháng đầu năm 2024", "2024-H1"),
        ("Nhiệm vụ 6 tháng cuối năm 2024", "2024-H2"),
        ("Kết quả 9 tháng đầu năm 2023", "2023-M1..M9"),
        ("Kết quả 4 tháng năm 2017", "2017-M1..M4"),
        ("Kế hoạch phát triển năm 2025", "2025"),
        ("Chương trình giai đoạn 2021-2025", "2021..2025"),
        ("Kiểm soát từ 2016 đến 2018 chỉ thấy ổn định", "2016..2018"),
        ("Dịch bệnh trong tuần 43/2022 ổn định", "2022"),
        ("Nhiệm kỳ 2020 - 2025 đã kết thúc.", "2020..2025"),
        ("Tổng kết năm học 2023-2024", "SY2023-2024"),
    ],
)
def test_periods(text: str, value: str) -> None:
    assert (Role.PERIOD, value) in times(text)
    assert measures(text) == []


def test_two_dates_with_a_dash_are_two_dates() -> None:
    assert [value for _, value in times("Kỷ niệm 94 năm (03/02/1930-03/02/2024)")][-2:] == ["1930-02-03", "2024-02-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn có mặt lúc 16:56.",
        "Cập nhật lúc 11:58:23.",
        "Mưa lớn từ 17h30 đến 21 giờ 15 phút.",
        "Cửa khẩu mở cửa đến 22h.",
        "Trẻ từ 11-14 tuổi được khám sức khỏe.",
        "Người cao tuổi từ 80 tuổi được chúc thọ.",
        "Thời gian thi công 18 tháng.",
        "Kỷ niệm 10 năm thành lập huyện.",
    ],
)
def test_times_of_day_ages_and_durations_measure_nothing(text: str) -> None:
    assert document(text).figures
    assert measures(text) == []


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Đã giải ngân cho 2024 hộ.", "2024", "hộ"),
        ("Cấp 1577 giấy phép xây dựng.", "1577", "giấy phép xây dựng"),
        ("Đã nghiệm thu 09/25 dự án.", "09", "dự án"),
        ("Hoàn thành 24/24 chỉ tiêu.", "24", "chỉ tiêu"),
        ("Có 10/12 phường hoàn thành.", "10", "phường"),
    ],
)
def test_counts_that_look_like_years_or_dates_are_counts(text: str, printed: str, unit: str) -> None:
    first = measures(text)[0]
    assert first.text.startswith(printed)
    assert first.unit == unit


def test_short_season_crops_are_no_dates() -> None:
    text = "Gieo trồng cây ngắn ngày 15 ha, cây dài ngày 06 ha."
    assert [item.role for item in measures(text)] == [Role.AREA, Role.AREA]


def test_years_from_to_are_one_period() -> None:
    assert times("Từ 2017 đến 2021, xã đạt chuẩn.") == [(Role.PERIOD, "2017..2021")]
    assert [f.value for f in measures("Số hộ tăng từ 2016 đến 2018 hộ.")] == [2016, 2018]


def test_a_time_zone_measures_nothing() -> None:
    assert measures("Thứ Ba, 14/5/2024, 09:16 (GMT+7)") == []


def test_the_last_day_of_a_stretch_is_a_date_whatever_follows() -> None:
    assert [figure.text for figure in measures("Từ ngày 15/9 đến 14/10 xảy ra 2 vụ.")] == ["2 vụ"]
    assert [figure.text for figure in measures("Tính đến 14/16 xã đạt chuẩn.")] == ["14", "16 xã đạt chuẩn"]
