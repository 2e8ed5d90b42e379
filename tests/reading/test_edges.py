"""Whether a text begins or ends with one of many phrases is told by their first and last letters and then the whole."""

import pytest

from tonghop.reading.edges import Edges

PHRASES = ("khoảng", "là", "≥", "kế hoạch", "là khoảng")


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_may_open_and_close_any_text(phrase: str) -> None:
    edges = Edges(PHRASES)
    assert edges.closes(phrase)
    assert edges.closes(f"ước tính ({phrase}")
    assert edges.opens(phrase)
    assert edges.opens(f"{phrase}, rồi thôi")


@pytest.mark.parametrize("text", ["", "a", "đạt", "hoà", "khu vực", "quảng", "khoả", "hoạch"])
def test_other_texts_neither_open_nor_close_with_one(text: str) -> None:
    edges = Edges(PHRASES)
    assert not edges.closes(text)
    assert not edges.opens(text)
