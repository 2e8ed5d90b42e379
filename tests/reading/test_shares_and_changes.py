"""Shares of a whole, fractions, and changes against a base, with what must not be tied together."""

import pytest
from tests.reading.say import document, figure, stated, stated_of

from tonghop.checking import check
from tonghop.core.figure import Direction, Role
from tonghop.core.finding import Severity
from tonghop.core.relation import Change, Fraction, Product, RatioToPlan, Share, Statement

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Giải quyết 126 đơn trong tổng số 150 đơn, đạt tỷ lệ 84%.", Share("126", "150", "84")),
        ("Toàn xã có 200 hộ, trong đó 15 hộ nghèo, chiếm 7,5%.", Share("15", "200", "7,5")),
        ("Có 400 học sinh: giỏi 90 học sinh (22,5%), khá 310 học sinh (77,5%).", Share("90", "400", "22,5")),
        ("Có 400 học sinh: giỏi 90 học sinh (22,5%), khá 310 học sinh (77,5%).", Share("310", "400", "77,5")),
        (
            "Tổng thu 279,5 tỷ đồng. Trong đó, thu nội địa 181,6 tỷ đồng, chiếm 65% tổng thu.",
            Share("181,6", "279,5", "65"),
        ),
        ("Tiếp nhận 6.800 hồ sơ, với 2.530 hồ sơ trực tuyến (37,2%).", Share("2.530", "6.800", "37,2")),
        ("Đã nghiệm thu 14/25 dự án, đạt 56%.", Fraction("14", "25", "56")),
        ("Có 19/19 xã đạt chuẩn.", Fraction("19", "19", None)),
        ("Tiêm phòng 971/876 con, đạt 110,8%.", RatioToPlan("971", "110,8", "876")),
    ],
)
def test_share(text: str, relation: Statement) -> None:
    assert relation in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện có 12 hộ nghèo, chiếm 1,2%.",
        "Trường mầm non là 141 trường (51,8%), trường tiểu học 206 trường (75,2%).",
        "Kiến nghị thu hồi 6,5 tỷ đồng, kiến nghị khác 5,4 tỷ đồng; tỷ lệ che phủ rừng đạt 42%.",
        "Có 120 hộ nghèo (chiếm 2,5% tổng số hộ), 87 hộ cận nghèo (chiếm 1,8%).",
        "Tỷ lệ tiêm mũi 1 đạt 99,9%; mũi 2 đạt 100%.",
        "Thu 125 tỷ đồng, tỷ lệ hộ sử dụng nước sạch đạt 96,5%.",
    ],
)
def test_no_share_where_nothing_fits(text: str) -> None:
    assert stated_of(text, Share) == []


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Xảy ra 23 vụ, giảm 05 vụ so với cùng kỳ (28 vụ).", Change("23", "28", "05", None, DOWN)),
        ("Xảy ra 23 vụ, giảm 05 vụ (17,9%) so với cùng kỳ.", Change("23", None, "05", "17,9", DOWN)),
        ("Cấp 150 giấy phép, bằng 125% cùng kỳ (120 giấy phép).", Change("150", "120", None, "125", None, index=True)),
        ("Cấp 415 giấy phép, bằng 138,3% so với cùng kỳ.", Change("415", None, None, "138,3", None, index=True)),
        ("Có 12 hộ được hỗ trợ (tăng 3 hộ, tương ứng 33,3% so với cùng kỳ).", Change("12", None, "3", "33,3", UP)),
        ("Số vụ giảm từ 31 vụ xuống 29 vụ, giảm 6,5% so với cùng kỳ.", Change("29", "31", None, "6,5", DOWN)),
    ],
)  # fmt: skip
def test_change(text: str, change: Change) -> None:
    assert change in stated(text)


def test_a_sentence_on_the_base_is_not_the_current_figure() -> None:
    text = "Toàn huyện xảy ra 118 vụ. So với cùng kỳ là 131 vụ, giảm 13 vụ (9,9%)."
    assert stated_of(text, Change) == [Change("118", "131", "13", "9,9", DOWN)]


def test_changes_since_two_times_are_two() -> None:
    text = (
        "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2026\n\nQuản lý 90 người, "
        "giảm 15,1% so với thời điểm tháng 12/2025, tăng 50 người (tăng 125%) so với cùng kỳ năm 2025."
    )
    assert set(stated_of(text, Change)) == {
        Change("90", None, None, "15,1", DOWN),
        Change("90", None, "50", "125", UP),
    }


