"""Totals and their parts in running text, what is left over, and lists that must not be added up."""

import pytest
from tests.reading.say import document, stated, stated_of

import tonghop
from tonghop.core.relation import Certainty, Difference, Share, Sum


def sum_of(equation: str) -> Sum:
    """`45 = 30 + 15` as a relation."""
    total, parts = equation.split(" = ")
    return Sum(total, tuple(parts.split(" + ")))


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        ("Toàn huyện có 41 trường, gồm: 18 trường mầm non, 13 trường tiểu học và 10 trường THCS.", "41 = 18 + 13 + 10"),
        ("Tiếp nhận 640 đơn, bao gồm 380 đơn kỳ trước chuyển sang và 260 đơn mới.", "640 = 380 + 260"),
        ("Thu 126 tỷ đồng, trong đó: thuế 80 tỷ đồng, phí 30 tỷ đồng, thu khác 16 tỷ đồng.", "126 = 80 + 30 + 16"),
        ("Xảy ra 9 vụ (trộm cắp 4 vụ; đánh nhau 3 vụ; đánh bạc 2 vụ).", "9 = 4 + 3 + 2"),
        ("Tạm giữ 1.704 phương tiện (126 ô tô, 1.578 mô tô).", "1.704 = 126 + 1.578"),
        ("Đã giải quyết 9.012 hồ sơ: trước hạn 7.846, đúng hạn 1.155, quá hạn 11 hồ sơ.", "9.012 = 7.846 + 1.155 + 11"),
        ("Giải quyết 11.243 hồ sơ; trong hạn 11.029 hồ sơ, quá hạn 214 hồ sơ.", "11.243 = 11.029 + 214"),
        ("Có 5.494 con gia súc, trong đó 3.015 con trâu, 2.366 con bò, 113 con ngựa.", "5.494 = 3.015 + 2.366 + 113"),
        ("Có 221 đơn (196 khiếu nại, 25 tố cáo).", "221 = 196 + 25"),
        ("Thu 3.000 triệu đồng gồm: thuế 1 tỷ 200 triệu đồng, phí 1.800 triệu đồng.", "3.000 = 1 + 1.800"),
        ("Có 436 đơn, gồm 87 đơn cũ và 349 đơn mới; phân loại: khiếu nại 64 đơn, tố cáo 372 đơn.", "436 = 64 + 372"),
        ("Có 1.742 người, gồm 118 quản lý, 1.405 giáo viên, 219 nhân viên; thiếu 86.", "1.742 = 118 + 1.405 + 219"),
        ("Tiếp nhận 15.420 hồ sơ (kỳ trước chuyển sang 820, tiếp nhận mới 14.600).", "15.420 = 820 + 14.600"),
        ("Giải quyết 12.480/15.420 hồ sơ, gồm đúng hạn 12.310 hồ sơ, quá hạn 170 hồ sơ.", "12.480 = 12.310 + 170"),
        ("Tiếp nhận 45 đơn. Trong đó: khiếu nại 30 đơn, tố cáo 15 đơn.", "45 = 30 + 15"),
    ],
)  # fmt: skip
def test_a_complete_list_is_a_sum(text: str, equation: str) -> None:
    assert stated(text)[sum_of(equation)] is Certainty.DEFINITE


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        ("Xử lý 30 vi phạm, gồm: không phép 02, sai phép 21, sai quy hoạch 03, khác 02.", "30 = 02 + 21 + 03 + 02"),
        ("Tiếp 260 lượt công dân, gồm 124 lượt tại trụ sở và 135 lượt tại xã.", "260 = 124 + 135"),
    ],
)  # fmt: skip
def test_a_complete_list_with_a_slip_is_still_a_sum(text: str, equation: str) -> None:
    assert sum_of(equation) in stated(text)
    assert [f.severity for f in tonghop.check(tonghop.read(text.encode(), name="-")).findings] == ["error"]


def test_percentages_may_stand_between_the_total_and_its_parts() -> None:
    text = "Gieo trồng 830 ha, giảm 0,9% so với cùng kỳ; gồm 710 ha lúa và 120 ha rau màu."
    assert Sum("830", ("710", "120")) in stated(text)


