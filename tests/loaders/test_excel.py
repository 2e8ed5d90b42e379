"""Spreadsheets: each visible sheet as shown."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
from tests.rendering import saved

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import load


@pytest.fixture
def book():
    """A form: title, unit, a header in two merged rows, two rows of figures, a signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    for row in (
        ["BIỂU TỔNG HỢP"],
        ["ĐVT: triệu đồng"],
        [],
        ["TT", "Chỉ tiêu", "Năm 2024", None],
        [None, None, "Kế hoạch", "So với KH"],
        [1, "Thu ngân sách", 12500.4, 0.3241],
        [2, "Trong đó: phí", None, 0],
        ["Người lập biểu"],
    ):
        sheet.append(row)
    for area in ("A1:D1", "A4:A5", "B4:B5", "C4:D4"):
        sheet.merge_cells(area)
    sheet["C6"].number_format, sheet["D6"].number_format, sheet["D7"].number_format = "#,##0", "0.0%", "0.0%"
    return book


def test_a_sheet_is_shown_with_its_number_formats_and_merged_header(book):
    source = load(saved(book))
    assert source.text.split("\n") == [
        "BIỂU TỔNG HỢP",
        "",
        "ĐVT: triệu đồng",
        "",
        "TT\tChỉ tiêu\tNăm 2024\t",
        "\t\tKế hoạch\tSo với KH",
        "1\tThu ngân sách\t12.500\t32,4%",
        "2\tTrong đó: phí\t\t0,0%",
        "",
        "Người lập biểu",
    ]
    (table,) = source.tables
    cells = {cell.reference: cell for cell in table.cells}
    assert table.name == "Biểu 1"
    assert source.text[cells["Biểu 1!C6"].start : cells["Biểu 1!C6"].end] == "12.500"
    assert (cells["Biểu 1!C4"].columns, cells["Biểu 1!A4"].rows) == (2, 2)
    assert "Biểu 1!C7" not in cells


def test_hidden_sheets_rows_and_columns_are_left_out(book):
    book.create_sheet("Ẩn").append(["bí mật"])
    book["Ẩn"].sheet_state = "hidden"
    book["Biểu 1"].row_dimensions[7].hidden = True
    book["Biểu 1"].column_dimensions["D"].hidden = True
    text = load(saved(book)).text
    assert "bí mật" not in text
    assert "phí" not in text
    assert "32,4%" not in text
    assert "Kế hoạch" in text


def test_several_sheets_are_several_tables(book):
    other = book.create_sheet("Biểu 2")
    other.append(["Chỉ tiêu", "Số lượng"])
    other.append(["Hộ nghèo", 86])
    source = load(saved(book))
    assert [table.name for table in source.tables] == ["Biểu 1", "Biểu 2"]
    assert source.text.endswith("\n\nChỉ tiêu\tSố lượng\nHộ nghèo\t86")


def test_a_lone_cell_far_away_does_not_blow_up_the_table(book):
    book["Biểu 1"]["XFD1048576"] = "xa"
    assert load(saved(book)).text.endswith("Người lập biểu\n\nxa")


def test_a_sheet_without_a_table_is_paragraphs():
    book = openpyxl.Workbook()
    book.active.append(["Ghi chú"])
    book.active.append(["Thu 12 tỷ đồng"])
    source = load(saved(book))
    assert (source.text, source.tables) == ("Ghi chú\n\nThu 12 tỷ đồng", ())


def with_parts(book, pattern, replacement):
    """The saved workbook with `pattern` replaced in every part."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(book))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(pattern, replacement, old.read(name)))
    return stream.getvalue()


def test_a_formula_shows_the_value_last_computed(book):
    book["Biểu 1"]["C7"] = "=C6*2"
    book["Biểu 1"]["C7"].number_format = "#,##0.0"
    data = with_parts(book, rb"<f>C6\*2</f><v ?/?>(</v>)?", b"<f>C6*2</f><v>25000.8</v>")
    assert "Trong đó: phí\t25.000,8\t0,0%" in load(data).text


def test_a_formula_never_computed_is_refused_with_its_cell(book):
    book["Biểu 1"]["C7"] = "=C6*2"
    with pytest.raises(UnreadableDocument, match=r"^thu.xlsx: Biểu 1!C7: Ô có công thức .* tính lại rồi lưu\.$"):
        load(saved(book), name="thu.xlsx")


def test_a_formula_never_computed_is_found_in_cells_that_do_not_name_their_place(book):
    book["Biểu 1"]["C7"] = "=C6*2"
    data = with_parts(book, rb'<(c|row) r="[A-Z]*\d+"', rb"<\1")
    assert b'r="C7"' not in zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    with pytest.raises(UnreadableDocument, match="Ô có công thức"):
        load(data, name="thu.xlsx")


def test_a_formula_that_gives_empty_text_or_is_hidden_is_no_obstacle(book):
    book["Biểu 1"]["C7"] = '=""'
    book["Biểu 1"]["D8"] = "=C6"
    book["Biểu 1"].row_dimensions[8].hidden = True
    data = with_parts(book, rb'<c r="C7"([^>]*)><f>""</f><v ?/?>(</v>)?', rb'<c r="C7"\1 t="str"><f>""</f><v></v>')
    assert "Trong đó: phí\t\t0,0%" in load(data).text


def test_a_merge_of_the_whole_sheet_is_refused_before_it_is_opened(book):
    with pytest.raises(UnreadableDocument, match="Biểu 1: Trang tính có vùng ô gộp quá lớn"):
        load(with_parts(book, b'ref="A1:D1"', b'ref="A1:XFD1048576"'))
