"""What a number does in its sentence, and which figure it speaks of."""

import pytest
from tests.reading.say import figure, measures

from tonghop.core.figure import Direction, Role


@pytest.mark.parametrize(
    ("text", "printed", "role"),
    [
        ("Thu ngân sách đạt 56% dự toán.", "56", Role.PERCENT_OF_PLAN),
        ("Giải ngân bằng 50,10% kế hoạch vốn.", "50,10", Role.PERCENT_OF_PLAN),
        ("Đàn lợn đạt 93,45%KH.", "93,45", Role.PERCENT_OF_PLAN),
        ("Thu thuế đạt 90% so với HĐND phường giao.", "90", Role.PERCENT_OF_PLAN),
        ("So với kế hoạch đạt 91,2%.", "91,2", Role.PERCENT_OF_PLAN),
        ("Giá trị sản xuất tăng 12,4% so với cùng kỳ.", "12,4", Role.GROWTH),
        ("Tai nạn giao thông giảm 15% so với năm trước.", "15", Role.DECLINE),
        ("Sản lượng bằng 108,7% so với cùng kỳ năm 2023.", "108,7", Role.INDEX),
        ("Sản lượng bằng 91,5% cùng kỳ năm trước.", "91,5", Role.INDEX),
        ("Sản lượng trong tháng bằng 91,5% tháng trước.", "91,5", Role.INDEX),
        ("Quý III thu 640 tỷ đồng, cao hơn quý II 41 tỷ đồng.", "41", Role.DELTA),
        ("Tỷ lệ tốt nghiệp đạt 98,2%, thấp hơn bình quân cả tỉnh 0,3%.", "0,3", Role.DELTA),
        ("9 tháng mở 18 lớp, đạt 72%; ước cả năm 26 lớp, đạt 104% kế hoạch.", "72", Role.PERCENT_OF_PLAN),
        ("Kết nạp 24 đảng viên, đạt 80% chỉ tiêu Huyện ủy giao (30 đảng viên).", "30", Role.PLAN_VALUE),
        ("Xóa nhà tạm cho 90 hộ nghèo (kế hoạch năm 2026 Thành phố và Phường giao: 92 hộ).", "92", Role.PLAN_VALUE),
        ("Trồng 64 ha rừng (kế hoạch Tỉnh giao 60 ha; xã giao: 62 ha).", "62", Role.PLAN_VALUE),
        ("Thu 40 tỷ đồng, vượt kế hoạch và hơn 8 tỷ đồng là thu nợ.", "8", Role.AMOUNT),
        ("6 tháng, thu 98 tỷ đồng. Cả năm 2024 dự kiến đạt 210 tỷ đồng.", "210", Role.AMOUNT),
        ("6 tháng, thu 98 tỷ đồng. Dự kiến cả năm 2024 thu đạt 210 tỷ đồng.", "210", Role.AMOUNT),
        ("Tốc độ tăng trưởng kinh tế đạt 7,2%.", "7,2", Role.GROWTH),
        ("Doanh thu dịch vụ có tỷ lệ tăng đạt 9,9%.", "9,9", Role.GROWTH),
        ("Tỷ lệ tăng dân số tự nhiên: 1,12%.", "1,12", Role.SHARE),
        ("Thi hành xong đạt tỷ lệ 81,4%, vượt 6,4% so với chỉ tiêu Tổng cục giao.", "6,4", Role.DELTA),
        ("Thi hành xong đạt tỷ lệ 71,4%, còn thiếu 02% so với chỉ tiêu được giao.", "02", Role.DELTA),
        ("Giá trị sản xuất tăng 14,2% (vượt 2% so với nghị quyết).", "2", Role.DELTA),
        ("Kết quả cao hơn cùng kỳ năm 2016 (tăng 2,4% về việc và 8,16% về tiền).", "8,16", Role.GROWTH),
        ("Tổng vốn đăng ký cấp mới và tăng thêm 305,2 triệu USD.", "305,2", Role.AMOUNT),
        ("Vốn đăng ký 80 triệu USD, tăng thêm 12,5 triệu USD so với cùng kỳ.", "12,5", Role.DELTA),
        ("Gieo trồng 607,5/607,5 ha (đạt 98%).", "98", Role.PERCENT_OF_PLAN),
        ("Toàn đảng bộ phấn đấu kết nạp 96 đảng viên.", "96", Role.PLAN_VALUE),
        ("Tỷ lệ hộ nghèo còn 1,25%.", "1,25", Role.SHARE),
        ("Ngành dịch vụ chiếm 45,2%.", "45,2", Role.SHARE),
        ("Chỉ số cải cách hành chính PAR INDEX đạt 87,5%.", "87,5", Role.SCORE),
        ("Huyện xếp thứ 10/30 đơn vị.", "10", Role.RANK),
        ("Nghiệm thu 09/25 dự án.", "09", Role.FRACTION),
        ("Dự toán Tỉnh giao 1.250 tỷ đồng.", "1.250", Role.PLAN_VALUE),
        ("So với dự toán Trung ương giao  là 2.780 tỷ đồng thì thu toàn tỉnh đạt 71%.", "2.780", Role.PLAN_VALUE),
        ("Dự toán thu ngân sách quận giao cho các ban, ngành, địa phương là 845 tỷ đồng.", "845", Role.PLAN_VALUE),
        ("Kế hoạch vốn năm 2024 là 350,5 tỷ đồng.", "350,5", Role.PLAN_VALUE),
        ("Thu bổ sung có mục tiêu 37,25 tỷ đồng cho 09 xã.", "37,25", Role.AMOUNT),
        ("Thu nhập bình quân 62 triệu đồng/người/năm.", "62", Role.RATE),
        ("Tổng mức bán lẻ đạt 10.250 tỷ đồng.", "10.250", Role.AMOUNT),
        ("Trao 150 suất quà, mỗi suất trị giá 500.000 đồng.", "500.000", Role.RATE),
        ("Năng suất lúa đạt 63,2 tạ/ha.", "63,2", Role.RATE),
    ],
)
def test_role(text: str, printed: str, role: Role) -> None:
    assert figure(text, printed).role is role


