"""Texts without end: nested brackets, lists of thousands, numbers of thousands of digits."""

from decimal import Decimal

import pytest
from tests.reading.say import document

from tonghop.core.document import Source
from tonghop.core.figure import Role
from tonghop.core.relation import Difference, Fraction
from tonghop.reading.layout import sentences
from tonghop.reading.shadow import shadow


@pytest.mark.parametrize("piece", ["(5 hộ ", "5%; ", "xã A 5 hộ, ", "- a 5\n", "Đạt 5 tỷ đồng, bằng 52% dự toán. "])
def test_every_number_of_an_endless_text_is_read(piece: str) -> None:
    read = document(piece * 1_500)
    digits = sum(character.isdigit() for character in read.text)
    assert sum(character.isdigit() for figure in read.figures for character in figure.text) == digits


def test_a_number_nobody_can_mean_is_no_measure() -> None:
    (figure,) = document(f"Thu {'9' * 100_000} đồng.").figures
    assert figure.role is Role.OTHER


def test_a_sentence_without_end_is_read_in_pieces_that_end_with_a_clause() -> None:
    clause = "xã Bình An có 12/20 thôn đạt chuẩn; "
    text = (clause * 2_000).strip()
    pieces = [
        text[item.start : item.end] for item in sentences(Source("dài.txt", "", "text/plain", text), shadow(text))
    ]
    assert max(map(len, pieces)) < 5_000
    assert all(piece.endswith(";") for piece in pieces)
    assert len([item for item in document(text).relations if isinstance(item.statement, Fraction)]) == 2_000


def test_what_is_left_of_the_last_of_many_quantities_is_tied_to_it() -> None:
    text = "; ".join(["tiếp nhận 40 hồ sơ, giải quyết 31 hồ sơ, còn lại 9 hồ sơ"] * 300)
    assert len([item for item in document(text).relations if isinstance(item.statement, Difference)]) > 250


def test_a_base_of_another_sentence_is_read_without_what_stands_before_it() -> None:
    text = "Cùng kỳ 131 vụ, đồng. So cùng giảm 13 vụ (9,9%)."
    assert [figure.number for figure in document(text).figures] == [131, 13, Decimal("9.9")]
