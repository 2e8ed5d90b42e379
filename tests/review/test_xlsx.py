"""Workbooks: notes in the officer's own, and a fresh one of proper tables."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from tests.review.sample import DOCUMENT, MISTAKE, QUESTION, REPORT, REVENUE, VISITS

from tonghop.core.finding import Finding, Inference, Report, Severity
from tonghop.review import xlsx


def workbook() -> bytes:
    """An officer's workbook with a chart, a second sheet and a note of their own."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Biểu 1"
    first["A1"], first["B5"], first["C5"] = "Chỉ tiêu", 45, 12.5
    first["C5"].comment = Comment("Đã đối chiếu với kho bạc.", "Kế toán")
    chart = BarChart()
    chart.add_data(Reference(first, min_col=2, min_row=5, max_row=5))
    first.add_chart(chart, "E5")
    book.create_sheet("Biểu 2!")["A2"] = 7
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def placed(**cells: str) -> object:
    """The sample document with some of its figures in cells."""
    return replace(DOCUMENT, figures=tuple(f._replace(cell=cells.get(f.id, f.cell)) for f in DOCUMENT.figures))


DOCUMENT_IN_CELLS = placed(**{VISITS.id: "Biểu 2!!A2", REVENUE.id: "Biểu 1!C5"})


def test_each_finding_is_a_note_in_its_cell():
    book = openpyxl.load_workbook(BytesIO(xlsx.annotate(workbook(), DOCUMENT_IN_CELLS, REPORT)))
    note = book["Biểu 2!"]["A2"].comment.text
    assert note.startswith(f"Lỗi 1. {MISTAKE.message}")
    assert MISTAKE.arithmetic in note
    assert "nếu là 42 thì khớp" in note


def test_a_note_of_the_officer_is_kept_above_ours():
    book = openpyxl.load_workbook(BytesIO(xlsx.annotate(workbook(), DOCUMENT_IN_CELLS, REPORT)))
    note = book["Biểu 1"]["C5"].comment
    assert note.text.startswith("Đã đối chiếu với kho bạc.")
    assert QUESTION.message in note.text
    assert note.author == "Kế toán"


def test_everything_else_of_the_workbook_stays_as_it_is():
    data = xlsx.annotate(workbook(), DOCUMENT_IN_CELLS, REPORT)
    original, annotated = ZipFile(BytesIO(workbook())), ZipFile(BytesIO(data))
    assert set(original.namelist()) <= set(annotated.namelist())
    for name in ("xl/charts/chart1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/drawings/drawing1.xml"):
        assert annotated.read(name) == original.read(name)
    assert openpyxl.load_workbook(BytesIO(data))["Biểu 1"]["C5"].value == 12.5


def test_a_finding_without_a_cell_stands_in_the_first_one():
    book = openpyxl.load_workbook(BytesIO(xlsx.annotate(workbook(), DOCUMENT, REPORT)))
    assert MISTAKE.message in book["Biểu 1"]["A1"].comment.text


def test_without_findings_no_note_is_added():
    book = openpyxl.load_workbook(BytesIO(xlsx.annotate(workbook(), DOCUMENT_IN_CELLS, Report())))
    assert book["Biểu 2!"]["A2"].comment is None


@pytest.fixture
def fresh() -> openpyxl.Workbook:
    """The workbook made of the sample."""
    return openpyxl.load_workbook(BytesIO(xlsx.render(DOCUMENT, REPORT)))


def test_a_fresh_workbook_has_four_sheets_that_are_proper_tables(fresh):
    assert fresh.sheetnames == ["Phát hiện", "Số liệu", "Quan hệ", "Suy ra"]
    for sheet in fresh:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width >= 6 for cell in sheet[1])
        assert all(cell.alignment.wrap_text for row in sheet for cell in row)
    assert [sheet.max_row for sheet in fresh] == [3, 11, 5, 2]


def test_exact_numbers_are_numbers(fresh):
    row = next(row for row in fresh["Số liệu"].iter_rows(values_only=True) if row[1] == REVENUE.text)
    assert row[2:5] == (12_500_000_000, 12_450_000_000, 12_550_000_000)
    low = fresh["Suy ra"]["B2"]
    assert low.value == pytest.approx(19904076738.609)
    assert low.number_format == "#,##0.000"


def test_a_number_too_long_for_excel_stays_text():
    inference = Inference("kế hoạch", Decimal("12345678901234567.25"), None, "VND", ())
    book = openpyxl.load_workbook(BytesIO(xlsx.render(DOCUMENT, Report(inferences=(inference,)))))
    assert book["Suy ra"]["B2"].value == "12345678901234567.25"
    assert book["Suy ra"]["C2"].value is None


def test_text_is_never_a_formula():
    finding = Finding("p", "k", Severity.NOTE, (), (VISITS.id,), '=HYPERLINK("x")\x00', "=1+1")
    book = openpyxl.load_workbook(BytesIO(xlsx.render(DOCUMENT, Report(findings=(finding,)))))
    assert [book["Phát hiện"][cell].data_type for cell in ("C2", "D2")] == ["s", "s"]