def test_a_list_of_what_changed_may_tell_the_values_itself() -> None:
    text = "Một số chỉ tiêu giảm so với cùng kỳ: số vụ cháy là 60 vụ, giảm 25% so với năm trước; có 90 dự án, giảm 10%."
    assert set(stated_of(text, Change)) == {
        Change("60", None, None, "25", DOWN),
        Change("90", None, None, "10", DOWN),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách 125 tỷ đồng, tăng 4% so với cùng kỳ.",
        "Kinh tế của huyện tăng 7,2%.",
        "Trồng 25 ha rừng; giá trị sản xuất toàn ngành tăng 4% so với cùng kỳ.",
    ],
)
def test_no_change_where_nothing_could_be_wrong(text: str) -> None:
    assert stated_of(text, Change) == []


def test_a_number_of_gifts_times_the_price_of_one() -> None:
    text = "Trao 346 suất quà, mỗi suất trị giá 400.000 đồng, tổng trị giá 138.400.000 đồng."
    assert stated_of(text, Product) == [Product(("346", "400.000"), "138.400.000")]


ACCIDENTS = (
    "Toàn tỉnh xảy ra 1.244 vụ tai nạn, làm chết 563 người và làm bị thương 1.032 người.\n\n"
    "So với cùng kỳ năm 2023 giảm 116 vụ (-8,53%), giảm 83 người chết (-12,85%), tăng 87 người bị thương (+9,21%)."
)


def test_each_difference_and_its_rate_belong_to_what_their_words_name_in_the_paragraph_before() -> None:
    assert stated_of(ACCIDENTS, Change) == [
        Change("1.244", None, "116", "8,53", DOWN),
        Change("563", None, "83", "12,85", DOWN),
        Change("1.032", None, "87", "9,21", UP),
    ]


def test_a_thousands_dot_does_not_end_a_list_of_differences() -> None:
    text = (
        "Cả nước xảy ra 9.318 vụ, làm chết 3.735 người. "
        "So với cùng kỳ giảm 1.454 vụ (-13,5%), giảm 193 người chết (-4,91%)."
    )
    assert figure(text, "193").role is Role.DELTA
    assert Change("3.735", None, "193", "4,91", DOWN) in stated_of(text, Change)


@pytest.mark.parametrize(
    "comparison",
    ["so với tháng 8 năm 2024, tăng", "so với năm 2023 phát hiện nhiều hơn", "So với cùng kỳ, tăng"],
)
def test_whatever_it_is_compared_with_a_difference_finds_its_value(comparison: str) -> None:
    text = f"Công an xã phát hiện 318 vụ vi phạm, {comparison} 15 vụ (4,95%)."
    assert stated_of(text, Change) == [Change("318", None, "15", "4,95", UP)]


def test_two_growths_of_one_value_each_with_its_own_difference() -> None:
    text = (
        "Vốn huy động đạt 41.904 tỷ đồng, tăng 2.960 tỷ đồng (bằng 7,6%) so với đầu năm "
        "và tăng 5.895 tỷ đồng (bằng 16,4%) so với cùng kỳ."
    )
    found = [(change.delta, change.percent) for change in stated_of(text, Change)]
    assert found == [("2.960", "7,6"), ("5.895", "16,4")]


def test_this_year_and_last_in_brackets_behind_their_rate() -> None:
    text = "Tội phạm về trật tự xã hội giảm 5,83% (3.389/3.599 vụ)."
    assert stated_of(text, Change, Fraction) == [Change("3.389", "3.599", None, "5,83", DOWN)]


def test_an_amount_behind_and_is_no_base() -> None:
    text = "Số việc phải thi hành là 54.681 việc, giảm 6.251 việc so với năm 2018 và 23.912 việc chuyển kỳ sau."
    assert all(change.base is None for change in stated_of(text, Change))


def test_a_rate_never_reaches_over_another_subject() -> None:
    text = "Có 160 lao động đi làm việc ở nước ngoài; xã Bãi Ngang giảm 7,08%."
    assert stated_of(text, Change) == []


def test_shares_that_all_fit_one_whole_are_of_it() -> None:
    text = (
        "Quý I, xã tiếp nhận 3.800 hồ sơ, qua mạng 184 hồ sơ của 95 người. "
        "Hồ sơ đất đai 79 hồ sơ (2,08%), hộ tịch 66 hồ sơ (1,74%)."
    )
    assert stated_of(text, Share) == [Share("79", "3.800", "2,08"), Share("66", "3.800", "1,74")]


