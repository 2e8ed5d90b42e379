"""Identities of the catalog: what a text does not say, and an auditor adds up all the same."""

import json
from decimal import Decimal

import pytest

import tonghop
from tonghop.core.contract import document_to_dict
from tonghop.core.finding import Finding, Report
from tonghop.core.relation import CATALOG, Sum
from tonghop.review import html

HEAD = "ỦY BAN NHÂN DÂN HUYỆN SUỐI MÂY\nBÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024\n\n"
RECEIVED = "Tổng số đơn thư tiếp nhận là 245 đơn.\n"
FEWER = "Số đơn thư tiếp nhận là 85 đơn.\nĐến nay đã giải quyết xong 63 đơn. Số đơn đang giải quyết là 22 đơn."


def checked(text: str) -> Report:
    """The report on a half-year report that says this."""
    return tonghop.check(tonghop.read((HEAD + text).encode()))


def only(text: str) -> Finding:
    (finding,) = checked(text).findings
    return finding


def test_parts_in_another_sentence_that_make_up_the_total() -> None:
    report = checked(FEWER)
    (relation,) = report.derived
    assert (relation.source, relation.certainty) == (CATALOG, "presumed")
    (outcome,) = (item for item in report.outcomes if item.relation == relation.id)
    assert (outcome.verdict, outcome.arithmetic) == ("holds", "63 + 22 = 85")
    assert report.findings == ()


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        (
            RECEIVED + "Đến nay đã giải quyết xong 203 đơn. Số đơn đang giải quyết là 52 đơn.",
            "203 + 52 = 255 ≠ 245",
        ),
        (
            "Tiếp nhận 245 đơn. Đơn khiếu nại có 31 đơn.\nĐơn tố cáo có 18 đơn. Đơn kiến nghị, phản ánh có 206 đơn.",
            "31 + 18 + 206 = 255 ≠ 245",
        ),
        (
            "Tổng kim ngạch xuất nhập khẩu đạt 845 triệu USD.\n"
            "Kim ngạch xuất khẩu đạt 512 triệu USD. Kim ngạch nhập khẩu đạt 383 triệu USD.",
            "512 + 383 = 895 ≠ 845 triệu USD",
        ),
        (
            "Tổng chi ngân sách địa phương đạt 845 tỷ đồng.\n"
            "Chi đầu tư phát triển đạt 312 tỷ đồng. Chi thường xuyên đạt 573 tỷ đồng.",
            "312 + 573 = 885 > 845 tỷ đồng",
        ),
    ],
)
def test_one_wrong_digit_too_much_is_a_warning(text: str, arithmetic: str) -> None:
    finding = only(text)
    assert (finding.severity, finding.arithmetic) == ("warning", arithmetic)
    assert "theo danh mục chỉ tiêu" in finding.message
    assert finding.culprits[0].weight < 2