@pytest.mark.parametrize(
    ("text", "printed", "direction"),
    [
        ("Toàn xã có 12 hộ nghèo, giảm 05 hộ so với đầu năm.", "05", Direction.DOWN),
        ("Có 23 vụ cháy, tăng 03 vụ so với cùng kỳ.", "03", Direction.UP),
        ("Xảy ra 14 vụ, ít hơn 06 vụ so với cùng kỳ.", "06", Direction.DOWN),
        ("Chỉ số đạt 82,4 điểm, tăng 0,64 điểm so với năm trước.", "0,64", Direction.UP),
    ],
)
def test_a_difference_has_a_direction_and_a_figure_it_is_of(text: str, printed: str, direction: Direction) -> None:
    found = figure(text, printed)
    assert (found.role, found.direction, found.of) == (Role.DELTA, direction, measures(text)[0].id)


def test_a_list_inherits_the_verb_of_its_first_difference() -> None:
    text = "So với cùng kỳ năm trước giảm 146 lượt tiếp, 127 lượt người."
    assert [(f.role, f.direction) for f in measures(text)] == [(Role.DELTA, Direction.DOWN)] * 2


def test_a_percentage_in_brackets_repeats_the_difference_before_it() -> None:
    text = "Toàn huyện xảy ra 23 vụ, giảm 05 vụ (17,9%) so với cùng kỳ."
    assert figure(text, "17,9").role is Role.DECLINE
    assert figure(text, "17,9").of == figure(text, "05").of == figure(text, "23").id


@pytest.mark.parametrize(("sign", "role"), [("+", Role.GROWTH), ("-", Role.DECLINE)])
def test_a_signed_percentage_in_brackets_is_a_change(sign: str, role: Role) -> None:
    assert figure(f"Tiếp nhận 150 đơn ({sign}15%).", "15").role is role


def test_a_sibling_takes_over_the_comparison_that_is_left_unsaid() -> None:
    text = "Đàn bò có 2.150 con, đạt 93% kế hoạch, đàn lợn có 8.400 con, đạt 87%."
    assert figure(text, "87").role is Role.PERCENT_OF_PLAN


