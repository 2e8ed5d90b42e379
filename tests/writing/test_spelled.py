"""Amounts written out in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.reading.numerals import read_words
from tonghop.writing.spelled import amount, spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_021_000, "một triệu không trăm hai mươi mốt nghìn"),
        (2_000_015, "hai triệu không trăm mười lăm"),
        (10**9, "một tỷ"),
        (1_001 * 10**9, "một nghìn không trăm linh một tỷ"),
        (10**15, "một triệu tỷ"),
        (10**15 + 4, "một triệu tỷ không trăm linh bốn"),
    ],
)
def test_numbers_are_told_as_documents_tell_them(number: int, words: str) -> None:
    assert spelled(number) == words


def test_an_amount_begins_with_a_capital() -> None:
    assert amount(123_400_000) == "Một trăm hai mươi ba triệu bốn trăm nghìn đồng"


@given(st.one_of(st.integers(0, 10**15), st.integers(0, 10**6), st.integers(0, 10**6).map(lambda each: each * 10**9)))
def test_words_read_back_give_the_number(number: int) -> None:
    assert read_words(spelled(number).split()) == number
