"""Who heads a body, told by its name."""

import pytest

from tonghop.catalog.heads import head_of


@pytest.mark.parametrize(
    ("body", "title", "whole"),
    [
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "Trưởng phòng", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        ("Văn phòng HĐND và UBND", "Chánh Văn phòng", "Chánh Văn phòng HĐND và UBND"),
        ("Trung tâm Phục vụ hành chính công", "Giám đốc", "Giám đốc Trung tâm Phục vụ hành chính công"),
        ("Ban Quản lý dự án", "Giám đốc", "Giám đốc Ban Quản lý dự án"),
        ("Tổ dân phố số 3", "Tổ trưởng", "Tổ trưởng Tổ dân phố số 3"),
        ("Thôn 2", "Trưởng thôn", "Trưởng thôn 2"),
        ("Hợp tác xã Lam Giang", "Thủ trưởng", "Thủ trưởng Hợp tác xã Lam Giang"),
    ],
)
def test_a_body_is_headed_by_whom_its_name_tells(body: str, title: str, whole: str) -> None:
    head = head_of(body)
    assert (head.title, head.whole) == (title, whole)
