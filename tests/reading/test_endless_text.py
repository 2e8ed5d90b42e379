"""Texts without end: nested brackets, lists of thousands, numbers of thousands of digits."""

import pytest
from tests.reading.say import document

from tonghop.core.figure import Role


@pytest.mark.parametrize("piece", ["(5 hộ ", "5%; ", "xã A 5 hộ, ", "- a 5\n", "Đạt 5 tỷ đồng, bằng 52% dự toán. "])
def test_every_number_of_an_endless_text_is_read(piece: str) -> None:
    read = document(piece * 1_500)
    digits = sum(character.isdigit() for character in read.text)
    assert sum(character.isdigit() for figure in read.figures for character in figure.text) == digits


def test_a_number_nobody_can_mean_is_no_measure() -> None:
    (figure,) = document(f"Thu {'9' * 100_000} đồng.").figures
    assert figure.role is Role.OTHER
