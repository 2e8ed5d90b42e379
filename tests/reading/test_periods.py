"""The time each figure speaks of: period, as-of date and the period it is compared with."""

import pytest
from tests.reading.say import document, figure

HALF = "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024\n\n"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024", "2024-H1"),
        ("BÁO CÁO\nKết quả công tác tháng 5 năm 2024", "2024-05"),
        ("BÁO CÁO\nCông tác quý I/2025, nhiệm vụ quý II/2025", "2025-Q1"),
        ("BÁO CÁO\nKết quả 9 tháng đầu năm 2023", "2023-M1..M9"),
        ("BÁO CÁO\nTổng kết công tác năm 2023", "2023"),
        ("THÔNG BÁO\nKết luận phiên họp về tình hình năm 2023, nhiệm vụ tháng 01 năm 2024", "2023"),
        ("BÁO CÁO\nTình hình năm 2023; nhiệm vụ trọng tâm quý I năm 2024", "2023"),
        ("BÁO CÁO\nDự toán năm 2025, tình hình thực hiện 9 tháng đầu năm 2024", "2024-M1..M9"),
        ("BÁO CÁO\nTình hình tháng 10 và 10 tháng đầu năm 2024; nhiệm vụ tháng 11 năm 2024", "2024-M1..M10"),
        ("BÁO CÁO\nTình hình tháng 3 và quý I năm 2024; nhiệm vụ trọng tâm tháng 4 năm 2024", "2024-Q1"),
        ("BÁO CÁO\nTình hình tháng 12 và năm 2024; nhiệm vụ trọng tâm tháng 1 năm 2025", "2024"),
        ("BÁO CÁO\nTình hình tháng 9 và quý III năm 2024", "2024-09"),
        ("BÁO CÁO\nKết quả thực hiện nhiệm vụ 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024", "2024-H1"),
    ],
)
def test_period_of_the_document(title: str, period: str) -> None:
    assert document(f"{title}\n\nToàn huyện có 12 hộ nghèo.").period == period


@pytest.mark.parametrize(
    "sentence", ["Thu tăng 4% so với cùng kỳ năm 2019.", "Giá trị (giá so sánh 2010) đạt 120 tỷ đồng."]
)
def test_a_year_that_only_serves_to_compare_is_not_the_documents(sentence: str) -> None:
    assert document(sentence).period is None


@pytest.mark.parametrize(
    ("sentence", "printed", "period", "as_of"),
    [
        ("Trồng mới 25 ha rừng.", "25", "2024-H1", None),
        ("Tính đến ngày 15/5/2024, giải ngân 25 tỷ đồng.", "25", "2024-YTD", "2024-05-15"),
        ("Đến hết tháng 5/2024, giải ngân 25 tỷ đồng.", "25", "2024-M1..M5", "2024-05-31"),
        ("Trong tháng 4/2024, tiếp 25 lượt công dân.", "25", "2024-04", None),
        ("Quý I/2024, thu 25 tỷ đồng.", "25", "2024-Q1", None),
        ("Ước cả năm giải ngân 25 tỷ đồng.", "25", "2024", None),
        ("Tuyển 25 công dân nhập ngũ năm 2023.", "25", "2023", None),
        ("Có 25 đề án giai đoạn 2021-2025.", "25", "2021..2025", None),
        ("Thu 48 tỷ đồng, bằng 30% kế hoạch (cùng kỳ đạt 25%).", "25", "2023-H1", None),
        ("Dịp Tết Nguyên đán, huyện tặng 25 suất quà.", "25", "2024-Tet", None),
    ],
)
def test_period_of_a_figure(sentence: str, printed: str, period: str, as_of: str | None) -> None:
    found = figure(HALF + sentence, printed)
    assert (found.period, found.as_of) == (period, as_of)


def test_no_year_is_made_up() -> None:
    assert figure("Trong 6 tháng, có 45 ca mắc.", "45").period is None


