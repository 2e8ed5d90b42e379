"""Files made to hurt: each is read, or refused in a sentence, soon and without following where it leads."""

import string
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from tests.loaders import hostile
from tests.loaders.hostile import paragraph, word
from tests.rendering import saved, to_docx, to_pdf

from tonghop.core.errors import UnreadableDocument
from tonghop.reading import read
from tonghop.reading.loaders import load, zips

INLINE = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Hộ nghèo", 12])
    return saved(book)


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        load(data, name="tệp")
    assert str(caught.value).startswith("tệp: ")
    return caught.value.problem


def secret(tmp_path: Path) -> str:
    path = tmp_path / "bi-mat.txt"
    path.write_text("302 hộ nghèo", "utf-8")
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{path.as_uri()}">]>'


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
@pytest.mark.parametrize(
    "whole", [to_docx("Thu 12 tỷ đồng"), to_pdf("Thu 12 tỷ đồng"), workbook()], ids=["docx", "pdf", "xlsx"]
)
def test_a_truncated_file_is_damaged(whole: bytes, share: float):
    assert "hỏng" in refused(whole[: int(len(whole) * share)]) or share > 0.9


def test_tables_in_tables_are_read_as_deep_as_the_format_is_sound():
    nested = paragraph("12 hộ")
    for _ in range(30):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    assert load(word(nested)).text == "12 hộ"


@pytest.mark.parametrize("depth", [1_000, 100_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")],
)
def test_word_parts_nested_without_end_are_refused(opening: str, closing: str, depth: int):
    assert refused(word(opening * depth + paragraph("12 hộ") + closing * depth))


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<sup>"])
def test_web_pages_nested_without_end_are_refused(opening: str):
    assert "lồng nhau quá sâu" in refused(f"<html><body>{opening * 50_000}12".encode())


def test_entities_that_multiply_are_not_multiplied():
    assert refused(word(paragraph("&a9;"), hostile.laughs()))
    assert refused(hostile.sheet(workbook(), INLINE.format("&a9;"), hostile.laughs()))
    page = f"{hostile.laughs()}<html><body><p>5 hộ &a9;</p></body></html>".encode()
    assert len(load(page).text) < 2_000


def test_no_entity_brings_another_file_in(tmp_path: Path):
    doctype = secret(tmp_path)
    page = f"{doctype.replace(' a ', ' html ')}<html><body><p>5 hộ &x;</p></body></html>".encode()
    for data in (word(paragraph("5 hộ &x;"), doctype), page):
        assert "302" not in load(data).text
    with pytest.raises(UnreadableDocument):
        load(hostile.sheet(workbook(), INLINE.format("5 hộ &x;"), doctype))


def test_a_workbook_follows_no_link_to_another(tmp_path: Path):
    linked = (
        f"<row r='1'><c r='A1'><f>'{tmp_path.as_uri()}/[khac.xlsx]S'!A1</f><v>7</v></c><c r='B1'><v>2</v></c></row>"
    )
    assert load(hostile.sheet(workbook(), linked)).text.split() == ["7", "2"]
    asking = "<row r='1'><c r='A1' t='str'><f>WEBSERVICE(\"http://127.0.0.1:9/\")</f><v>5 hộ</v></c></row>"
    assert load(hostile.sheet(workbook(), asking)).text == "5 hộ"


def test_a_cell_at_the_end_of_the_sheet_makes_no_large_table():
    far = INLINE.replace("A1", "XFD1048576").replace('r="1"', 'r="1048576"').format("5 hộ")
    assert load(hostile.sheet(workbook(), far)).text == "5 hộ"


def test_a_bomb_is_refused_by_what_it_would_unpack(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zips, "_XML_LIMIT", 2**20)
    bomb = word(paragraph("0" * 2**21))
    assert len(bomb) < 2**17
    assert "bất thường" in refused(bomb)


def test_a_bomb_that_lies_about_its_size_is_damaged():
    stream = BytesIO(to_docx("x"))
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", bytes(2**20))
    data = stream.getvalue()
    start = data.rindex(b"PK\x01\x02")
    lying = data[: start + 24] + (10).to_bytes(4, "little") + data[start + 28 :]
    assert load(lying).text == "x"


def names(number: int) -> str:
    """Words in which no two numbers are alike."""
    return " ".join(string.ascii_letters[int(digit) :: 10] for digit in str(number))


def test_a_thousand_pages_are_read():
    pages = [["Bao cao", f"{names(page)} co {page + 5_000} ho.", f"{names(page * 7)} het."] for page in range(1_000)]
    text = load(hostile.pdf(pages)).text
    assert all(f"co {page + 5_000} ho" in text for page in range(1_000))


def read_or_refused(data: bytes) -> str:
    """The text, or the remedy."""
    try:
        return load(data).text
    except UnreadableDocument as error:
        return error.remedy


FONTS = {
    "private": {letter: chr(0xE000 + ord(letter)) for letter in string.ascii_letters + string.digits},
    "shuffled": dict(zip(string.ascii_lowercase, string.ascii_lowercase[::-1], strict=True)),
}


@pytest.mark.parametrize("font", FONTS)
def test_letters_that_the_font_tells_wrongly_are_read_as_a_picture_or_refused(font: str):
    text = read_or_refused(hostile.pdf([["Toan xa co 302 ho ngheo", "Thu ngan sach 12 ty dong"] * 20], FONTS[font]))
    assert "302" in text or text.endswith(".")
    assert "gvlm" not in text
    assert max(text) < "\ue000"


def test_invisible_characters_break_no_number():
    for data in (
        to_docx("Thu \u200b1\u200d2,\ufeff5\u200f tỷ đồng"),
        "<p>Thu 1\u200b2,5\u00ad tỷ đồng</p>".encode(),
        "Thu 1\u200b2,\u20605\u200e tỷ đồng\n".encode(),
    ):
        (figure,) = read(data, name="a").figures
        assert figure.number == 12_500_000_000


def test_overriding_the_direction_of_writing_changes_no_number():
    text = "Thu \u202e12,5\u202c tỷ đồng, chi \u206711,5\u2069 tỷ đồng"
    assert [item.number for item in read(text.encode(), name="a").figures] == [12_500_000_000, 11_500_000_000]


@pytest.mark.parametrize("encodings", [("utf-8", "utf-16-le"), ("utf-8", "latin-1"), ("utf-16", "utf-8")])
def test_mixed_encodings_are_read_or_refused(encodings: tuple[str, str]):
    lines = [
        line.encode(name, "replace") * 20 for line, name in zip(("Có 5 hộ\n", "Có 7 hộ\n"), encodings, strict=True)
    ]
    assert read_or_refused(b"".join(lines))


def test_one_line_without_end_is_read():
    assert len(read(("Thu 12,5 tỷ đồng, " * 2_000).encode(), name="a").figures) == 2_000