def test_parts_that_fall_a_little_short_are_a_note() -> None:
    """Some letters may have been withdrawn: a class that nobody mentions."""
    finding = only(RECEIVED + "Đến nay đã giải quyết xong 203 đơn. Số đơn đang giải quyết là 32 đơn.")
    assert (finding.kind, finding.severity) == ("sum-mismatch", "note")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            RECEIVED + "Đơn kỳ trước chuyển sang là 20 đơn. Đã giải quyết xong 203 đơn. Đang giải quyết 62 đơn.",
            id="whether the total includes what was carried over",
        ),
        pytest.param(
            RECEIVED + "Tại xã Đồng Chum: đã giải quyết xong 213 đơn, số đơn đang giải quyết là 42 đơn.",
            id="another place",
        ),
        pytest.param(
            RECEIVED + "Đến nay đã giải quyết xong trên 210 đơn. Số đơn đang giải quyết là 52 đơn.",
            id="a hedge",
        ),
        pytest.param(
            RECEIVED + "Riêng tháng 6 năm 2024 đã giải quyết xong 213 đơn; trong năm 2023 đang giải quyết 42 đơn.",
            id="other periods",
        ),
        pytest.param(
            RECEIVED + "Tổng số đơn thư tiếp nhận thuộc thẩm quyền là 190 đơn. "
            "Đến nay đã giải quyết xong 203 đơn. Số đơn đang giải quyết là 52 đơn.",
            id="a total stated with two values",
        ),
        pytest.param(
            "Lượng khách du lịch ước đạt 1.215.300 lượt. Khách du lịch quốc tế đạt 43.200 lượt.\n"
            "Khách du lịch nội địa đạt 1.172.200 lượt.",
            id="an estimate beside what was done",
        ),
        pytest.param(
            RECEIVED + "Đến nay đã giải quyết xong 13 đơn. Số đơn đang giải quyết là 4 đơn.",
            id="parts far from the total",
        ),
        pytest.param(
            RECEIVED + "Văn hóa, thể thao phát triển.\nGiáo dục được quan tâm.\nY tế được củng cố.\n"
            "Đã giải quyết xong 203 đơn. Số đơn đang giải quyết là 52 đơn.",
            id="another section",
        ),
    ],
)
def test_silent_where_the_scopes_are_in_doubt(text: str) -> None:
    report = checked(text)
    assert report.derived == ()
    assert report.findings == ()


def test_what_the_text_ties_itself_is_not_tested_twice() -> None:
    report = checked("Tiếp nhận 245 đơn, gồm: 31 đơn khiếu nại, 18 đơn tố cáo và 206 đơn kiến nghị, phản ánh.")
    assert report.derived == ()
    assert [(item.kind, item.severity) for item in report.findings] == [("sum-mismatch", "error")]


def test_the_one_unstated_part_is_inferred() -> None:
    (inference,) = checked(RECEIVED + "Đến nay đã giải quyết xong 203 đơn.").inferences
    assert inference.quantity == "đơn đang giải quyết 6 tháng đầu năm 2024 (theo danh mục chỉ tiêu)"
    assert (inference.low, inference.high, inference.unit) == (42, 42, "đơn")
    assert len(inference.sources) == 2


def test_an_unstated_total_has_the_bounds_of_its_parts() -> None:
    text = "Kim ngạch xuất khẩu đạt 512 triệu USD.\nKim ngạch nhập khẩu đạt 333,5 triệu USD."
    (inference,) = checked(text).inferences
    assert (inference.low, inference.high) == (Decimal(844_950_000), Decimal(846_050_000))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(RECEIVED + "Đã giải quyết xong 203 đơn. Còn lại 42 đơn.", id="printed, though not by that name"),
        pytest.param(RECEIVED + "Đơn kỳ trước chuyển sang là 20 đơn.", id="whether the total includes them"),
        pytest.param(RECEIVED + "Tại xã Đồng Chum đã giải quyết xong 13 đơn.", id="another place"),
    ],
)
def test_nothing_is_inferred_where_it_is_printed_or_in_doubt(text: str) -> None:
    assert checked(text).inferences == ()


def test_reading_asserts_nothing_of_the_catalog_and_checking_names_what_it_added() -> None:
    document = tonghop.read((HEAD + FEWER).encode())
    answer = json.loads(json.dumps(document_to_dict(document, tonghop.check(document))))
    assert [item["source"] for item in answer["relations"] if item["source"] == CATALOG] == []
    (derived,) = answer["derived"]
    assert (derived["type"], derived["source"], derived["outcome"]) == ("sum", "catalog", "holds")


def test_the_review_tells_where_the_relation_comes_from() -> None:
    document = tonghop.read((HEAD + FEWER).encode())
    page = html.render(document, tonghop.check(document))
    assert "theo danh mục chỉ tiêu: đơn thư tiếp nhận" in page
    assert isinstance(tonghop.check(document).derived[0].statement, Sum)
