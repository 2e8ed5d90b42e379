"""Reports from before Unicode: TCVN3, VNI, VISCII and Windows-1258, as files and inside Word and Excel documents."""

import unicodedata
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from tests.loaders.old_letters import encoded
from tests.rendering import saved

from tonghop.catalog.encodings import is_syllable
from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import load

REPORT = """Kết quả 6 tháng đầu năm

Thu ngân sách đạt 1.711 tỷ đồng, bằng 32,4% dự toán; giải ngân vốn đầu tư công 412,5 tỷ đồng.
Đã giải quyết 486/502 hồ sơ của tổ chức và công dân; còn lại 16 hồ sơ đang xử lý, đều trong hạn.

Quỹ vì người nghèo hỗ trợ sửa chữa 14 nhà, mỗi hộ được 40 triệu đồng."""
CAPITALS = (
    "ỦY BAN NHÂN DÂN XÃ HÒA MỸ\n\nỦy ban nhân dân xã báo cáo. Ước cả năm đạt 98% kế hoạch; ở thôn Yên Hạ đạt 100%."
)
ENCODINGS = ("tcvn3", "tcvn5712", "viscii", "vni", "cp1258")
WAYS = {
    "bytes": lambda text: text.encode("latin-1"),
    "taken for Latin-1 and saved as UTF-8": lambda text: text.encode(),
    "taken for Windows-1252 and saved as UTF-8": lambda text: "".join(map(_in_windows, text)).encode(),
}


def _in_windows(character):
    shown = character.encode("latin-1").decode("cp1252", "replace")
    return character if shown == "\ufffd" else shown


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("way", WAYS)
def test_a_text_in_an_old_encoding_reads_like_the_original(encoding, way):
    for text in (REPORT, CAPITALS):
        assert load(WAYS[way](encoded(text, encoding))).text == text


def test_capitals_that_tcvn3_cannot_write_come_back():
    assert encoded("ỦY BAN", "tcvn3").encode("latin-1") == b"\xf1Y BAN"
    assert load(encoded(f"{CAPITALS}\n\n{REPORT}", "tcvn3").encode("latin-1")).text == f"{CAPITALS}\n\n{REPORT}"


def test_quotes_dashes_and_square_metres_among_old_letters_stay():
    text = "Phong trào “Toàn dân đoàn kết” – năm 2024… xây 312,5 m² sân, đạt 94% chỉ tiêu¹; sửa 12 km đường."
    for encoding in ENCODINGS:
        assert load(encoded(text, encoding).encode()).text == text


def test_a_text_partly_in_unicode_is_converted_where_it_is_not():
    text = f"{REPORT}\n\nHà Nam có 12 xã; cá tra 14 tấn.\n\n"
    assert load((text + encoded(REPORT, "tcvn3")).encode()).text == text + REPORT


@pytest.mark.parametrize(
    "text",
    [
        "Hà, bê, cá, tôm: 12 con",
        "Müller và Côte: 3 dự án",
        "São Paulo, Zürich, Genève, Malmö",
        "Đã có 12 hộ; ô tô: 3 chiếc",
    ],
)
def test_unicode_stays_what_it_is(text):
    assert load(text.encode()).text == text


def test_a_file_in_another_language_is_refused():
    with pytest.raises(UnreadableDocument, match="Unicode"):
        load("Straße, Müller, Größe, Ärger, Bürgermeister: 12".encode("latin-1"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(encoding):
    assert load(REPORT.encode(encoding)).text == REPORT


SYLLABLES = st.sampled_from(sorted({word for word in REPORT.replace("\n", " ").split() if is_syllable(word)}))


@given(st.lists(SYLLABLES, min_size=12, max_size=40), st.sampled_from(ENCODINGS), st.sampled_from(sorted(WAYS)))
def test_any_words_survive_the_way_there_and_back(words, encoding, way):
    text = " ".join(["Tổng", "số", "vốn", "đầu", "tư", "được", *words])
    assert load(WAYS[way](encoded(text, encoding))).text.lower() == text.lower()


def test_runs_of_a_word_document_are_converted_by_their_font():
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text, font, encoding in (
        ("ủy ban nhân dân ", ".VnTimeH", "tcvn3"),
        ("phường có ", ".VnTime", "tcvn3"),
        ("1.240 hộ", "VNI-Times", "vni"),
        ("; Hà Nam cá tra", "Times New Roman", None),
    ):
        run = paragraph.add_run(encoded(text, encoding) if encoding else text)
        run.font.name = font
    assert load(saved(document)).text == "ỦY BAN NHÂN DÂN phường có 1.240 hộ; Hà Nam cá tra"


def test_a_mark_may_stand_in_another_run_than_its_letter():
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("Vo", "án ñaàu tö 12 tyû"):
        paragraph.add_run(text).font.name = "VNI-Times"
    assert load(saved(document)).text == "Vốn đầu tư 12 tỷ"


def test_the_font_may_come_from_a_style():
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = ".VnTime"
    style.element.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")
    document.add_paragraph(encoded("Số hộ: 12", "tcvn3"))
    table = document.add_table(2, 2)
    table.cell(1, 0).text = encoded("Trẻ em", "tcvn3")
    table.cell(1, 1).text = "45"
    assert load(saved(document)).text == "Số hộ: 12\n\n\t\nTrẻ em\t45"


def test_text_already_in_unicode_stays_under_an_old_font():
    document = docx.Document()
    document.add_paragraph().add_run("Cá tra đạt 12 tấn").font.name = ".VnTime"
    assert load(saved(document)).text == "Cá tra đạt 12 tấn"


def test_a_word_document_whose_fonts_say_nothing_is_told_by_its_words():
    document = docx.Document()
    for paragraph in REPORT.split("\n\n"):
        document.add_paragraph(encoded(paragraph, "tcvn3").replace("\n", " "))
    assert load(saved(document)).text.split() == REPORT.split()


def test_a_sheet_in_old_fonts():
    workbook = openpyxl.Workbook()
    for row in (("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Số hộ nghèo", 12, 10), ("Tỷ lệ hộ nghèo", 3, 2)):
        workbook.active.append([encoded(cell, "vni") if isinstance(cell, str) else cell for cell in row])
    buffer = BytesIO()
    workbook.save(buffer)
    source = load(buffer.getvalue())
    assert source.text == "Chỉ tiêu\tKế hoạch\tThực hiện\nSố hộ nghèo\t12\t10\nTỷ lệ hộ nghèo\t3\t2"
    assert all(
        source.text[cell.start : cell.end] == unicodedata.normalize("NFC", source.text[cell.start : cell.end])
        for cell in source.tables[0].cells
    )
