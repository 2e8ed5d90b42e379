"""Comments in Word files: at the right words, and nothing else changed."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from tests.rendering import to_docx
from tests.review.sample import DOCUMENT, MARKET, MISTAKE, QUESTION, REPORT, REVENUE, TEXT, VISITS, reread

from tonghop.core.document import Document
from tonghop.core.finding import Finding, Report, Severity
from tonghop.reading.loaders import load
from tonghop.review import docx as review


def saved(package: object) -> bytes:
    """The bytes of a python-docx document."""
    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()


def read(data: bytes) -> Document:
    """The sample's figures in the text that our loader reads from a file."""
    source = load(data)
    return reread(source.text, source.tables, media_type=source.media_type)


def commented(data: bytes) -> dict[str, str]:
    """First line of each comment → the words it spans."""
    package = docx.Document(BytesIO(data))
    titles = {str(comment.comment_id): comment.text.split("\n")[0] for comment in package.comments}
    opened: dict[str, str] = {}
    spans: dict[str, str] = {}
    for element in package.element.body.iter():
        number = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart"):
            opened[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            spans[titles[number]] = opened.pop(number)
        elif element.tag == qn("w:t"):
            opened = {key: text + element.text for key, text in opened.items()}
    return spans


EXPECTED = {
    f"Lỗi 1. {MISTAKE.message}": VISITS.text,
    f"Cần hỏi lại 2. {QUESTION.message}": REVENUE.text,
}


def test_each_finding_is_a_comment_on_its_figure():
    original = to_docx(TEXT)
    annotated = review.annotate(original, read(original), REPORT)
    assert commented(annotated) == EXPECTED
    assert load(annotated).text == load(original).text


def test_the_comment_tells_arithmetic_suspects_and_the_other_figures():
    original = to_docx(TEXT)
    package = docx.Document(BytesIO(review.annotate(original, read(original), REPORT)))
    comment = next(iter(package.comments))
    assert comment.author == "Tổng Hợp"
    for part in (MISTAKE.arithmetic, "45 lượt người → nếu là 42 thì khớp", "30 lượt người"):
        assert part in comment.text


def test_a_figure_spread_over_runs_is_spanned_whole_and_keeps_its_formats():
    package = docx.Document()
    for line in TEXT.split("\n"):
        paragraph = package.add_paragraph()
        head, figure, tail = line.partition(VISITS.text)
        paragraph.add_run(head + figure[:1]).italic = True
        paragraph.add_run(figure[1:4]).bold = True
        paragraph.add_run(figure[4:] + tail)
    original = saved(package)
    annotated = review.annotate(original, read(original), REPORT)
    assert commented(annotated) == EXPECTED
    formats = [
        (run.text, run.bold, run.italic)
        for paragraph in docx.Document(BytesIO(annotated)).paragraphs
        if VISITS.text in paragraph.text
        for run in paragraph.runs
        if run.text
    ]
    assert formats[:4] == [
        ("Đã tiếp ", None, True), ("4", None, True), ("5 l", True, None), ("ượt người", None, None),
    ]  # fmt: skip


def test_decomposed_letters_before_the_figure_do_not_shift_the_comment():
    package = docx.Document()
    for line in TEXT.split("\n"):
        package.add_paragraph(line.replace("Đã tiếp", "Đa\u0303 tie\u0302\u0301p"))
    original = saved(package)
    assert commented(review.annotate(original, read(original), REPORT)) == EXPECTED


def test_a_figure_in_a_table_carries_its_comment_in_the_cell():
    package = docx.Document()
    for line in TEXT.split("\n"):
        if "\t" not in line:
            package.add_paragraph(line)
    table = package.add_table(2, 3)
    for row, cells in zip(table.rows, (("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Hộ thoát nghèo", "120", "118")),
                          strict=True):  # fmt: skip
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    original = saved(package)
    document = read(original)
    planned, done = (next(f.id for f in document.figures if f.text == text) for text in ("120", "118"))
    finding = Finding("p", "k", Severity.NOTE, (), (done, planned), "Chưa đạt.", "")
    annotated = review.annotate(original, document, Report(findings=(finding,)))
    assert commented(annotated) == {"Lưu ý 1. Chưa đạt.": "118"}
    (cell,) = (c for row in docx.Document(BytesIO(annotated)).tables[0].rows for c in row.cells if c.text == "118")
    assert cell._tc.xpath(".//w:commentRangeStart")


def test_a_figure_in_a_footnote_carries_its_comment_at_the_mark():
    original = to_docx(TEXT)
    finding = Finding("p", "k", Severity.NOTE, (), (MARKET.id,), "Xem lại phí chợ.", "")
    annotated = review.annotate(original, read(original), Report(findings=(finding,)))
    body = docx.Document(BytesIO(annotated)).element.body
    (start,) = body.iter(qn("w:commentRangeStart"))
    assert start.getnext().find(qn("w:footnoteReference")) is not None


def test_several_findings_on_one_figure_each_have_their_comment():
    findings = tuple(Finding(f"p{n}", "k", Severity.NOTE, (), (VISITS.id,), f"Lần {n}.", "") for n in (1, 2))
    original = to_docx(TEXT)
    annotated = review.annotate(original, read(original), Report(findings=findings))
    assert commented(annotated) == {"Lưu ý 1. Lần 1.": VISITS.text, "Lưu ý 2. Lần 2.": VISITS.text}


def test_another_file_is_refused():
    with pytest.raises(ValueError, match="bao-cao"):
        review.annotate(to_docx("Văn bản khác."), DOCUMENT, REPORT)


def test_without_findings_the_file_has_no_comments():
    original = to_docx(TEXT)
    annotated = review.annotate(original, read(original), Report())
    assert not list(docx.Document(BytesIO(annotated)).comments)


def test_a_text_becomes_a_fresh_file_with_its_tables_and_comments():
    fresh = review.render(DOCUMENT, REPORT)
    assert commented(fresh) == EXPECTED
    package = docx.Document(BytesIO(fresh))
    assert [[cell.text for cell in row.cells] for row in package.tables[0].rows] == [
        ["Chỉ tiêu", "Kế hoạch", "Thực hiện"], ["Hộ thoát nghèo", "120", "118"],
    ]  # fmt: skip
    shown = [paragraph.text for paragraph in package.paragraphs if paragraph.text.strip()]
    assert shown == [line for line in TEXT.split("\n") if line.strip() and "\t" not in line]


def test_characters_that_word_forbids_are_left_out():
    document = reread(TEXT.replace("BÁO CÁO", "BÁO\x0b\x0cCÁO"))
    assert docx.Document(BytesIO(review.render(document, REPORT)))