def test_a_whole_named_in_words_goes_before_a_nearer_one() -> None:
    text = (
        "Vốn đăng ký cấp mới đạt 7,24 tỷ đồng, vốn bổ sung đạt 3,01 tỷ đồng. "
        "Ngành chế biến đạt 7 tỷ đồng; doanh nghiệp A đạt 2,47 tỷ đồng, chiếm 34,1% tổng vốn đăng ký cấp mới."
    )
    assert stated_of(text, Share) == [Share("2,47", "7,24", "34,1")]


def test_a_share_that_fits_nothing_near_is_left_alone() -> None:
    text = "Trong năm có 79 đảng viên nhập ngũ, trong đó đảng viên chính thức 66 người (1,74%), trên 3.000 thanh niên."
    assert not [finding for finding in check(document(text)).findings if finding.severity is Severity.ERROR]


def test_two_counts_beside_a_slash_are_no_fraction() -> None:
    text = "Toàn tỉnh ghi nhận 8.811/2 ca mắc và tử vong."
    assert stated_of(text, Fraction) == []


def test_a_difference_with_its_own_words_is_of_the_earlier_value_that_fits() -> None:
    text = (
        "Quý I, toàn tỉnh phát hiện 66 vụ vi phạm, thiệt hại 8,72 ha rừng. "
        "Số vụ vi phạm giảm 86 vụ so cùng kỳ (giảm 56,6%)."
    )
    assert stated_of(text, Change) == [Change("66", None, "86", "56,6", DOWN)]


def test_a_share_is_of_the_whole_that_the_share_before_it_is_of() -> None:
    text = (
        "Trong tháng, hồ sơ đến hạn giải quyết là 4.169 hồ sơ. Trả đúng hạn 4.157 hồ sơ (đạt 99,71%). "
        "Hồ sơ chậm trả kết quả là 12 hồ sơ (chiếm 0,29%)."
    )
    assert stated_of(text, Share) == [Share("4.157", "4.169", "99,71"), Share("12", "4.169", "0,29")]


def test_an_index_that_is_the_quotient_of_a_pair_compares_the_pair() -> None:
    text = "Đàn bò 971/876 con = 110,8% so với năm trước."
    assert RatioToPlan("971", "110,8", "876") in stated(text)


def test_money_keeps_its_percentages_from_those_it_went_to() -> None:
    text = "Tổng dư nợ 2.799.466 triệu đồng/96.951 hộ vay, tăng 172.946 triệu đồng, tăng trưởng 6,6% so với đầu năm."
    assert stated_of(text, Change) == [Change("2.799.466", None, "172.946", "6,6", UP)]


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("Gieo cấy 607,5/607,5 ha (đạt 100%).", RatioToPlan("607,5", "100", "607,5")),
        ("Thu ngân sách đạt 102% (4,896 tỷ đồng/4,8 tỷ đồng).", RatioToPlan("4,896", "102", "4,8")),
    ],
)
def test_the_rate_beside_a_pair_of_actual_and_plan_is_of_the_plan(text: str, ratio: RatioToPlan) -> None:
    assert stated_of(text, RatioToPlan) == [ratio]


def test_an_index_beside_a_fall_is_computed_from_what_was_before_it() -> None:
    (finding,) = check(document("Tiếp nhận 380 đơn, giảm 20 đơn, bằng 59% so với cùng kỳ.")).findings
    assert "380/(380 + 20) = 95" in finding.arithmetic


@pytest.mark.parametrize("area", ["115 ha", "115/116 ha"])
def test_area_by_yield_is_output(area: str) -> None:
    text = f"Lúa đông xuân {area}, năng suất 62,58 tạ/ha, sản lượng đạt 719,67 tấn."
    assert Product(("115", "62,58"), "719,67") in stated(text)
    assert not check(document(text)).findings


def test_a_yield_ten_times_too_small_is_asked_about() -> None:
    (finding,) = check(document("Gieo trồng 199,8 ha; năng suất 5,9 tạ/ha; sản lượng 1.183 tấn.")).findings
    assert finding.severity is Severity.WARNING
    assert finding.arithmetic == "199,8 ha × 5,9 = 117,882 ≠ 1.183"


