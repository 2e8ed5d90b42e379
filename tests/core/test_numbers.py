"""Numbers in files: both forms, exact, and refused where they may be two."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.core.numbers import BOTH, Form, Trouble, number, readings, roman, settled, written

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("0", "0"),
        ("−12", "-12"),
        ("12,25", "12.25"),
        ("0,50", "0.50"),
    ],
)
def test_a_number_that_tells_its_form(text, value):
    assert number(text, BOTH) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-1.234"])
def test_one_that_does_not_is_ambiguous_until_something_settles_it(text):
    assert number(text, BOTH) is Trouble.AMBIGUOUS
    assert abs(number(text, Form.VIETNAMESE)) in (Decimal("1.234"), 1234, 12345)
    assert number(text, Form.VIETNAMESE) != number(text, Form.ENGLISH)


def test_what_it_may_be_is_shown():
    assert readings("1.234") == ("1234", "1,234")


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "12,34,5", "1.23,4.5", "1e5", "NaN", "९", "=1+1", "1" * 70])
def test_text_is_no_number(text):
    assert number(text, BOTH) is Trouble.NO_NUMBER


def test_the_other_numbers_of_a_column_settle_it():
    assert settled(["1.234", "5", "12,5"]) is Form.VIETNAMESE
    assert settled(["1,234", "2.75"]) is Form.ENGLISH
    assert settled(["1.234", "chữ"]) is BOTH
    assert not settled(["1.234,5", "1,234.5"])


@given(DECIMALS)
def test_what_is_written_is_read_back(value):
    assert number(written(value), Form.VIETNAMESE) == value


@pytest.mark.parametrize(
    ("value", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV")]
)
def test_roman_numbers(value, letters):
    assert roman(value) == letters
