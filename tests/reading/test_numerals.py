"""Written numbers: separators of both kinds, words, Roman and raised numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.say import document, figure, measures

from tonghop.core.figure import Numeral, Role
from tonghop.reading.numerals import read_digits, read_roman, read_superscript, read_words

wholes = st.integers(0, 10**15)
fractions = st.text("0123456789", min_size=1, max_size=6)


def dotted(whole: int) -> str:
    """12345 as `12.345`."""
    return f"{whole:,}".replace(",", ".")


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [
        ("1577", "1577", "1"),
        ("05", "5", "1"),
        ("1.577", "1577", "1"),
        ("17.250.980.000", "17250980000", "1"),
        ("33.417,5", "33417.5", "0.1"),
        ("21,375", "21.375", "0.001"),
        ("94.27", "94.27", "0.01"),
        ("2.2", "2.2", "0.1"),
        ("0,750", "0.750", "0.001"),
        ("0.750", "0.750", "0.001"),
        ("1,845.5", "1845.5", "0.1"),
        ("1,234,567", "1234567", "1"),
        ("21.406.5", "21406.5", "0.1"),
        ("1.021.406.25", "1021406.25", "0.01"),
        ("1\u00a0577", "1577", "1"),
    ],
)
def test_separators(printed: str, value: str, step: str) -> None:
    written = read_digits(printed)
    assert (written.value, written.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize(("printed", "other"), [("1.577", "1.577"), ("21,375", "21375"), ("1.57", None), ("157", None)])
def test_an_ambiguous_separator_keeps_its_other_reading(printed: str, other: str | None) -> None:
    assert read_digits(printed).other == (Decimal(other) if other else None)


@given(wholes)
def test_whole_numbers_are_read_back(whole: int) -> None:
    assert read_digits(dotted(whole)).value == read_digits(str(whole)).value == whole


@given(wholes, fractions)
def test_vietnamese_decimals_are_read_back(whole: int, fraction: str) -> None:
    written = read_digits(f"{dotted(whole)},{fraction}")
    assert written.value == Decimal(f"{whole}.{fraction}")
    assert written.step == Decimal(10) ** -len(fraction)


@given(st.integers(1000, 10**15), fractions)
def test_english_decimals_are_read_back(whole: int, fraction: str) -> None:
    assert read_digits(f"{whole:,}.{fraction}").value == Decimal(f"{whole}.{fraction}")


@given(wholes, fractions)
def test_a_number_in_a_sentence_is_taken_whole(whole: int, fraction: str) -> None:
    (found,) = measures(f"Sản lượng lương thực đạt {dotted(whole)},{fraction} tấn.")
    assert found.value == Decimal(f"{whole}.{fraction}")
    assert found.text == f"{dotted(whole)},{fraction} tấn"


@given(st.text(alphabet="0123456789¹²%.,/:-–() \n\u00a0aăđTỷộồơ"))
def test_figures_are_slices_of_the_text_and_cover_its_digits(text: str) -> None:
    figures = document(text).figures
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    covered = [place for figure in figures for place in range(figure.start, figure.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, char in enumerate(text) if char in "0123456789"} <= set(covered)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười hai", 12),
        ("hai mươi mốt", 21),
        ("bốn mươi lăm", 45),
        ("ba trăm", 300),
        ("một trăm linh năm", 105),
        ("hai nghìn", 2000),
        ("năm trăm triệu", 500_000_000),
        ("hai nghìn tỷ", 2_000_000_000_000),
        ("hai nghìn không trăm hai mươi tư", 2024),
    ],
)
def test_number_words(words: str, value: int) -> None:
    assert read_words(words.split()) == value


@pytest.mark.parametrize("words", ["hai ba", "mười nhà", "phường"])
def test_words_that_make_no_number(words: str) -> None:
    assert read_words(words.split()) is None


@pytest.mark.parametrize(("printed", "value"), [("IV", 4), ("IX", 9), ("XVIII", 18), ("XL", 40), ("XCII", 92)])
def test_roman_numerals(printed: str, value: int) -> None:
    assert read_roman(printed) == value


@pytest.mark.parametrize(("printed", "value"), [("¹", 1), ("¹²", 12), ("²⁰", 20)])
def test_raised_numerals(printed: str, value: int) -> None:
    assert read_superscript(printed) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Huyện ủng hộ ba trăm triệu đồng cho vùng lũ.", 300_000_000, "VND"),
        ("Hội đồng đã thẩm định mười hai dự án.", 12, "dự án"),
        ("Xã còn hai mươi lăm hộ nghèo.", 25, "hộ nghèo"),
    ],
)
def test_words_that_count_are_figures(text: str, value: int, unit: str) -> None:
    (found,) = measures(text)
    assert (found.value, found.unit, found.numeral) == (value, unit, Numeral.WORD)


@pytest.mark.parametrize(
    "text",
    [
        "Bộ phận một cửa hoạt động ổn định.",
        "Hai bên thống nhất phương án.",
        "Mô hình ba cùng được nhân rộng.",
        "Năm nay thời tiết thuận lợi.",
    ],
)
def test_words_that_count_nothing_are_left_alone(text: str) -> None:
    assert document(text).figures == ()


def test_roman_numerals_name_headings_and_terms() -> None:
    text = "II. KẾT QUẢ\nThực hiện Nghị quyết Đại hội Đảng bộ huyện khóa XVIII."
    assert [(f.text, f.value, f.role) for f in document(text).figures] == [
        ("II", 2, Role.ORDINAL),
        ("XVIII", 18, Role.ORDINAL),
    ]


def test_the_arithmetic_settles_nothing_the_print_makes_clear() -> None:
    text = "Thu phí đạt 94.27% kế hoạch, thu lệ phí đạt 94,27% kế hoạch."
    assert figure(text, "94.27").value == figure(text, "94,27").value == Decimal("94.27")