def test_a_period_without_a_year_is_unknown() -> None:
    assert figure("Trong 6 tháng, có 45 ca mắc mới.", "45").period is None


def test_a_percentage_was_true_when_its_figure_was() -> None:
    text = HALF + "Tính đến ngày 15/5/2024, giải ngân 25 tỷ đồng, đạt 17% kế hoạch."
    assert figure(text, "17").as_of == "2024-05-15"


@pytest.mark.parametrize(("day", "before"), [("15/5/2024", "2023-05-15"), ("29/2/2024", "2023-02-28")])
def test_the_same_period_of_what_is_counted_up_to_a_day_ends_on_that_day_a_year_before(day: str, before: str) -> None:
    text = f"{HALF}Tính đến ngày {day}, thu 25 tỷ đồng, tăng 4% so với cùng kỳ (cùng kỳ đạt 24 tỷ đồng)."
    then = figure(text, "24")
    assert (then.period, then.as_of) == ("2023-YTD", before)


def test_a_school_year_of_which_figures_are_told_governs_their_section() -> None:
    text = (
        f"{HALF}I. KINH TẾ\nTrồng mới 25 ha rừng.\nII. GIÁO DỤC VÀ ĐÀO TẠO\nToàn huyện có 52 trường học. "
        "Có 45 học sinh đủ điều kiện xét tốt nghiệp năm học 2023-2024."
    )
    assert [figure(text, printed).period for printed in ("25", "52", "45")] == ["2024-H1", *["SY2023-2024"] * 2]


@pytest.mark.parametrize(
    "sentence",
    ["Hoàn thành nhiệm vụ năm học 2023-2024.", "Sửa chữa 41 phòng học, chuẩn bị năm học 2024-2025."],
)
def test_a_school_year_that_dates_no_figure_governs_none(sentence: str) -> None:
    for text in (f"{sentence} Toàn huyện có 52 trường học.", f"Toàn huyện có 52 trường học. {sentence}"):
        assert figure(f"{HALF}II. GIÁO DỤC VÀ ĐÀO TẠO\n{text}", "52").period == "2024-H1"


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("Thu 25 tỷ đồng, tăng 4% so với cùng kỳ.", "2023-H1"),
        ("Thu 25 tỷ đồng, tăng 4% so với cùng kỳ năm 2023.", "2023-H1"),
        ("Có 25 hộ nghèo, giảm 4 hộ so với tháng 12/2023.", "2023-12"),
        ("Thu 25 tỷ đồng, tăng 4% so với năm 2020.", "2020"),
        ("Tháng 5/2024, thu 25 tỷ đồng, tăng 4% so với tháng trước.", "2024-04"),
        ("Tháng 1/2024, thu 25 tỷ đồng, tăng 4% so tháng trước.", "2023-12"),
        ("Quý I/2024, thu 25 tỷ đồng, giảm 4% so với quý trước.", "2023-Q4"),
        ("Tháng 5/2024, so với tháng trước, thu tăng 4%, chi tăng 3%.", "2024-04"),
        ("Tháng 5/2024, so với tháng trước thu tăng 2%; so với cùng kỳ năm trước tăng 4%.", "2023-05"),
        ("Thu 25 tỷ đồng, tăng 4% so với tháng trước.", None),
        ("Tháng 5/2024, thu tăng 7% so với tháng trước. Thu phí tháng 5/2024 tăng 4%.", "2024-04"),
        ("Tháng 5/2024, thu tăng 7% so với tháng trước, tăng 9% so với cùng kỳ. Trong đó, thu phí tăng 4%.", None),
    ],
)
def test_base_of_a_comparison(sentence: str, base: str | None) -> None:
    assert figure(HALF + sentence, "4").base_period == base


