"""Invariants of reading and checking on any text at all."""

import unicodedata

import pytest
from fuzz.properties import assert_sound, document_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tonghop

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵĐƠƯÂÊÔĂ"
PUNCTUATION = " .,;:()[]/-–—+=%‰²³¹⁰*_#|\"'“”…\t\n\r\u00a0"
ODD = "\u200b\u200c\u200d\u2060\ufeff\u202e\u202d\u05d0\u0627\u0301\u0323\u0302\u031b٣௧Ⅳ½①🧮\x00\x0c\u2028\u0085"
WORDS = (
    "tỷ đồng", "triệu", "so với cùng kỳ", "tăng", "giảm", "trong đó", "gồm", "dự toán", "đạt", "kế hoạch", "ngày",
    "tháng", "năm", "hộ", "dự án", "Số:", "Điều", "bằng", "còn lại", "mỗi suất", "ĐVT", "STT", "TT", "I.", "- ", "¹",
    "chiếm", "cùng kỳ năm 2024", "ước", "khoảng", "từ", "đến", "%", "m²", "ha", "km", "%)", "(tăng", "¹ Trong đó:",
)  # fmt: skip
CELLS = ("\t", "\n", "12", "1,5", "STT", "Chỉ tiêu", "Thực hiện", "%", "", "đồng")
LONG = ("12,5% ", "a", "1.234 tỷ đồng, ", "(", "trong đó 5 hộ, ", "gồm 1 xã và ", "1/")

texts = st.text(alphabet=LETTERS + "0123456789" + PUNCTUATION + ODD, max_size=300)
numbers = st.from_regex(r"[0-9]{1,7}([.,/:-][0-9]{1,4}){0,4}", fullmatch=True)
sentences = st.lists(st.sampled_from(WORDS) | numbers | st.text(LETTERS, max_size=5), max_size=50).map(" ".join)


def check_invariants(text: str) -> None:
    """Everything that must hold of every text."""
    document = document_of(text)
    assert_sound(document)
    tonghop.check(document)


@given(texts)
@settings(max_examples=150)
@example("")
@example("\u0301 1\u0301,5 tỷ")
@example("\u202e12,5%\u202c")
@example("0,000,0000 và 1,234,5678.9 và 1.234.5678")
@example("1" * 5000)
@example("1.000.000" * 300)
@example("0 0/0 00/00 0,0% 0/0 dự án, đạt 0%")
@example("Tổng 0 đồng, gồm 0 đồng, 0 đồng; tăng 0% so với cùng kỳ (0 đồng)")
def test_any_characters(text: str) -> None:
    check_invariants(text)


@given(sentences)
@settings(max_examples=200)
def test_any_words_and_numbers(text: str) -> None:
    check_invariants(text)


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_unicode(text: str) -> None:
    check_invariants(text)


@given(st.text("0123456789., /%", max_size=400))
@settings(max_examples=100)
def test_only_digits(text: str) -> None:
    check_invariants(text)


@given(
    st.lists(st.sampled_from(("\t", "\n", "12", "1,5", "STT", "Chỉ tiêu", "Thực hiện", "%", "", "đồng")), max_size=80)
)
@settings(max_examples=80)
def test_anything_like_a_table(cells: list[str]) -> None:
    check_invariants("".join(cells))


@pytest.mark.parametrize("unit", LONG)
def test_very_long_lines(unit: str) -> None:
    check_invariants(unit * (3_000 // len(unit)))


@given(sentences)
@settings(max_examples=30)
def test_decomposed_text_reads_like_composed(text: str) -> None:
    composed, decomposed = (
        tonghop.read(unicodedata.normalize(form, f"{text} báo cáo").encode(), name="a.txt") for form in ("NFC", "NFD")
    )
    assert [f.text for f in composed.figures] == [f.text for f in decomposed.figures]
