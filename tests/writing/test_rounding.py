"""Numbers as printed: nothing misleads, parts add up, every print is true of the exact value."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.writing.rounding import Whole, common, percent, spelled, style_of

VALUES = st.integers(0, 10**14).map(Fraction)


@pytest.mark.parametrize(
    ("unit", "value", "text", "printed"),
    [
        ("VND", 2_979_300_000_000, "2.979", "tỷ đồng"),
        ("VND", 110_540_000_000, "110,5", "tỷ đồng"),
        ("VND", 786_000_000, "786", "triệu đồng"),
        ("VND", 540_000, "540.000", "đồng"),
        ("m2", 312_294, "31,23", "ha"),
        ("m2", 1_719, "1.719", "m²"),
        ("hộ", 5, "05", "hộ"),
        ("hộ", 0, "0", "hộ"),
        ("%", Fraction("0.004"), "0,004", "%"),
    ],
)
def test_a_quantity_is_printed_in_the_unit_of_its_size(unit: str, value: int, text: str, printed: str) -> None:
    style = style_of(unit, Fraction(value))
    assert (style.text(Fraction(value)), style.unit) == (text, printed)


@given(VALUES, st.sampled_from(["VND", "m2", "tấn", "hộ"]))
def test_a_print_is_true_of_the_value(value: Fraction, unit: str) -> None:
    style = style_of(unit, value)
    assert abs(style.printed(value) - value) <= style.step / 2


@given(st.lists(st.integers(0, 10**13), min_size=2, max_size=8))
def test_parts_add_up_as_printed_and_each_is_true(amounts: list[int]) -> None:
    parts = [Fraction(amount) for amount in amounts]
    total = sum(parts, Fraction(0))
    style = common("VND", [Whole(total, tuple(parts), complete=True)])
    assert sum(map(style.printed, parts)) == style.printed(total)
    assert all(abs(style.printed(part) - part) <= style.step / 2 for part in parts)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("56.05", "56,1"),
        ("100", "100"),
        ("99.97", "99,97"),
        ("100.04", "100,04"),
        ("0.01", "0,01"),
        ("1752.3", "1.752"),
    ],
)
def test_a_percentage_never_rounds_to_nothing_or_to_all(value: str, text: str) -> None:
    assert percent(Fraction(value)) == text


def test_halves_go_up_and_minus_stays() -> None:
    assert spelled(Fraction("2.5"), 0) == "3"
    assert spelled(Fraction("-1.25"), 1) == "-1,3"
    assert spelled(Fraction("-0.01"), 1) == "0"