def test_output_of_another_area_is_left_alone() -> None:
    assert not stated_of("Gieo trồng 300 ha, năng suất 59 tạ/ha, sản lượng thu hoạch sớm 410 tấn.", Product)


def test_changes_of_several_counts_are_no_changes_of_how_many_they_are() -> None:
    text = (
        "Xảy ra 112 vụ, làm 83 người chết. So với cùng kỳ giảm cả 2 tiêu chí, cụ thể: giảm 12 vụ (9,68%), giảm 04 "
        "người chết (4,6%)."
    )
    assert "2" not in {change.current for change in stated_of(text, Change)}
    assert [finding for finding in check(document(text)).findings if finding.severity is not Severity.NOTE] == []


def test_differences_in_a_row_may_have_their_rates_in_brackets() -> None:
    text = "Xảy ra 112 vụ, làm 83 người chết. So với cùng kỳ tăng 12 vụ (12%), 17 người chết (25,8%)."
    assert [figure(text, printed).role for printed in ("17", "25,8")] == [Role.DELTA, Role.GROWTH]


def test_the_value_at_the_start_of_the_year_in_brackets_is_the_base() -> None:
    text = "Hộ nghèo còn 86 hộ, chiếm 2,31%, giảm 24 hộ so với đầu năm (110 hộ)."
    assert stated_of(text, Change) == [Change("86", "110", "24", None, Direction.DOWN)]


def test_a_highest_rate_is_no_share_of_how_many_are_told_of() -> None:
    text = "Lấy phiếu tín nhiệm 12 người do 25 người bỏ phiếu, tỷ lệ tín nhiệm cao thấp nhất 56%, cao nhất 92%."
    assert stated_of(text, Share) == []


def test_a_share_rounded_so_that_all_make_up_a_hundred_is_no_error() -> None:
    text = "Xảy ra 21 vụ cháy, do điện 12 vụ (57,1%), sơ suất 5 vụ (23,8%), đang điều tra 4 vụ (19,1%)."
    assert [share.percent for share in stated_of(text, Share)] == ["57,1", "23,8"]
    assert [share.percent for share in stated_of(text.replace("19,1", "16,1"), Share)] == ["57,1", "23,8", "16,1"]


def test_the_plan_of_the_year_in_brackets_is_no_earlier_value() -> None:
    text = "Lũy kế xuất khẩu 702,8 triệu USD, tăng 10,6%, đạt 73,2% kế hoạch năm 2026 (960 triệu USD)."
    assert stated_of(text, Change) == []


def test_a_pair_may_leave_out_the_end_of_its_noun() -> None:
    text = "Hiến 418 đơn vị máu/400 đơn vị (104,5%)."
    assert stated_of(text, RatioToPlan) == [RatioToPlan("418", "104,5", "400")]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "Đón 1.246.800 lượt khách, tăng 14,6% so với năm 2024 (1.087.900 lượt).",
            Change("1.246.800", "1.087.900", None, "14,6", UP),
        ),
        (
            "Trang có 86.400 lượt theo dõi, tăng 22,4% so với cuối năm 2025 (70.600 lượt).",
            Change("86.400", "70.600", None, "22,4", UP),
        ),
    ],
)
def test_a_value_in_brackets_behind_the_year_compared_with_is_the_base(text: str, change: Change) -> None:
    assert stated_of(text, Change) == [change]


def test_rates_in_brackets_behind_the_names_of_a_list_are_not_of_how_many_are_named() -> None:
    text = "Có 03/15 chỉ tiêu chưa đạt, gồm: thu ngân sách (đạt 91,4%), số doanh nghiệp mới (đạt 84%)."
    assert stated_of(text, Fraction, Share) == [Fraction("03", "15", None)]


def test_changes_of_what_brackets_name_are_not_of_how_many_are_named() -> None:
    text = "Có 8/11 nhóm hàng tăng giá (giáo dục tăng 1,42%; nhà ở tăng 0,51%), 2 nhóm giảm (giao thông giảm 0,64%)."
    assert stated_of(text, Change) == []


def test_percentages_of_all_parts_that_miss_their_total_are_of_something_else() -> None:
    text = "Cấp nước cho 62.418 hộ (nông thôn 48.206 hộ, đạt 92,1%; đô thị 14.212 hộ, đạt 98,6%)."
    assert stated_of(text, Share) == []