def test_the_total_of_a_fraction_is_what_was_done() -> None:
    text = "Trường đạt chuẩn quốc gia: 41/52 trường, gồm: mức độ 1 có 33 trường, mức độ 2 có 08 trường."
    assert stated_of(text, Sum) == [Sum("41", ("33", "08"))]


def test_two_units_are_two_sums() -> None:
    text = "Khởi tố 22 vụ, 26 bị can, gồm: 16 vụ, 18 bị can về ma túy và 6 vụ, 8 bị can về trộm cắp."
    assert {Sum("22", ("16", "6")), Sum("26", ("18", "8"))} <= set(stated(text))


def test_percentages_are_never_added_up() -> None:
    text = "Tỷ lệ hài lòng đạt 95%, trong đó: y tế 90%, giáo dục 5%."
    assert stated_of(text, Sum) == []


@pytest.mark.parametrize(
    "text",
    [
        "Thu thuế 80 tỷ đồng, thu phí 30 tỷ đồng, thu đất 16 tỷ đồng.",
        "Chưa bao gồm 12 dự án chuyển tiếp; 5 dự án mới và 3 dự án tạm dừng.",
        "Trồng 25 ha rừng và 12 ha cây ăn quả tại 5 xã.",
        "Thu ngân sách 126 tỷ đồng, trong đó thu đất 80 tỷ đồng.",
        "Giải ngân 45,6 tỷ đồng (không bao gồm 12,5 tỷ đồng vốn kéo dài).",
        "Toàn xã có 2.450 hộ, 9.800 nhân khẩu, trong đó 1.250 hộ là đồng bào dân tộc.",
    ],
)
def test_what_states_no_sum(text: str) -> None:
    assert stated_of(text, Sum, Difference) == []


def test_a_list_that_leaves_much_over_is_not_a_sum() -> None:
    text = "Thu ngân sách 126 tỷ đồng, trong đó: thu đất 40 tỷ đồng, thu phí 12 tỷ đồng."
    assert [sum_ for sum_ in stated_of(text, Sum) if isinstance(sum_, Sum) and not sum_.at_most] == []


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("Thụ lý 640 đơn, đã giải quyết 275 đơn, còn lại 365 đơn.", Difference("640", "275", "365")),
        ("Đã hoàn thành 09/25 dự án, còn 16 dự án.", Difference("25", "09", "16")),
        ("Tổng số 436 đơn. Đã giải quyết 372 đơn, còn 64 đơn.", Difference("436", "372", "64")),
    ],
)
def test_what_is_left_over_is_a_difference(text: str, difference: Difference) -> None:
    assert stated(text)[difference] is Certainty.DEFINITE


def test_a_single_part_must_not_exceed_its_total() -> None:
    assert stated("Có 80 đơn, trong đó 126 đơn cũ.") == {Sum("80", ("126",), at_most=True): Certainty.PRESUMED}


def test_parts_beyond_their_total_are_a_sum_at_most() -> None:
    text = "Kinh phí 100 triệu đồng, trong đó: vốn tỉnh 80 triệu đồng, vốn huyện 50 triệu đồng."
    assert Sum("100", ("80", "50"), at_most=True) in stated(text)


def test_people_may_stand_in_several_parts() -> None:
    assert stated_of("Có 100 người, trong đó 80 người là nữ, 50 người là đảng viên.", Sum, Difference) == []


@pytest.mark.parametrize(
    "text",
    [
        "Đã giải quyết 19/33 vụ việc, 14 vụ còn lại đang xác minh.",
        "Đã giải quyết 19/33 vụ việc. 14 vụ việc còn lại đang xác minh.",
        "Tiếp nhận 33 đơn. Qua phân loại, có 19 đơn (12 khiếu nại, 7 tố cáo) đủ điều kiện. Số còn lại 14 đơn.",
        "Thuộc thẩm quyền là 33. Đến nay, đã giải quyết 19/33 vụ. 14 vụ còn lại đang xem xét.",
        "Đã hoàn thành 19/33 công trình; 14 công trình đang thi công.",
    ],
)
def test_the_rest_named_after_its_number(text: str) -> None:
    assert stated_of(text, Difference) == [Difference("33", "19", "14")]


