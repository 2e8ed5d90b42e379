"""Numbers that name, address or number something and measure nothing."""

import pytest
from tests.reading.say import document, measures

from tonghop.core.figure import Role


def roles(text: str) -> set[Role]:
    return {figure.role for figure in document(text).figures}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Căn cứ Nghị định 158/2007/NĐ-CP về chuyển đổi vị trí công tác", "158/2007/NĐ-CP"),
        ("Thực hiện Chương trình số 05/CTr-UBND của huyện", "05/CTr-UBND"),
        ("Theo Kế hoạch số 172-KH/QU của Quận ủy", "172-KH/QU"),
        ("Ban hành Quyết định số 1245/QĐ-UBND", "1245/QĐ-UBND"),
        ("Theo Nghị quyết số 25/2021/NQ-HĐND của tỉnh", "25/2021/NQ-HĐND"),
    ],
)
def test_document_numbers(text: str, printed: str) -> None:
    (found,) = document(text).figures
    assert (found.text, found.value, found.role) == (printed, printed, Role.DOCUMENT_NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        "Đội tuyển U19 của tỉnh",
        "Mô hình chính quyền địa phương 2 cấp",
        "Khu đất H2-1 và lô CT3",
        "Nút giao Ngã 6",
        "Chợ hoa P.4, Q. 8",
        "Nhà ga S9",
        "Dịch Covid-19",
        "Đường vành đai 2,5",
        "Quốc lộ 32",
        "Tuyến Km 37+800",
        "Xe biển số 74B-002.56",
        "Tiêu chuẩn ISO 9001:2008",
        "Tiêm vắc xin mũi 2",
        "Dịch vụ công mức độ 4",
        "Học sinh lớp 12",
        "Xã Tân Lập 1",
        "Tổ dân phố số 7",
        "Phần mềm eOffice 4.0",
    ],
)
def test_names(text: str) -> None:
    assert roles(text) == {Role.NAME}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kỳ họp thứ 15 của HĐND huyện", Role.ORDINAL),
        ("Giải chạy lần thứ 29", Role.ORDINAL),
        ("Quy định tại Điều 12", Role.ORDINAL),
        ("2.1. Công tác thu ngân sách", Role.ORDINAL),
        ("(1) Về kinh tế", Role.ORDINAL),
        ("Cháy tại ngõ 47", Role.ADDRESS),
        ("Trụ sở tại số nhà 15", Role.ADDRESS),
        ("Quy hoạch chi tiết tỷ lệ 1/500", Role.OTHER),
        ("Đường dây nóng 0987.654.321", Role.OTHER),
        ("Lượt xem: 257", Role.NAME),
        ("Theo báo Tin tức [1]", Role.NAME),
    ],
)
def test_ordinals_addresses_and_the_rest(text: str, role: Role) -> None:
    assert roles(text) == {role}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Phát triển hạ tầng 716 tỷ đồng", "716"),
        ("Trong số 12 dự án", "12"),
        ("Tổng số 450 đơn", "450"),
        ("Đã có 47 ngõ được chiếu sáng", "47"),
        ("Huyện có 05 đề án", "05"),
        ("Quy mô 10 lớp học", "10"),
        ("Cấp hai phường, khối nông thôn 51", "51"),
        ("Hồ sơ nộp trực tuyến 45", "45"),
        ("Biểu diễn tiết mục 12", "12"),
    ],
)
def test_what_only_follows_a_word_like_a_label_is_measured(text: str, printed: str) -> None:
    (found,) = measures(text)
    assert found.text.startswith(printed)


def test_every_run_of_digits_belongs_to_one_figure() -> None:
    text = "Ngày 02/3/2024, theo Công văn số 12/UBND-KT, Đội 3 kiểm tra 15/20 cơ sở tại ngõ 8, phạt 45,5 triệu đồng."
    covered = [position for f in document(text).figures for position in range(f.start, f.end)]
    assert len(covered) == len(set(covered))
    assert {position for position, char in enumerate(text) if char.isdigit()} <= set(covered)


@pytest.mark.parametrize(
    "text", ["Vận động giai đoạn 2 Chương trình nước sạch", "Nghị quyết Hội nghị Trung ương 7 khóa XI"]
)
def test_phases_and_sessions_count_nothing(text: str) -> None:
    assert measures(text) == []
