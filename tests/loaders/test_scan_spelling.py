"""What Tesseract misreads around numbers is put right; everything else stays as it was read."""

import pytest

from tonghop.reading.loaders.pdf.layer import is_picture_only
from tonghop.reading.loaders.pdf.page import Glyph, Page
from tonghop.reading.loaders.scans.spelling import mended, text_of
from tonghop.reading.loaders.scans.tesseract import Character, Words

HEIGHT, WIDTH, SPACE = 30, 18, 12  # pixels


def line(text, gaps=(), wide=()):
    """A line as recognised; `gaps` are spaces of no width, `wide` characters twice as wide, by their offset."""
    words, left = [[]], 0
    for offset, character in enumerate(text):
        if character == " ":
            left += 2 if offset in gaps else SPACE
            words.append([])
            continue
        right = left + WIDTH * (3 if offset in wide else 2) // 2
        words[-1].append(Character(character, left, 0, right - 2, HEIGHT, 99))
        left = right
    return Words(tuple(map(tuple, words)), HEIGHT)


def read(text, **drawn):
    """The text of a line once it is mended."""
    return " ".join(map(text_of, mended(line(text, **drawn)).words))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("năm 2O24", "năm 2024"),
        ("l.234 hộ", "1.234 hộ"),
        ("58.288,5m?", "58.288,5m²"),
        ("71.579 m” và", "71.579 m² và"),
        ("1.284.,5", "1.284,5"),
        ("1.284.5", "1.284,5"),
        ("đạt 12 tý đông", "đạt 12 tỷ đồng"),
        ("5 trieu đồng,", "5 triệu đồng,"),
    ],
)
def test_numbers_and_their_units_are_mended(seen, meant):
    assert read(seen) == meant


@pytest.mark.parametrize(
    "text",
    ["H2O", "I.2 Thu", "(“rộng 20 m”)", "mùa đông 2023", "20 hộ. 345 người", "Điều 1.2", "tý hon", "khu B2", "lo 1"],
)
def test_everything_else_stays(text):
    assert read(text) == text


def test_a_number_torn_at_its_point_is_one_number():
    assert read("đạt 2. 435 hộ", gaps={6}) == "đạt 2.435 hộ"
    assert read("năm 2023. 435 hộ") == "năm 2023. 435 hộ"


def test_a_last_digit_as_wide_as_a_percent_sign_is_one():
    assert read("đạt 1032 dự toán", wide={7}) == "đạt 103% dự toán"
    assert read("Tỷ lệ ()", wide={7}) == "Tỷ lệ (%)"


def page(text, **kind):
    """A page with this text layer."""
    glyphs = [Glyph(letter, 0, 1, 0, 1, 0, 1, False) for letter in text if letter != " "]
    return Page(100, 100, tuple(glyphs), (), **kind)


@pytest.mark.parametrize(
    ("text", "pictured", "recognised"),
    [
        ("Ủy ban nhân dân phường họp " * 20, False, False),
        ("Ủy ban nhân dân phường họp " * 20, True, False),
        ("", True, True),
        ("Ký bởi: UBND", True, True),
        ("Uy ban nhan dan phuong hop " * 20, True, True),
        ("Uy ban nhan dan phuong hop " * 20, False, False),
        ("\ue001\ue002\ue003 ab" * 20, False, True),
    ],
)
def test_a_page_is_recognised_where_its_text_layer_cannot_be_read(text, pictured, recognised):
    assert is_picture_only(page(text, pictured=pictured)) is recognised


def test_a_blank_page_is_not_recognised():
    assert not is_picture_only(page("", pictured=False, drawn=False))