def test_a_space_left_out_hides_no_figure() -> None:
    (found,) = measures("Sản lượng lương thực bằng107% KH.")
    assert (found.text, found.role) == ("107%", Role.PERCENT_OF_PLAN)


@pytest.mark.parametrize("gap", ["; ", ", "])
def test_names_of_a_list_have_what_its_first_has(gap: str) -> None:
    listed = gap.join(["Đảng bộ Mỹ Lộc được giao chỉ tiêu phát triển 150 đảng viên", "Vụ Bản 110", "Ý Yên 95"])
    found = measures(f"{listed} và Xuân Trường 87.")
    assert [(int(f.value), f.unit, f.role) for f in found] == [
        (number, "đảng viên", Role.PLAN_VALUE) for number in (150, 110, 95, 87)
    ]


def test_a_number_that_ends_a_name_stays_one() -> None:
    assert [f.text for f in measures("Có 12 hộ nghèo ở Cổ Nhuế 1, Cổ Nhuế 2; Xuân Đỉnh.")] == ["12 hộ nghèo"]


def test_both_ends_of_a_range_do_the_same() -> None:
    text = "Tốc độ tăng giá trị sản xuất tăng 7,5 - 8,0% so với cùng kỳ."
    assert [f.role for f in measures(text)] == [Role.GROWTH] * 2


def test_a_percentage_above_the_plan_is_a_change_of_the_plan() -> None:
    text = "Thu đạt 540,1 tỷ đồng, vượt 53,2% so với dự toán."
    found = figure(text, "53,2")
    assert (found.role, found.direction) == (Role.PERCENT_OF_PLAN, Direction.UP)


def test_percentages_qualify_the_amount_of_their_own_clause() -> None:
    text = "Thu thuế đạt 125 tỷ đồng, bằng 52% dự toán; thu phí đạt 14 tỷ đồng, bằng 61% dự toán."
    assert figure(text, "52").of == figure(text, "125").id
    assert figure(text, "61").of == figure(text, "14").id


def test_both_comparisons_of_an_amount_are_of_it() -> None:
    text = "Xuất khẩu đạt 1,25 tỷ USD, tăng 3,4% so với tháng trước và tăng 12,1% so với cùng kỳ."
    assert figure(text, "3,4").of == figure(text, "12,1").of == figure(text, "1,25").id


def test_quantity_and_worth_have_changes_of_their_own() -> None:
    text = "Xuất khẩu gạo 45,6 nghìn tấn, trị giá 28,9 triệu USD (tăng 18,3% về lượng và 25,4% về trị giá)."
    assert figure(text, "18,3").of == figure(text, "45,6").id
    assert figure(text, "25,4").of == figure(text, "28,9").id


def test_number_and_capital_of_projects_have_changes_of_their_own() -> None:
    text = "Thu hút 92 dự án với số vốn 7,2 tỷ USD, tăng 29,5% về số dự án và giảm 2,1% về số vốn so với cùng kỳ."
    assert figure(text, "29,5").of == figure(text, "92").id
    assert figure(text, "2,1").of == figure(text, "7,2").id


def test_a_percentage_with_a_subject_of_its_own_qualifies_nothing() -> None:
    text = "Trồng mới 120 ha rừng; tỷ lệ che phủ rừng toàn huyện tăng 1,2% so với năm trước."
    assert figure(text, "1,2").of is None


def test_a_share_of_what_was_not_told_before_qualifies_nothing() -> None:
    assert figure("Giao quân 345 công dân nhập ngũ; tỷ lệ thất nghiệp là 3,4%.", "3,4").of is None
    text = "Giải quyết 120 hồ sơ; tỷ lệ giải quyết đạt 95,2%."
    assert figure(text, "95,2").of == figure(text, "120").id


def test_what_reached_its_plan_is_no_plan() -> None:
    text = "Đã đạt kế hoạch cả năm: tổng chi ngân sách đạt 353,4 tỷ đồng, bằng 109,9% dự toán."
    assert (figure(text, "353,4").role, figure(text, "109,9").of) == (Role.AMOUNT, figure(text, "353,4").id)