def test_parts_are_of_the_period_of_their_total() -> None:
    text = (
        "Tình hình tháng 5 năm 2024\n\nLũy kế 5 tháng, xuất khẩu đạt 5,87 tỷ USD. "
        "Trong đó: khu vực FDI đạt 4,12 tỷ USD; khu vực trong nước đạt 1,75 tỷ USD, chiếm 29,8%."
    )
    assert [figure(text, part).period for part in ("4,12", "1,75", "29,8")] == ["2024-M1..M5"] * 3


def test_an_average_over_months_is_of_all_of_them() -> None:
    assert figure("Năm 2024\n\nBình quân 5 tháng, giá tiêu dùng tăng 4,03%.", "4,03").period == "2024-M1..M5"


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("BÁO CÁO\nCông tác quý III, nhiệm vụ quý IV năm 2024", "2024-Q3"),
        ("BÁO CÁO\nTình hình kinh tế - xã hội tám tháng năm 2024", "2024-M1..M8"),
        ("BÁO CÁO\nKết quả nhiệm vụ 9 tháng, ước cả năm 2024", "2024-M1..M9"),
        ("BÁO CÁO\nGiá cả tháng Mười năm 2024", "2024-10"),
        ("Huyện An Lạc thông qua chỉ tiêu năm 2025\n\nNăm 2024, huyện thu 52 tỷ đồng.", "2024"),
        ("Sáng 12/7/2024, xã An Lạc họp.\n\nTrong 6 tháng đầu năm, xã thu 52 tỷ đồng.", "2024-H1"),
        ("Theo Quyết định số 12/QĐ-UBND ngày 12/7/2023, trong 6 tháng đầu năm xã thu 52 tỷ đồng.", None),
    ],
)
def test_period_of_a_document_in_words_or_by_its_day(title: str, period: str | None) -> None:
    assert document(f"{title}\n\nToàn huyện có 12 hộ nghèo.").period == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý III, thu 40 tỷ đồng, cao hơn quý II 3 tỷ đồng; chi 25 tỷ đồng.", "2024-Q3"),
        ("Tính chung chín tháng, thu 25 tỷ đồng.", "2024-M1..M9"),
        ("Tháng Chín, thu 25 tỷ đồng.", "2024-09"),
        ("Thu ngân sách 9 tháng: 25 tỷ đồng; ước cả năm 46 tỷ đồng.", "2024-M1..M9"),
        ("Thu ngân sách 9 tháng: 18 tỷ đồng; ước cả năm 25 tỷ đồng.", "2024"),
        ("Mở lớp kéo dài 9 tháng cho 25 người.", "2024-11"),
        ("Từ đầu năm đến nay khai thác 25 tấn.", "2024-M1..M11"),
        ("Từ đầu năm đến nay, trao 96 suất quà, trị giá 25 triệu đồng.", "2024-M1..M11"),
        ("Năm học 2023-2024, toàn xã có 25 lớp.", "SY2023-2024"),
        ("Giai đoạn 2021-2024, huy động 25 tỷ đồng.", "2021..2024"),
        ("Quý III, thu 40 tỷ đồng. Xử lý 25 vụ.", "2024-Q3"),
        ("Quý III, thu 40 tỷ đồng. Hiện có 25 hộ nghèo.", "2024-11"),
        ("Riêng quý III thu 40 tỷ đồng. Xử lý 25 vụ.", "2024-11"),
        ("Năm 2023, tặng cờ 4 đơn vị. Xử lý 25 vụ.", "2024-11"),
        ("Năm 2023, kết nạp 40 đảng viên. Trong đó 25 người là nữ.", "2023"),
        ("Thu 18,2 tỷ/25 tỷ đồng, đạt 72,8% dự toán.", "2024"),
        ("Giao lại 18 tỷ đồng trong 2-3 tháng cho 25 hộ.", "2024-11"),
    ],
)
def test_period_told_in_other_ways(text: str, period: str) -> None:
    assert figure(f"BÁO CÁO\nKết quả công tác tháng 11 năm 2024\n\n{text}", "25").period == period


