"""The form of Nghị định 30/2020/NĐ-CP, item by item, in the Word document that is printed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument
from tests.office import as_saved, needs_libreoffice
from tests.printing.papers import PAPER, long_paper

from tonghop import printing
from tonghop.core.paper import Paragraph, Signature
from tonghop.printing import fonts

LINES = {  # the part as Word names it: smallest and largest size, bold, italic
    "Cơ quan chủ quản": (12, 13, False, False),
    "Cơ quan ban hành": (12, 13, True, False),
    "Quốc hiệu": (12, 13, True, False),
    "Tiêu ngữ": (13, 14, True, False),
    "Số và ký hiệu": (13, 13, False, False),
    "Địa danh và ngày tháng": (13, 14, False, True),
    "Title": (13, 14, True, False),
    "Subtitle": (13, 14, True, False),
    "Body Text": (13, 14, False, False),
    "List Bullet": (13, 14, False, False),
    "Heading 1": (13, 14, True, False),
    "Heading 2": (13, 14, True, False),
    "Heading 3": (13, 14, True, True),
    "Quyền hạn, chức vụ của người ký": (13, 14, True, False),
    "Họ tên người ký": (13, 14, True, False),
    "Nơi nhận": (12, 12, True, True),
    "Danh sách nơi nhận": (11, 11, False, False),
    "Phụ lục": (14, 14, True, False),
    "Tên phụ lục": (13, 14, True, False),
    "Kèm theo": (13, 14, False, True),
    "Header": (13, 14, False, False),
}
CENTRED = (
    "Cơ quan ban hành",
    "Quốc hiệu",
    "Tiêu ngữ",
    "Title",
    "Subtitle",
    "Phụ lục",
    "Tên phụ lục",
    "Kèm theo",
    "Header",
)


@pytest.fixture(scope="module")
def document() -> Any:
    return docx.Document(BytesIO(printing.docx(PAPER)))


def texts(cell: Any) -> list[str]:
    """The lines of a cell or a document that are not empty."""
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


def test_pages_are_a4_with_the_margins_of_the_decree(document: Any) -> None:
    first = document.sections[0]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert 20 <= round(first.top_margin.mm) <= 25
    assert 20 <= round(first.bottom_margin.mm) <= 25
    assert 30 <= round(first.left_margin.mm) <= 35
    assert 15 <= round(first.right_margin.mm) <= 20


def test_everything_is_set_in_times_new_roman_in_vietnamese_and_black(document: Any) -> None:
    usual = document.styles.element.find(qn("w:docDefaults"))
    assert set(usual.find(f".//{qn('w:rFonts')}").attrib.values()) == {"Times New Roman"}
    assert usual.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert not list(document.styles.element.iter(qn("w:color")))
    assert not list(document.element.iter(qn("w:rFonts"), qn("w:color"), qn("w:sz")))


@pytest.mark.parametrize("name", LINES)
def test_each_part_has_a_style_of_its_size_and_face(document: Any, name: str) -> None:
    smallest, largest, bold, italic = LINES[name]
    font = document.styles[name].font
    assert smallest <= font.size.pt <= largest
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)


@pytest.mark.parametrize("name", CENTRED)
def test_the_parts_of_the_form_are_centred(document: Any, name: str) -> None:
    assert document.styles[name].paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER


def test_text_is_justified_indented_and_spaced(document: Any) -> None:
    setting = document.styles["Body Text"].paragraph_format
    assert setting.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(setting.first_line_indent.mm, 1) in (10.0, 12.7)
    assert setting.space_after.pt >= 6
    assert 1 <= setting.line_spacing <= 1.5


def test_the_head_has_the_issuer_to_the_left_and_the_state_to_the_right(document: Any) -> None:
    head = document.tables[0]
    (left, right), (number, dated) = (row.cells for row in head.rows)
    assert texts(left) == ["ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN", "ỦY BAN NHÂN DÂN\nPHƯỜNG HÒA BÌNH"]
    assert texts(right) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert texts(number)[0] == "Số: 05/BC-UBND"
    assert texts(dated) == ["Hòa Bình, ngày 09 tháng 02 năm 2026"]
    assert document.element.body.index(head._tbl) < 2


def test_rules_stand_under_the_issuer_the_motto_and_the_subject(document: Any) -> None:
    def length(rule: Any, room: float) -> float:
        setting = rule.paragraph_format
        return room - setting.left_indent.mm - setting.right_indent.mm

    head = document.tables[0]
    under_issuer, under_motto = (cell.paragraphs[-1] for cell in head.rows[0].cells)
    under_subject = next(paragraph for paragraph in document.paragraphs if paragraph.style.name == "Đường kẻ")
    assert under_issuer.style.name == under_motto.style.name == "Đường kẻ"
    widths = [column.width.mm for column in head.columns]
    assert length(under_motto, widths[1]) == pytest.approx(60.4, abs=0.5)  # as long as the line at 14 pt
    assert 45.7 / 3 <= length(under_issuer, widths[0]) <= 45.7 / 2
    assert 87 / 3 <= length(under_subject, sum(widths)) <= 87 / 2


def test_kind_and_subject_stand_under_the_head(document: Any) -> None:
    kind, subject, *_ = texts(document)
    assert kind == "BÁO CÁO"
    assert subject.split("\n") == [
        "Tình hình kinh tế - xã hội 6 tháng đầu năm,",
        "nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
    ]


def test_headings_are_numbered_and_known_to_the_outline_of_word(document: Any) -> None:
    headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert [(heading.style.name, heading.text.split(" ")[0]) for heading in headings] == [
        ("Heading 1", "I."),
        ("Heading 2", "1."),
        ("Heading 3", "1.1."),
        ("Heading 4", "a)"),
        ("Heading 2", "2."),
        ("Heading 1", "II."),
    ]
    levels = [document.styles[f"Heading {level}"].element.find(f".//{qn('w:outlineLvl')}") for level in (1, 2, 3, 4)]
    assert [level.get(qn("w:val")) for level in levels] == ["0", "1", "2", "3"]


def test_signature_and_recipients_stand_side_by_side_at_the_end(document: Any) -> None:
    left, right = document.tables[1].rows[0].cells
    assert texts(left) == ["Nơi nhận:", "- UBND tỉnh Bình An;", "- Thường trực HĐND phường;", "- Lưu: VT, KT."]
    assert texts(right) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Minh An"]
    assert right.paragraphs[-1].style.paragraph_format.space_before.mm > 20


def test_pages_are_numbered_in_the_top_margin_but_for_the_first(document: Any) -> None:
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert not texts(section.first_page_header)
        (number,) = section.header.paragraphs
        assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
        assert section.header_distance < section.top_margin
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_each_appendix_stands_on_pages_of_its_own_wide_ones_turned(document: Any) -> None:
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name in ("Phụ lục", "Tên phụ lục")]
    assert lines == ["Phụ lục I", "CÁC CHỈ TIÊU CHỦ YẾU", "Phụ lục II", "DANH MỤC DỰ ÁN"]
    (attached, _) = (paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Kèm theo")
    assert attached.split("\n") == [
        "(Kèm theo Báo cáo số 05/BC-UBND ngày 09 tháng 02 năm 2026",
        "của Ủy ban nhân dân phường Hòa Bình)",
    ]


def test_the_only_appendix_has_no_number() -> None:
    single = docx.Document(BytesIO(printing.docx(replace(PAPER, appendices=PAPER.appendices[:1]))))
    assert "Phụ lục" in [paragraph.text for paragraph in single.paragraphs]


def test_number_and_day_are_left_open_before_issue() -> None:
    draft = replace(PAPER, letterhead=replace(PAPER.letterhead, number=None, dated=None))
    head = docx.Document(BytesIO(printing.docx(draft))).tables[0]
    number, dated = (texts(cell)[0] for cell in head.rows[1].cells)
    assert number.replace("\u00a0", " ") == "Số:       /BC-UBND"
    assert dated == "Hòa Bình, ngày … tháng … năm …"


def test_a_name_in_capitals_is_told_in_small_letters_within_a_sentence() -> None:
    letterhead = replace(PAPER.letterhead, issuer="ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH")
    document = docx.Document(BytesIO(printing.docx(replace(PAPER, letterhead=letterhead))))
    attached = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Kèm theo"]
    assert attached[0].endswith("của Ủy ban nhân dân phường Hòa Bình)")


@pytest.fixture
def face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever faces there are, LibreOffice sets letters as wide as those of Times New Roman."""
    folders = f"<dir>{fonts.FOLDER}</dir><cachedir>{tmp_path}</cachedir>"
    settings = f"<fontconfig><include>/etc/fonts/fonts.conf</include>{folders}</fontconfig>"
    (tmp_path / "fonts.conf").write_text(settings, "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))


@needs_libreoffice
@pytest.mark.usefixtures("face")
def test_word_documents_have_the_pages_of_the_pdf() -> None:
    paper = long_paper()
    theirs = PdfDocument(as_saved(printing.docx(paper), "pdf"))
    ours = PdfDocument(printing.pdf(paper))
    assert abs(len(theirs) - len(ours)) <= 2
    first = theirs[0].get_textpage().get_text_bounded()
    assert "Số: 05/BC-UBND" in first
    assert theirs[1].get_textpage().get_text_bounded().strip().startswith("2")


def test_a_letter_says_below_its_number_what_it_is_about_and_above_the_text_to_whom_it_goes() -> None:
    letter = replace(PAPER, title="", subject="trả lời kiến nghị", address="Hội đồng nhân dân phường")
    document = docx.Document(BytesIO(printing.docx(letter)))
    assert "V/v trả lời kiến nghị" in texts(document.tables[0].cell(1, 0))
    assert texts(document)[0] == "Kính gửi: Hội đồng nhân dân phường"
    page = PdfDocument(printing.pdf(letter))[0].get_textpage().get_text_range()
    assert page.index("V/v trả lời") < page.index("Kính gửi: Hội đồng")
    made = printing.html(letter)
    assert '<h1 class="about">V/v trả lời kiến nghị</h1>' in made
    assert made.count("<h1") == 1


def test_two_may_sign_each_on_his_side() -> None:
    minutes = replace(PAPER, beside=Signature(("Đại diện hộ gia đình",), "Lê Thị Bình"), recipients=())
    left, right = docx.Document(BytesIO(printing.docx(minutes))).tables[1].rows[0].cells
    assert texts(left) == ["ĐẠI DIỆN HỘ GIA ĐÌNH", "Lê Thị Bình"]
    assert texts(right)[-1] == PAPER.signature.name
    page = PdfDocument(printing.pdf(minutes))
    assert any("ĐẠI DIỆN HỘ GIA ĐÌNH" in each.get_textpage().get_text_range() for each in page)
    assert "Lê Thị Bình" in printing.html(minutes)


def test_a_line_of_a_decision_stands_in_the_middle_in_bold() -> None:
    decision = replace(PAPER, opening=(Paragraph(("QUYẾT ĐỊNH:",), heading=True), *PAPER.opening))
    line = next(
        item for item in docx.Document(BytesIO(printing.docx(decision))).paragraphs if item.text == "QUYẾT ĐỊNH:"
    )
    assert (line.style.paragraph_format.alignment, line.style.font.bold) == (WD_ALIGN_PARAGRAPH.CENTER, True)
    assert "QUYẾT ĐỊNH:" in PdfDocument(printing.pdf(decision))[0].get_textpage().get_text_range()
    assert '<p class="line">QUYẾT ĐỊNH:</p>' in printing.html(decision)


@pytest.mark.parametrize(
    "period",
    [
        "5 tháng đầu năm 2026",
        "tháng 5 và 5 tháng đầu năm 2026",
        "tháng 12 và năm 2026",
        "tháng 12 năm 2026",
        "quý III năm 2026",
        "năm 2026",
        "kinh tế - xã hội",
        "an ninh",
    ],
)
def test_a_period_in_a_title_stays_on_one_line(period: str) -> None:
    for words in range(1, 12):
        subject = " ".join(
            ["Tình hình kinh tế xã hội quốc phòng an ninh và nội chính".rsplit(maxsplit=words)[0], period]
        )
        report = printing.docx(replace(PAPER, subject=f"{subject}; nhiệm vụ trọng tâm tháng 6 năm 2027"))
        lines = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(report)).paragraphs)
        assert period in lines