def test_a_share_of_the_next_clause_qualifies_nothing() -> None:
    text = "Thu ngân sách từ 250 tỷ đồng trở lên; tỷ lệ hộ nghèo dưới 1%."
    assert figure(text, "1").of is None


def test_what_was_restated_of_the_year_before_qualifies_nothing_of_this_year() -> None:
    text = "Giải ngân đạt 120 tỷ đồng, bằng 45,5% kế hoạch (cùng kỳ năm 2023 đạt 31,6%)."
    assert (figure(text, "31,6").role, figure(text, "31,6").of) == (Role.PERCENT_OF_PLAN, None)


@pytest.mark.parametrize(
    ("text", "printed", "role"),
    [
        ("GRDP tăng 8,4%, xếp thứ 11 toàn quốc và thứ 3 trong vùng.", "11", Role.RANK),
        ("GRDP tăng 8,4%, xếp thứ 11 toàn quốc và thứ 3 trong vùng.", "3", Role.RANK),
        ("Chỉ số cải cách đứng thứ 5 cả nước.", "5", Role.RANK),
        ("Phường đạt 86 điểm, đứng thứ 2; họp phiên thứ 8.", "8", Role.ORDINAL),
        ("Kiến nghị gửi kỳ họp thứ 8 của Hội đồng.", "8", Role.ORDINAL),
        ("Huấn luyện dân quân năm thứ nhất 18/18 đồng chí.", "18", Role.FRACTION),
        ("Bộ chỉ số 766 đạt 91,26 điểm.", "766", Role.NAME),
        ("Huy động quân đội 846, công an 412.", "846", Role.COUNT),
        ("Tổ chức tại 42 điểm tiếp xúc.", "42", Role.COUNT),
        ("Kiến nghị giảm trừ dự toán 326 triệu đồng.", "326", Role.AMOUNT),
        ("Năng suất 58 tạ/ha, cao hơn vụ trước 1,4 tạ/ha.", "1,4", Role.DELTA),
    ],
)
def test_places_names_and_deductions(text: str, printed: str, role: Role) -> None:
    assert figure(text, printed).role is role


def test_items_below_a_percentage_of_plan_are_rated_alike() -> None:
    text = (
        "Tổng thu ngân sách ước 48 tỷ đồng, đạt 58% dự toán; trong đó:\n"
        "- Thuế ngoài quốc doanh: 18 tỷ đồng, đạt 61%;\n"
        "- Lệ phí trước bạ: 12 tỷ đồng, đạt 57,7%;\n"
    )
    assert [figure(text, printed).role for printed in ("61", "57,7")] == [Role.PERCENT_OF_PLAN] * 2


def test_items_that_are_shares_of_the_total_above_stay_shares() -> None:
    text = "Tổng thu ngân sách ước 48 tỷ đồng, đạt 58% dự toán; trong đó:\n- Thuế: 18 tỷ đồng, đạt 37,5%;\n"
    assert figure(text, "37,5").role is Role.SHARE


@pytest.mark.parametrize(
    ("text", "printed", "role"),
    [
        ("Còn 3.740 hộ nghèo (4,73%), giảm 872 hộ (giảm 1,14%) so với đầu năm.", "1,14", Role.DELTA),
        ("Còn 3.740 hộ nghèo (4,73%), giảm 872 hộ (giảm 18,9%) so với đầu năm.", "18,9", Role.DECLINE),
        ("Có 1.245 doanh nghiệp với vốn 7.630 tỷ đồng, lần lượt tăng 8,4% và 15,7%.", "15,7", Role.GROWTH),
        ("Thu 31 tỷ đồng (108,1%) thuế, 12 tỷ đồng (99,3%) phí.", "99,3", Role.PERCENT_OF_PLAN),
        ("Dân tộc thiểu số 418 người, nữ 12 người.", "418", Role.COUNT),
    ],
)
def test_rates_beside_differences_and_in_rows(text: str, printed: str, role: Role) -> None:
    assert figure(text, printed).role is role
