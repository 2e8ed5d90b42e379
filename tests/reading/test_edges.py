"""The look at the first and last letters of phrases never misses one that stands there."""

import pytest

from tonghop.reading.edges import Edges

PHRASES = ("khoảng", "là", "≥", "kế hoạch")


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_may_open_and_close_any_text(phrase: str) -> None:
    edges = Edges(PHRASES)
    assert edges.may_close(phrase)
    assert edges.may_close(f"ước tính ({phrase}")
    assert edges.may_open(phrase)
    assert edges.may_open(f"{phrase}, rồi thôi")


@pytest.mark.parametrize("text", ["", "a", "đạt", "hoà", "khu vực"])
def test_other_letters_tell_that_none_stands_there(text: str) -> None:
    edges = Edges(PHRASES)
    assert not edges.may_close(text)
    assert not edges.may_open(text)
