"""A number with its scale, unit or counted noun."""

from decimal import Decimal

import pytest
from tests.reading.say import document, figure, measures

from tonghop.core.contract import plain
from tonghop.core.figure import Role


@pytest.mark.parametrize(
    ("printed", "value", "unit", "role"),
    [
        ("1.845 tỷ đồng", "1845e9", "VND", Role.AMOUNT),
        ("21,375 tỷ", "21375e6", "VND", Role.AMOUNT),
        ("999,5 triệu đồng", "9995e5", "VND", Role.AMOUNT),
        ("250 tr.đ", "250e6", "VND", Role.AMOUNT),
        ("15.563 tỷđồng", "15563e9", "VND", Role.AMOUNT),
        ("17.250.980.000đ", "17250980000", "VND", Role.AMOUNT),
        ("12 nghìn tỷ đồng", "12e12", "VND", Role.AMOUNT),
        ("614 tỷ 200 triệu đồng", "6142e8", "VND", Role.AMOUNT),
        ("2 tỷ 15 triệu 300 nghìn đồng", "2015300000", "VND", Role.AMOUNT),
        ("1. 357 tỷ đồng", "1357e9", "VND", Role.AMOUNT),
        ("186,5 triệu USD", "186.5e6", "USD", Role.AMOUNT),
        ("46.120,5m²", "46120.5", "m2", Role.AREA),
        ("1.719 m2", "1719", "m2", Role.AREA),
        ("3,2 ha", "32000", "m2", Role.AREA),
        ("26 ngàn hécta", "26e7", "m2", Role.AREA),
        ("21.406.5 tỷ đồng", "214065e8", "VND", Role.AMOUNT),
        ("3.950 m", "3950", "m", Role.LENGTH),
        ("12,4 km", "12400", "m", Role.LENGTH),
        ("1.250 m3", "1250", "m3", Role.AMOUNT),
        ("45,7 tấn", "45.7", "tấn", Role.AMOUNT),
        ("125,5g", "0.0001255", "tấn", Role.AMOUNT),
        ("145 triệu người.km", "145e6", "người.km", Role.AMOUNT),
        ("1.287 nghìn tấn.km", "1287e3", "tấn.km", Role.AMOUNT),
        ("62,5 tạ/ha", "62.5", "tạ/ha", Role.RATE),
        ("83 triệu đồng/người/năm", "83e6", "VND/người/năm", Role.RATE),
        ("9,07 %", "9.07", "%", Role.SHARE),
        ("1,5 triệu lượt khách", "1.5e6", "lượt khách", Role.COUNT),
        ("6.415 doanh nghiệp", "6415", "doanh nghiệp", Role.COUNT),
        ("02 tổ chức", "2", "tổ chức", Role.COUNT),
        ("1,234 người", "1234", "người", Role.COUNT),
        ("150 GPXD", "150", "giấy phép xây dựng", Role.COUNT),
        ("24 liền anh", "24", "liền anh", Role.COUNT),
    ],
)
def test_units(printed: str, value: str, unit: str, role: Role) -> None:
    (found,) = measures(f"Trên địa bàn huyện có {printed}.")
    assert (found.text, found.value, found.unit, found.role) == (printed, Decimal(value), unit, role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Giải ngân 96,425 tỷ/1.120,5 tỷ đồng.",
            [("96425000000", Role.AMOUNT), ("1120500000000", Role.PLAN_VALUE)],
        ),
        ("Giải ngân 48,5/60,4 tỷ đồng.", [("48500000000", Role.AMOUNT), ("60400000000", Role.PLAN_VALUE)]),
        ("Tuyển 1.250/1.480 học sinh.", [("1250", Role.FRACTION), ("1480", Role.FRACTION)]),
        ("Huyện xếp thứ 10/30 đơn vị.", [("10", Role.RANK), ("30", Role.RANK)]),
        ("Tiêm phòng 17.919 con/14.066 con.", [("17919", Role.FRACTION), ("14066", Role.FRACTION)]),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, Role]]) -> None:
    first, second = measures(text)
    assert [(plain(f.value), f.role) for f in (first, second)] == expected
    assert first.pair == second.pair is not None
    assert (first.pair_role, second.pair_role) == ("numerator", "denominator")
    assert first.unit == second.unit


