"""Numbers and dates as a spreadsheet shows them, in Vietnamese writing."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.reading.loaders.number_format import shown_date, shown_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1234567, "#,##0", "1.234.567"),
        (1234.56, "#,##0.0", "1.234,6"),
        (1.005, "0.00", "1,01"),
        (12.5, "0.##", "12,5"),
        (12.0, "0.##", "12"),
        (0.324, "0.0%", "32,4%"),
        (5, "00", "05"),
        (1711, '#,##0 "tỷ đồng"', "1.711 tỷ đồng"),
        (1e9, "#,##0,,", "1.000"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "#,##0", "-5"),
        (-0.001, "0.0", "0,0"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (-3, "0;;", ""),
        (1234.5, "[$-42A]#,##0.00", "1.234,50"),
        (1234.5, "General", "1234,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1 / 3, "General", "0,3333333333"),
        (17_915_980_000, "General", "17915980000"),
        (2, "@", "2"),
        (0.5, "# ?/?", "0,5"),
    ],
)
def test_numbers(value, number_format, shown):
    assert shown_number(value, number_format) == shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (datetime.datetime(2024, 5, 3), "mm-dd-yy", "03/05/2024"),
        (datetime.datetime(2024, 5, 3), "d/m/yyyy", "3/5/2024"),
        (datetime.datetime(2024, 5, 3, 7, 5), "dd/mm/yyyy hh:mm", "03/05/2024 07:05"),
        (datetime.datetime(2024, 5, 3), 'mmmm "năm" yyyy', "Tháng 5 năm 2024"),
        (datetime.time(7, 5), "h:mm", "7:05"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm:ss", "30:05:00"),
    ],
)
def test_dates(value, number_format, shown):
    assert shown_date(value, number_format) == shown


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_two_decimals_survive_exactly(value):
    shown = shown_number(float(value), "#,##0.00")
    assert Decimal(shown.replace(".", "").replace(",", ".")) == value
