"""Numbers, periods and roles as an official reads them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.core.figure import Basis, Direction, Hedge, Role
from tonghop.core.finding import Severity
from tonghop.review.wording import Wording

VI, EN = Wording("vi"), Wording("en")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("1711000000000", "VND", "1.711 tỷ đồng"),
        ("553100000000", "VND", "553,1 tỷ đồng"),
        ("49353429202", "VND", "49.353.429.202 đồng"),
        ("500000", "VND", "500.000 đồng"),
        ("0", "VND", "0 đồng"),
        ("65000000", "VND/người/năm", "65 triệu đồng/người/năm"),
        ("32.4", "%", "32,4%"),
        ("58288.5", "m2", "58.288,5 m²"),
        ("12", "lượt người", "12 lượt người"),
        ("-1500", "hộ", "-1.500 hộ"),
    ],
)
def test_a_quantity_is_printed_exactly_in_the_handiest_unit(value, unit, shown):
    assert VI.quantity(Decimal(value), unit) == shown


def test_english_swaps_the_separators():
    assert EN.quantity(Decimal("58288.5"), "m2") == "58,288.5 m²"


@pytest.mark.parametrize(
    ("low", "high", "unit", "shown"),
    [
        ("1710500000000", "1711500000000", "VND", "1.710,5–1.711,5 tỷ đồng"),
        ("5271681415929", "5290571870170", "VND", "5.271,7–5.290,6 tỷ đồng"),
        ("32.35", "32.45", "%", "32,35–32,45%"),
        ("37000000000", None, "VND", "từ 37 tỷ đồng trở lên"),
        (None, "75", "%", "không quá 75%"),
        ("45", "45", "hộ", "45 hộ"),
        (None, None, "hộ", "không xác định"),
    ],
)
def test_an_interval_shows_no_more_decimals_than_its_width_deserves(low, high, unit, shown):
    bounds = (Decimal(bound) if bound else None for bound in (low, high))
    assert VI.interval(*bounds, unit) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**14), max_value=10**14))
def test_a_printed_quantity_is_the_number_itself(number):
    digits, _, unit = VI.quantity(number, "VND").partition(" ")
    scale = {"đồng": 1, "triệu đồng": 10**6, "tỷ đồng": 10**9}[unit]
    assert Decimal(digits.replace(".", "").replace(",", ".")) * scale == number


@pytest.mark.parametrize(
    ("period", "as_of", "shown"),
    [
        ("2024", None, "năm 2024"),
        ("2024-H1", None, "6 tháng đầu năm 2024"),
        ("2024-H2", None, "6 tháng cuối năm 2024"),
        ("2024-Q3", None, "quý III năm 2024"),
        ("2024-05", None, "tháng 5 năm 2024"),
        ("2024-M1..M9", None, "9 tháng đầu năm 2024"),
        ("2024-M3..M5", None, "tháng 3 đến tháng 5 năm 2024"),
        ("2024-M9..M12", None, "4 tháng cuối năm 2024"),
        ("2024-YTD", "2024-05-15", "từ đầu năm đến 15/5/2024"),
        ("2024-YTD", None, "từ đầu năm 2024"),
        ("2024-Tet", None, "dịp Tết năm 2024"),
        ("SY2023-2024", None, "năm học 2023–2024"),
        ("2020..2025", None, "giai đoạn 2020–2025"),
        (None, "2024-02-05", "đến 05/02/2024"),
        ("2023-12-15..2024-06-14", None, "từ 15/12/2023 đến 14/6/2024"),
        ("--04-30", None, "30/4"),
        ("kỳ lạ", None, "kỳ lạ"),
        (None, None, ""),
    ],
)
def test_periods_are_spoken(period, as_of, shown):
    assert VI.period(period, as_of) == shown


@pytest.mark.parametrize("wording", [VI, EN])
def test_every_value_of_the_core_has_words(wording):
    assert all(wording.role(role) for role in Role)
    assert all(wording.severity(severity) for severity in Severity)
    assert all(wording.basis(basis) for basis in Basis)
    assert all(wording.direction(direction) for direction in Direction)
    assert [hedge for hedge in Hedge if not wording.hedge(hedge)] == [Hedge.EXACT]


def test_an_indicator_goes_by_its_name():
    assert VI.indicator("budget_revenue") not in ("", "budget_revenue")
    assert VI.indicator("khong_co") == "khong_co"
