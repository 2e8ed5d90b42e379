"""doc, rtf, odt, xls and ods read like the docx and xlsx that they were made of."""

import datetime
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from samples import build
from tests.loaders.old_letters import encoded
from tests.office import needs_libreoffice
from tests.rendering import saved, to_docx

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import libreoffice, load

pytestmark = needs_libreoffice
SAMPLES = Path(build.__file__).parent
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
GOLD = [path for number in ("000", "001", "003") for path in sorted(CORPUS.glob(f"{number}*.txt"))]
TEXT = """Ủy ban nhân dân xã báo cáo: toàn xã có 1.240 hộ, trong đó 86 hộ nghèo, chiếm 6,9%.

Thu ngân sách đạt 412,5 tỷ đồng, bằng 32,4% dự toán; đường liên xã dài 12 km được sửa chữa."""


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_a_report_saved_in_another_format_reads_the_same(saved_as, kind):
    original = (SAMPLES / "bao-cao-6-thang-quan-tay-lam.docx").read_bytes()
    source, other = load(original), load(saved_as(original, kind))
    assert (other.text, other.tables) == (source.text, source.tables)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_form_saved_in_another_format_reads_the_same(saved_as, kind):
    original = (SAMPLES / "bieu-mau-phuong-mai-dinh.xlsx").read_bytes()
    source, other = load(original), load(saved_as(original, kind))
    assert (other.text, other.tables) == (source.text, source.tables)


@pytest.mark.parametrize("path", GOLD or [None], ids=lambda path: path.name[:3] if path else "none")
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_a_real_report_reads_the_same(saved_as, path, kind):
    if path is None:
        pytest.skip("../shared/corpus is not here")
    original = to_docx(path.read_text(encoding="utf-8"))
    expected, read = load(original).text, load(saved_as(original, kind)).text
    assert re.findall(r"\d+", read) == re.findall(r"\d+", expected)
    assert read.split() == expected.split()


@pytest.fixture(scope="module")
def listed():
    """Automatic numbers, bullets, capitals and raised digits that only their format tells, and merged cells."""
    document = docx.Document()
    for text, style in (("Một", "List Number"), ("Hai", "List Number"), ("gạch", "List Bullet"), ("Ba", "List Number")):
        document.add_paragraph(text, style=style)
    paragraph = document.add_paragraph()
    paragraph.add_run("chữ hoa").font.all_caps = True
    paragraph.add_run(" 12 m")
    paragraph.add_run("2").font.superscript = True
    table = document.add_table(3, 3)
    table.style = "Table Grid"
    for row, cells in enumerate((("TT", "Chỉ tiêu", "Năm"), ("1", "Thu", "12"), ("2", "Chi", "9"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("Hết.")
    return saved(document)


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_what_only_the_format_tells_is_told(saved_as, listed, kind):
    read = load(saved_as(listed, kind))
    assert read.text == load(listed).text
    assert read.text.startswith("1. Một\n\n2. Hai\n\n- gạch\n\n3. Ba\n\nCHỮ HOA 12 m²\n\n")
    assert [cell.columns for cell in read.tables[0].cells if cell.row == 0] == [2, 1]


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt", "docx"])
@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni")])
def test_old_fonts_in_old_files(saved_as, kind, font, encoding):
    document = docx.Document()
    for paragraph in TEXT.split("\n\n"):
        document.add_paragraph().add_run(encoded(paragraph, encoding)).font.name = font
    original = saved(document)
    assert load(original if kind == "docx" else saved_as(original, kind)).text == TEXT


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_fonts_in_old_sheets(saved_as, kind):
    book = openpyxl.Workbook()
    book.active.append([encoded(text, "tcvn3") for text in ("Chỉ tiêu", "Địa phương", "Ước")])
    book.active.append([encoded("Số hộ", "tcvn3"), 12, 1240.5])
    for cell in book.active["A1":"C2"][0] + book.active["A1":"C2"][1]:
        cell.font = openpyxl.styles.Font(name=".VnTime")
    book.active["C2"].number_format = "#,##0.0"
    assert load(saved_as(saved(book), kind)).text == "Chỉ tiêu\tĐịa phương\tƯớc\nSố hộ\t12\t1.240,5"


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_sheets_show_what_the_officer_sees(saved_as, kind):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu"
    for row in (
        ("Chỉ tiêu", "Số", "Ẩn"),
        ("Tỷ lệ", 0.32412, 1),
        ("Ngày", None, 2),
        ("Ẩn", 5, 3),
        ("Triệu", 1234567, 4),
    ):
        sheet.append(row)
    sheet["B2"].number_format, sheet["B5"].number_format = "0.0%", "#,##0"
    sheet["B3"] = datetime.date(2026, 5, 3)
    sheet["B3"].number_format = "dd/mm/yyyy"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Kín").append(["bí mật"])
    book["Kín"].sheet_state = "hidden"
    source = load(saved_as(saved(book), kind))
    assert source.text == "Chỉ tiêu\tSố\nTỷ lệ\t32,4%\nNgày\t03/05/2026\nTriệu\t1.234.567"
    assert [cell.reference for cell in source.tables[0].cells][:3] == ["Biểu!A1", "Biểu!B1", "Biểu!A2"]


def test_without_libreoffice_a_sentence_says_what_to_do(saved_as, monkeypatch):
    data = saved_as(to_docx("Có 5 hộ."), "rtf")
    monkeypatch.setattr(libreoffice, "_program", lambda: None)
    with pytest.raises(UnreadableDocument, match="Cài LibreOffice"):
        load(data)


def test_a_conversion_that_takes_too_long_is_ended(saved_as, monkeypatch):
    data = saved_as(to_docx("Có 5 hộ."), "rtf")
    monkeypatch.setattr(libreoffice, "_SECONDS", 0.01)
    with pytest.raises(UnreadableDocument, match="trong thời gian cho phép"):
        load(data)


def test_rich_text_that_is_cut_short_is_read_or_refused(saved_as):
    data = saved_as(to_docx(TEXT), "doc")
    with pytest.raises(UnreadableDocument):
        load(data[: len(data) // 3])