def test_a_list_with_slashes_is_several_figures() -> None:
    found = measures("Phê duyệt 35 hộ/37 phương án/4.120,5m²/2.353.429.000 đồng.")
    assert [(str(f.value), f.unit) for f in found] == [
        ("35", "hộ"),
        ("37", "phương án"),
        ("4120.5", "m2"),
        ("2353429000", "VND"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Hỗ trợ 5 - 7 triệu đồng.", 5_000_000, 7_000_000, "VND"),
        ("Năng suất từ 60 đến 65 tạ/ha.", 60, 65, "tạ/ha"),
        ("Tạo việc làm cho 3.500 - 4.000 lao động.", 3500, 4000, "lao động"),
    ],
)
def test_ranges(text: str, low: int, high: int, unit: str) -> None:
    first, second = measures(text)
    assert [(f.value, f.unit, f.pair_role) for f in (first, second)] == [(low, unit, "from"), (high, unit, "to")]


@pytest.mark.parametrize(
    "text", ["Mỗi tháng cấp 18 - 20 giấy phép xây dựng.", "Huyện chỉnh trang 18 - 20 biển quảng cáo."]
)
def test_a_verb_that_ends_like_a_label_takes_a_range(text: str) -> None:
    assert [(found.value, found.pair_role) for found in measures(text)] == [(18, "from"), (20, "to")]


def test_an_equals_sign_parts_two_figures() -> None:
    found = measures("Tặng 1.250 suất = 625.000.000đ.")
    assert [(f.value, f.unit) for f in found] == [(1250, "suất"), (625_000_000, "VND")]


def test_a_counted_noun_ends_the_figure() -> None:
    assert figure("Xét tặng 26 gia đình văn hóa tiêu biểu.", "26").text.startswith("26 gia đình")


@pytest.mark.parametrize("text", ["Đạt chỉ tiêu đề ra.", "", "\n\n", "Không có vụ việc nào."])
def test_a_text_without_numbers_has_no_figures(text: str) -> None:
    assert measures(text) == []


def test_a_quotation_that_nobody_closes_takes_no_number_in() -> None:
    text = "9”tỷ đồng; trong đó người có công 1.20 5.874"
    assert [item.text for item in document(text).figures] == ["9”tỷ đồng; trong đó người có công ", "1.20", "5.874"]
    assert figure("Trao 12 “gia đình 5 không” năm nay", "12 “gia đình 5 không").unit == "gia đình 5 không"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tiếp nhận 412 hồ sơ. Đã giải quyết 25 hs.", "hồ sơ"),
        ("Tiếp nhận 412 hồ sơ. Đã giải quyết 25/412 hs.", "hồ sơ"),
        ("Nộp 412 hồ sơ. Toàn xã có 940 học sinh, 25 hs giỏi.", "học sinh"),
        ("Toàn xã có 25 hs giỏi.", "học sinh"),
    ],
)
def test_an_abbreviation_of_two_nouns_is_the_one_written_out_before(text: str, unit: str) -> None:
    assert (figure(text, "25").unit or "").startswith(unit)


@pytest.mark.parametrize(
    ("text", "printed", "unit", "role"),
    [
        ("Tổng số ngày điều trị nội trú 58.021 ngày.", "58.021", "ngày", Role.COUNT),
        ("Ngày điều trị bình quân 5,9 ngày/người.", "5,9", "ngày/người", Role.RATE),
        ("Tỷ số giới tính khi sinh 109,4 bé trai/100 bé gái.", "109,4", "nam/100 nữ", Role.RATE),
        ("Chăm sóc trẻ trong 1.000 ngày đầu đời.", "1.000", None, Role.PERIOD),
        ("Toàn khu vực có 612 nhóm, lớp.", "612", "nhóm lớp", Role.COUNT),
    ],
)
def test_days_and_births(text: str, printed: str, unit: str | None, role: Role) -> None:
    assert (figure(text, printed).unit, figure(text, printed).role) == (unit, role)


@pytest.mark.parametrize(
    ("text", "printed", "unit", "role"),
    [
        ("Số doanh nghiệp thành lập mới là 862, tăng 11,2%.", "862", "doanh nghiệp", Role.COUNT),
        ("Tổng số hộ nghèo: 86; hộ cận nghèo tăng.", "86", "hộ nghèo", Role.COUNT),
        ("Hệ số sử dụng đất là 86.", "86", None, Role.COUNT),
        ("Khai sinh 23 TH, khai tử 09 TH.", "23", "trường hợp", Role.COUNT),
        ("Có 12 trường TH, 11 TH đạt chuẩn, 09 trường THCS.", "11", "th", Role.COUNT),
        ("Tặng 186 suất x 300.000đ.", "300.000", "VND", Role.RATE),
    ],
)
def test_what_a_bare_number_counts(text: str, printed: str, unit: str | None, role: Role) -> None:
    assert (figure(text, printed).unit, figure(text, printed).role) == (unit, role)