@pytest.mark.parametrize(
    "text",
    [
        "Đã hoàn thành 19/33 công trình; 11 công trình đang thi công.",
        "Đã giải quyết 19/33 vụ việc. 12 vụ việc còn lại đang xác minh.",
        "Đã giải quyết 19/33 vụ việc. 14 công trình còn lại đang thi công.",
    ],
)
def test_a_rest_that_does_not_fit_is_not_taken_for_one(text: str) -> None:
    assert stated_of(text, Difference) == []


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        (
            "Theo dõi 929 ca, trong đó tại bệnh viện (168 ca), tại cơ sở khác (678 ca) và tại nhà (83).",
            "929 = 168 + 678 + 83",
        ),
        ("Có 50 hộ, gồm: xã An (18 hộ, chiếm 36%); xã Bình (32 hộ, chiếm 64%).", "50 = 18 + 32"),
        ("Chi 90 triệu đồng, gồm: hộ nghèo (12 hộ) 36 triệu đồng, cận nghèo (20 hộ) 54 triệu đồng.", "90 = 36 + 54"),
        (
            "Đã giải quyết 22/56 đơn. Kết quả: 4 vụ việc đúng; 17 vụ việc sai; 1 vụ việc đúng một phần.",
            "22 = 4 + 17 + 1",
        ),
        ("Có 12 lượt công dân đến. Qua phân loại, có 8 trường hợp khiếu nại; 4 lượt hướng dẫn.", "12 = 8 + 4"),
    ],
)
def test_parts_in_brackets_of_their_own_or_as_a_result(text: str, equation: str) -> None:
    assert stated_of(text, Sum) == [sum_of(equation)]


@pytest.mark.parametrize(
    "text",
    [
        "Đã giải quyết 22/56 đơn. Kết quả: 4 vụ việc đúng; 9 vụ việc sai.",
        "Có 12 lượt công dân đến. Huyện tổ chức 8 cuộc kiểm tra; 4 cuộc thanh tra.",
    ],
)
def test_a_sentence_after_a_count_that_does_not_split_it(text: str) -> None:
    assert stated_of(text, Sum) == []


def severities(text: str) -> list[str]:
    """The severities of the findings in a text."""
    return [finding.severity for finding in tonghop.check(document(text)).findings]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Tiếp nhận 120 hồ sơ, trong đó 150 hồ sơ trực tuyến.", "warning"),
        ("Có 120 lao động được đào tạo, trong đó có 1.500 lao động nữ.", "warning"),
        ("Có 12 xã, trong đó lũy kế đến nay có 15 xã đạt chuẩn.", "note"),
    ],
)
def test_one_part_beyond_its_total(text: str, severity: str) -> None:
    assert severities(text) == [severity]


@pytest.mark.parametrize(
    "text",
    [
        "Tiếp nhận 120 hồ sơ, trong đó 95 hồ sơ trực tuyến.",
        "Có 120 hộ vay vốn, trong đó 150 lao động nữ.",
        "Tổ chức 12 lớp, trong đó có 350 lượt người tham gia.",
    ],
)
def test_one_part_within_its_total_or_of_another_kind(text: str) -> None:
    assert severities(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Có 286 thôn, trong đó có 274 thôn, có 32 thôn đặc biệt khó khăn.",
        "Đã công nhận lại 3 trường gồm An, Bình, Cát; 15 trường đạt mức 1; 8 trường đạt mức 2.",
    ],
)
def test_classifications_that_overlap_are_not_added_up(text: str) -> None:
    assert severities(text) == []


def test_a_total_that_opens_the_sentence_after_in_all() -> None:
    text = "Trong số 376 đơn, có 277 đơn thuộc thẩm quyền; 71 đơn đã chuyển; 28 đơn không đủ điều kiện."
    assert Sum("376", ("277", "71", "28")) in stated(text)


def test_labels_may_stand_behind_the_numbers() -> None:
    text = "Đang giải quyết 7.172 hồ sơ, có 5.950 hồ sơ chưa đến hạn và 1.222 hồ sơ đã quá hạn."
    assert Sum("7.172", ("5.950", "1.222")) in stated(text)


def test_parts_by_sex_are_of_what_they_make_up_not_of_the_plan_beside_it() -> None:
    text = "Có 820 học viên (kế hoạch năm: 828 học viên), gồm: nam 410 học viên; nữ 410 học viên."
    assert stated_of(text, Sum) == [sum_of("820 = 410 + 410")]