def test_the_end_of_the_text_stays_with_who_signs() -> None:
    opening = tuple(Paragraph((text,)) for text in ("Đoạn đầu.", "Đoạn kế cuối.", "Đoạn cuối."))
    paper = replace(PAPER, opening=opening, sections=(), closing=(), appendices=())
    body = docx.Document(BytesIO(printing.docx(paper))).paragraphs
    kept = {item.text: item.paragraph_format.keep_with_next for item in body if item.text.startswith("Đoạn")}
    assert kept == {"Đoạn đầu.": None, "Đoạn kế cuối.": True, "Đoạn cuối.": True}


def test_what_a_decision_is_founded_on_is_in_italics_and_its_articles_are_numbered_in_bold() -> None:
    opening = (Paragraph(("Căn cứ Luật A;",), basis=True), Paragraph(("Phê duyệt.",), article="Điều 1."))
    body = docx.Document(BytesIO(printing.docx(replace(PAPER, opening=opening)))).paragraphs
    basis = next(item for item in body if item.text == "Căn cứ Luật A;")
    article = next(item for item in body if item.text == "Điều 1. Phê duyệt.")
    assert basis.style.font.italic
    assert [run.bold for run in article.runs] == [True, None]
    assert "Điều 1." in PdfDocument(printing.pdf(replace(PAPER, opening=opening)))[0].get_textpage().get_text_range()
    assert "<b>Điều 1.</b> Phê duyệt." in printing.html(replace(PAPER, opening=opening))
