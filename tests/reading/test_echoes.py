"""One quantity said again in other words."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.relation import SameQuantity


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Phải giải quyết 23 vụ việc. Đã giải quyết 9/23 vụ việc.", ("23", "23")),
        ("Có 12/17 chỉ tiêu vượt kế hoạch, 05/17 chỉ tiêu đạt kế hoạch.", ("17", "17")),
        ("Số vụ việc thuộc thẩm quyền là 40. Đến nay, đã giải quyết 9/40 vụ.", ("40", "40")),
        ("Tiếp nhận 56 đơn khiếu nại. Đã giải quyết 22/56 đơn.", ("56", "56")),
        ("21/26 CHỈ TIÊU ĐẠT KẾ HOẠCH\n\nĐề ra 26 chỉ tiêu. Đến nay có 21 chỉ tiêu đạt.", ("21", "21")),
        (
            "14 xã có 100% số hộ dùng nước sạch\n\nTheo huyện, 14 xã có 100% số hộ dùng nước sạch, trong đó 3 xã mới.",
            ("14", "14"),
        ),
        (
            "Năm 2024, huyện phấn đấu giá trị sản xuất công nghiệp 15.000 tỷ đồng, tăng 8%.\n\n"
            "Năm 2024, huyện đề ra giá trị sản xuất công nghiệp đạt 15.000 tỷ đồng.",
            ("15.000", "15.000"),
        ),
        (
            "6 tháng đầu năm ước cấp giấy chứng nhận đăng ký kinh doanh cho 250 hộ. Công tác cải cách được quan tâm; "
            "quận cấp giấy chứng nhận đăng ký kinh doanh cho 250 hộ.",
            ("250", "250"),
        ),
        ("Huyện An: 67/69 trường đạt chuẩn\n\nHuyện có 67/69 trường đạt chuẩn (97,1%).", ("67", "67")),
        ("Thu phí 12,75 tỷ đồng. Số phí 12,75 tỷ đồng đã nộp ngân sách.", ("12,75", "12,75")),
    ],
)
def test_a_quantity_said_again(text: str, members: tuple[str, ...]) -> None:
    assert SameQuantity(members) in stated(text)


def test_all_places_of_one_quantity_are_one_relation() -> None:
    text = "Đề ra 26 chỉ tiêu. Có 13/26 chỉ tiêu vượt, 10/26 chỉ tiêu đạt, 03/26 chỉ tiêu không đạt."
    assert stated_of(text, SameQuantity) == [SameQuantity(("26", "26", "26", "26"))]


@pytest.mark.parametrize(
    "text",
    [
        "Có 23 thôn. Đã giải quyết 9/23 vụ việc.",
        "Khởi tố 14 vụ. Án giảm 2 vụ. Có 14/20 bị cáo.",
        "Thanh tra tỉnh kết luận 17 cuộc. Thanh tra huyện thực hiện 17 cuộc.",
        "Số xã đạt chuẩn y tế là 12 xã. Số xã đạt chuẩn văn hóa là 12 xã.",
        "Có 7/9 trường đạt chuẩn. Có 7/12 trường có bếp ăn.",
        "Có từ 10 - 14 tiêu chí. Có 14/19 tiêu chí.",
        "Trồng 25 ha rừng. Trồng 25 ha chè.",
    ],
)
def test_equal_numbers_of_other_things_are_not_one(text: str) -> None:
    assert stated_of(text, SameQuantity) == []


def test_a_number_taken_up_again_with_in_all() -> None:
    text = "Xã tiếp nhận 376 đơn của công dân. Có 10 đơn tố cáo. Trong số 376 đơn, xã đã trả lời 120 đơn."
    assert SameQuantity(("376", "376")) in stated(text)
