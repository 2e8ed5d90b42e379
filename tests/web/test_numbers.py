"""How values are printed: exactly what was stated, and computed ones with no more digits than mean something."""

from fractions import Fraction

import pytest

from tonghop.web.numbers import Speech


@pytest.mark.parametrize(
    ("number", "unit", "printed"),
    [
        (Fraction("15566.11"), "hồ sơ", "15.566 hồ sơ"),
        (Fraction("12.346"), "tạ/ha", "12,35 tạ/ha"),
        (Fraction("34170000000"), "VND", "34,17 tỷ đồng"),
        (Fraction("-160.97"), "đơn", "-161 đơn"),
    ],
)
def test_a_computed_value_has_no_more_digits_than_mean_something(number: Fraction, unit: str, printed: str):
    assert Speech("vi").about(number, unit) == printed


def test_a_stated_value_keeps_its_decimals():
    assert Speech("vi").measured(Fraction("15566.1"), "hồ sơ") == "15.566,1 hồ sơ"
