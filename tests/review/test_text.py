"""The review in a terminal."""

from dataclasses import replace

from tests.review.sample import DOCUMENT, DONE, MISTAKE, PLANNED, QUESTION, REPORT

from tonghop.core.finding import Finding, Report, Severity
from tonghop.review import text


def test_findings_come_by_severity_with_arithmetic_place_and_suspects():
    shown = text.render(DOCUMENT, REPORT)
    assert shown.index("LỖI (1)") < shown.index(MISTAKE.message) < shown.index("CẦN HỎI LẠI (1)")
    assert shown.index("CẦN HỎI LẠI (1)") < shown.index(QUESTION.message)
    assert MISTAKE.arithmetic in shown
    assert "dòng 14: “Đã tiếp 45 lượt người, gồm 30 lượt người do Chủ tịch tiếp và 12 lượt người" in shown
    assert "45 lượt người → nếu là 42 thì khớp" in shown
    assert "12 lượt người → nếu là 15 thì khớp" in shown


def test_only_the_likeliest_suspects_are_named():
    assert "nếu là 33 thì khớp" not in text.render(DOCUMENT, REPORT)


def test_what_follows_and_what_was_covered_end_the_review():
    shown = text.render(DOCUMENT, REPORT)
    assert "dự toán thu ngân sách năm 2025 (huyện giao): 19,904–20,096 tỷ đồng" in shown
    assert "1 quan hệ khớp, 2 không khớp, 1 chưa đủ dữ kiện" in shown
    assert "9 trong 10 số liệu (90%)" in shown


def test_nothing_found_is_said_so():
    assert "Không phát hiện mâu thuẫn" in text.render(DOCUMENT, Report(outcomes=REPORT.outcomes))
    assert "Không có quan hệ nào" in text.render(DOCUMENT, Report())


def test_the_terminal_gets_the_same_words_in_colour():
    composed = text.compose(DOCUMENT, REPORT)
    assert composed.plain == text.render(DOCUMENT, REPORT)
    assert any("red" in str(span.style) for span in composed.spans)


def test_findings_across_documents_need_no_document():
    assert MISTAKE.message in text.render_cross(REPORT)
    assert text.render_cross(Report()) == ""


def test_figures_of_one_table_row_are_quoted_together():
    finding = Finding("p", "k", Severity.NOTE, (), (DONE.id, PLANNED.id), "Chưa đạt.", "")
    figures = tuple(f._replace(cell="1,2" if f == DONE else f.cell) for f in DOCUMENT.figures)
    shown = text.render(replace(DOCUMENT, figures=figures), Report(findings=(finding,)))
    assert "dòng 17: “Hộ thoát nghèo | 120 | 118”" in shown


def test_a_cell_of_a_workbook_is_named():
    finding = Finding("p", "k", Severity.NOTE, (), (DONE.id,), "Chưa đạt.", "")
    figures = tuple(f._replace(cell="Biểu 1!C2" if f == DONE else None) for f in DOCUMENT.figures)
    assert "ô Biểu 1!C2: “" in text.render(replace(DOCUMENT, figures=figures), Report(findings=(finding,)))
