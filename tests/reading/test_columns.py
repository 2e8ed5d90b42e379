"""Two things counted side by side, clauses built alike, lists inside lists."""

import pytest
from tests.reading.say import document, stated, stated_of

import tonghop
from tonghop.core.relation import Certainty, Sum


def alarms(text: str) -> list[str]:
    """The messages of errors and warnings."""
    return [finding.message for finding in tonghop.check(document(text)).findings if finding.severity != "note"]


@pytest.mark.parametrize(
    "text",
    [
        "Phát hiện 31 vụ, 45 đối tượng; khởi tố 20 vụ, 27 bị can; xử lý hành chính 8 vụ, 14 đối tượng; "
        "đang điều tra 3 vụ, 4 đối tượng.",
        "Toàn huyện phát hiện 31 vụ, 45 đối tượng. Đã khởi tố 20 vụ, 27 bị can, xử lý hành chính 8 vụ, 14 đối tượng, "
        "đang điều tra 3 vụ, 4 đối tượng.",
    ],
)
def test_what_is_counted_along_with_a_total_and_its_parts_adds_up_too(text: str) -> None:
    assert {Sum("31", ("20", "8", "3")), Sum("45", ("27", "14", "4"))} <= set(stated(text))


def test_people_counted_along_that_do_not_add_up_are_left_alone() -> None:
    text = (
        "Phát hiện 31 vụ, 45 đối tượng; khởi tố 20 vụ, 27 bị can; xử lý hành chính 8 vụ, 14 đối tượng; "
        "đang điều tra 3 vụ, 9 đối tượng."
    )
    assert stated_of(text, Sum) == [Sum("31", ("20", "8", "3"))]
    assert alarms(text) == []


def test_things_counted_along_that_miss_by_a_slip_are_asked_about() -> None:
    text = (
        "Tiếp nhận 900 hồ sơ, thu 1.860.000 đồng, gồm: cấp mới 400 hồ sơ, thu 800.000 đồng; "
        "cấp đổi 500 hồ sơ, thu 1.080.000 đồng."
    )
    assert stated(text)[Sum("1.860.000", ("800.000", "1.080.000"))] is Certainty.PRESUMED


def test_columns_of_clauses_make_up_numbers_stated_before() -> None:
    text = (
        "Toàn tỉnh tiếp nhận 5.230 hồ sơ, có 1.147 hồ sơ trực tuyến.\n\n"
        "Cấp tỉnh tiếp nhận 2.410 hồ sơ, với 702 hồ sơ trực tuyến; cấp huyện tiếp nhận 1.890 hồ sơ, "
        "với 301 hồ sơ trực tuyến; cấp xã tiếp nhận 930 hồ sơ, với 144 hồ sơ trực tuyến."
    )
    assert {Sum("5.230", ("2.410", "1.890", "930")), Sum("1.147", ("702", "301", "144"))} <= set(stated(text))


@pytest.mark.parametrize(
    "text",
    [
        "Có 12 xã. Huyện trồng 5 mô hình; nuôi 7 mô hình.",
        "Có 12 mô hình. Huyện trồng 5 mô hình; nuôi 7 mô hình.",
        "Toàn tỉnh tiếp nhận 5.230 hồ sơ. Cấp tỉnh tiếp nhận 2.410 hồ sơ; cấp huyện tiếp nhận 1.890 hồ sơ.",
    ],
)
def test_columns_that_may_agree_by_chance_or_do_not_are_no_sum(text: str) -> None:
    assert stated_of(text, Sum) == []


def test_the_parts_of_a_part_are_no_parts_of_the_total() -> None:
    text = (
        "Công nhận 41 trường. Trong đó, 18 trường mầm non, gồm 11 trường công lập và 7 trường tư thục; "
        "23 trường tiểu học, gồm 14 trường công lập và 9 trường tư thục."
    )
    assert set(stated_of(text, Sum)) == {Sum("41", ("18", "23")), Sum("18", ("11", "7")), Sum("23", ("14", "9"))}


def test_a_list_within_a_list_in_one_sentence() -> None:
    text = "Có 100 hộ nghèo, gồm 60 hộ vùng cao, trong đó 35 hộ mới và 25 hộ cũ; 40 hộ vùng thấp."
    assert set(stated_of(text, Sum)) == {Sum("100", ("60", "40")), Sum("60", ("35", "25"))}


def test_the_ends_of_a_range_are_no_parts() -> None:
    text = "Số xã đạt 19 tiêu chí: 9 xã; từ 15 - 18 tiêu chí: 4 xã; từ 10 - 14 tiêu chí: 3 xã."
    assert stated_of(text, Sum) == []