def test_parts_in_a_bracket_are_of_the_number_before_it_even_where_one_is_all_of_it() -> None:
    text = (
        "Tiếp nhận 7.540 hồ sơ; đã giải quyết 7.431 hồ sơ, đạt 98,6% "
        "(trong đó, đúng hạn 7.431 hồ sơ đạt 98,6%, quá hạn 0 hồ sơ chiếm 0%)."
    )
    assert stated_of(text, Sum) == [sum_of("7.431 = 7.431 + 0")]
    assert Share("7.431", "7.540", "98,6") in stated(text)
    assert not tonghop.check(document(text)).findings


def test_two_parts_after_a_colon_are_a_sum_although_one_is_nearly_all() -> None:
    text = "Trồng rừng đạt 412,5 ha: rừng sản xuất 390,2 ha, rừng đặc dụng 22,1 ha."
    assert sum_of("412,5 = 390,2 + 22,1") in stated(text)


def test_a_fraction_typed_behind_a_second_dot_is_added_as_one() -> None:
    text = "Tổng vốn 21.406.5 tỷ đồng, gồm: vốn tỉnh 20.000,5 tỷ đồng; vốn huyện 1.506,2 tỷ đồng."
    (finding,) = tonghop.check(document(text)).findings
    assert finding.arithmetic == "20.000,5 + 1.506,2 = 21.506,7 ≠ 21.406,5 tỷ đồng"


def test_what_a_split_leaves_is_part_of_it_when_it_is_named_later() -> None:
    text = "Đã giải quyết 15.641 hồ sơ, trước hạn 13.529 hồ sơ, đúng hạn 1.958 hồ sơ và còn 154 hồ sơ."
    assert Sum("15.641", ("13.529", "1.958", "154")) in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thụ lý 7.259 việc, trong đó 5.422 việc có điều kiện, đã thi hành xong 4.918 việc.",
        "Tiếp nhận 70 đơn, trong đó 70 đơn đủ điều kiện, 55 đơn khiếu nại, 15 đơn tố cáo.",
    ],
)
def test_parts_of_parts_do_not_go_beyond_the_total(text: str) -> None:
    assert not [item for item in tonghop.check(document(text)).findings if item.severity != "note"]


def test_causes_that_do_not_make_up_what_happened_are_asked_about() -> None:
    text = "Cháy xảy ra 05 vụ; nguyên nhân do thiết bị điện, hàn cắt 03 vụ, do sơ suất 01 vụ, đang điều tra 02 vụ."
    assert stated(text)[Sum("05", ("03", "01", "02"))] is Certainty.PRESUMED


@pytest.mark.parametrize(
    "text",
    [
        "Hiện có 25 đại biểu: nữ 09 đại biểu (36%), trẻ tuổi 07 đại biểu (28%), ngoài Đảng 03 đại biểu (12%).",
        "Kết nạp 2.864 đảng viên, cơ cấu: nữ 1.342, dân tộc thiểu số 418, đoàn viên 1.905, sinh viên 164.",
    ],
)
def test_kinds_of_people_that_overlap_or_leave_others_out_are_no_sum(text: str) -> None:
    assert [relation for relation in stated(text) if isinstance(relation, Sum)] == []


def test_parts_whose_shares_are_those_of_all_are_a_sum_however_they_miss_it() -> None:
    text = "Thiệt hại 393,7 tỷ đồng, gồm: nhà ở 62,8 tỷ đồng, chiếm 16,0%; hạ tầng 330,6 tỷ đồng, chiếm 84,0%."
    assert stated_of(text, Sum) == [Sum("393,7", ("62,8", "330,6"))]


def test_parts_of_which_one_does_not_fit_its_share_are_asked_about() -> None:
    text = "Hiện có 25 đại biểu: nữ 09 đại biểu (36%), nam 15 đại biểu (64%)."
    assert stated_of(text, Sum) or stated_of(text, Share)


def test_ways_of_counting_visits_are_no_parts_of_the_plan_they_go_beyond() -> None:
    text = "Khám 8.946 lượt/8.500 lượt, đạt 105,2%; trong đó khám BHYT 7.812 lượt, người cao tuổi 2.318 lượt."
    assert stated_of(text, Sum) == []