def test_a_heading_that_names_a_part_of_the_year_gives_it_to_its_section() -> None:
    text = (
        "Báo cáo tình hình quý II năm 2024\n\nA. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\n\nThu 52 tỷ đồng.\n\n"
        "B. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024\n\nThu 64 tỷ đồng."
    )
    assert [figure(text, printed).period for printed in ("52", "64")] == ["2024-H1", "2024-H2"]


@pytest.mark.parametrize(
    ("text", "printed", "period"),
    [
        ("Báo cáo quý III và 9 tháng năm 2026\nTiếp 64 lượt. Lũy kế tiếp 187 lượt.", "187", "2026-M1..M9"),
        ("Báo cáo tháng 9 năm 2026\nTháng 9 thu 12 tỷ đồng, lũy kế 100 tỷ đồng.", "100", "2026-M1..M9"),
        ("Báo cáo tháng 9 năm 2026\nTháng 9 thu 12 tỷ đồng, lũy kế 100 tỷ đồng.", "12", "2026-09"),
        ("Sáu tháng đầu năm đón 42 nghìn lượt khách; dư nợ tăng 7,3% so với 31/12/2025.", "42", "2026-H1"),
    ],
)
def test_what_is_summed_up_begins_in_january_and_a_day_compared_with_is_past(
    text: str, printed: str, period: str
) -> None:
    assert figure(text, printed).period == period


def test_a_year_right_beside_a_figure_is_its_own() -> None:
    text = (
        "Tỷ lệ hộ nghèo giảm từ 5,42% năm 2020 xuống còn 1,87% năm 2025. Giá trị sản xuất năm 2025 đạt 1.486 tỷ đồng, "
        "gấp 1,6 lần so với năm 2020 (929 tỷ đồng)."
    )
    assert [figure(text, printed).period for printed in ("5,42", "1,87", "1.486", "929")] == [
        "2020",
        "2025",
        "2025",
        "2020",
    ]


def test_what_is_done_in_months_beside_an_estimate_of_the_year_is_of_the_months() -> None:
    text = "BÁO CÁO\nThực hiện dự toán ngân sách 9 tháng, ước cả năm 2026\n\nCó 10/16 khoản thu đạt."
    assert document(text).period == "2026-M1..M9"


def test_what_goes_on_with_a_sentence_is_of_its_time() -> None:
    text = (
        "Báo cáo quý III và 9 tháng năm 2026\nTổng sản phẩm trên địa bàn 9 tháng năm 2026 tăng 8,42%. "
        "Trong mức tăng chung, khu vực nông nghiệp tăng 3,35%."
    )
    assert figure(text, "3,35").period == "2026-M1..M9"


def test_a_part_named_by_its_month_is_of_the_month() -> None:
    text = "Báo cáo tháng 10 năm 2026\nTừ đầu năm đến nay xảy ra 52 vụ, trong đó tháng 10 là 07 vụ."
    assert [figure(text, printed).period for printed in ("52", "07")] == ["2026-M1..M10", "2026-10"]


def test_in_the_month_is_the_month_that_a_title_names_beside_the_months_until_then() -> None:
    text = (
        "BÁO CÁO\nTình hình kinh tế - xã hội tháng 10 và 10 tháng năm 2026\n\n"
        "Trong tháng, trồng được 15 ha rừng. Đàn lợn có 412 con. Trong tháng 9 trồng được 21 ha."
    )
    assert [figure(text, printed).period for printed in ("15", "412", "21")] == ["2026-10", "2026-M1..M10", "2026-09"]


def test_petitions_carried_over_are_of_this_period() -> None:
    text = "Báo cáo 9 tháng năm 2026\nTổng số 921 đơn (kỳ trước chuyển sang 38 đơn, tiếp nhận mới 883 đơn)."
    assert [figure(text, printed).period for printed in ("38", "883")] == ["2026-M1..M9"] * 2
