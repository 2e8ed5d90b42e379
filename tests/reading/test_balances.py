"""What exports leave over imports, and the reverse."""

import pytest
from tests.reading.say import figure, stated

from tonghop.core.relation import Certainty, Difference


@pytest.mark.parametrize(
    ("text", "surplus", "certainty"),
    [
        (
            "Kim ngạch xuất khẩu đạt 52 triệu USD, nhập khẩu đạt 44 triệu USD. Cả năm xuất siêu 8 triệu USD.",
            Difference("52", "44", "8"),
            Certainty.DEFINITE,
        ),
        (
            "Xuất khẩu ước đạt 52 triệu USD; nhập khẩu ước đạt 60 triệu USD, nhập siêu 11 triệu USD.",
            Difference("60", "52", "11"),
            Certainty.PRESUMED,
        ),
    ],
)
def test_a_surplus_is_the_difference_of_exports_and_imports(
    text: str, surplus: Difference, certainty: Certainty
) -> None:
    assert stated(text)[surplus] is certainty


def test_a_surplus_of_another_period_is_of_others() -> None:
    text = (
        "Tháng 9/2024, xuất khẩu đạt 52 triệu USD, nhập khẩu đạt 44 triệu USD. Tính chung 9 tháng năm 2024, xuất siêu "
        "71 triệu USD."
    )
    assert not [relation for relation in stated(text) if isinstance(relation, Difference)]


def test_imports_beside_exports_are_imports() -> None:
    text = "Kim ngạch xuất khẩu đạt 52 triệu USD, nhập khẩu đạt 44 triệu USD."
    assert [figure(text, printed).indicator for printed in ("52", "44")] == ["export_value", "import_value"]


def test_exports_that_are_part_of_all_trade_are_exports() -> None:
    text = (
        "Tổng kim ngạch xuất, nhập khẩu đạt 18,4 triệu USD, trong đó xuất khẩu 10,2 triệu USD; nhập khẩu 8,2 triệu "
        "USD, xuất siêu 2,0 triệu USD."
    )
    assert Difference("10,2", "8,2", "2,0") in stated(text)


def test_part_of_the_exports_is_not_the_exports() -> None:
    text = (
        "Kim ngạch xuất khẩu đạt 96 triệu USD, trong đó kinh tế trong nước 30 triệu USD, vốn nước ngoài 66 triệu USD; "
        "kim ngạch nhập khẩu đạt 80 triệu USD. Xuất siêu 16 triệu USD."
    )
    assert stated(text)[Difference("96", "80", "16")] is Certainty.DEFINITE
