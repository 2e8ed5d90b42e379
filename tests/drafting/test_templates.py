"""An office's own Word template is checked, and filled with a drafted report."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor
from hypothesis import given
from hypothesis import strategies as st

from tonghop.catalog.indicators import indicators
from tonghop.cli.program import run
from tonghop.core.errors import Refusal
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.paper import Column, Letterhead, Note, Paper, Paragraph, Row, Section, Signature, Table
from tonghop.core.span import Span
from tonghop.drafting.templates import BareTemplate, WrongTemplate, check, fill
from tonghop.drafting.templates.tags import UnknownTag, tag
from tonghop.reading import read
from tonghop.writing import styles_of
from tonghop.writing.known import Known, Part
from tonghop.writing.setting import Setting

SPAN = Span(2026, 1, 6)
SETTING = Setting(SPAN, "99111", "phường Hòa Bình")
PAPER = Paper(
    letterhead=Letterhead("UBND THÀNH PHỐ AN KHÁNH", "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH", "BC-UBND", "Hòa Bình", 7),
    title="BÁO CÁO",
    subject="Kết quả thực hiện nhiệm vụ 6 tháng đầu năm 2026",
    sections=(
        Section("kinh-te", 1, "Kinh tế, ngân sách và đầu tư", (Paragraph(("Kinh tế phường tiếp tục phát triển.",)),)),
        Section(
            "kinh-te/ngan-sach",
            2,
            "Thu, chi ngân sách",
            (
                Paragraph(("Thu đạt khá", Note(("Gồm cả ghi thu.",)), ".")),
                Table((Column("TT", 1), Column("Nội dung", 4)), (Row((("1",), ("Thuế",))),)),
            ),
        ),
        Section("xa-hoi", 1, "Văn hóa - xã hội", (Paragraph(("An sinh được bảo đảm.",)),)),
    ),
    signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Trần Đức Thịnh"),
    recipients=("UBND thành phố", "Lưu: VT"),
)


def fact(key: str, value: str, span: Span = SPAN, measure: Measure = Measure.ACTUAL, authority: str = "") -> Fact:
    return Fact(Cell(key, "99111", span, measure, authority), Decimal(value))


def known(key: str, value: str, plan: str | None = None, before: str | None = None) -> Known:
    plans = (fact(key, plan, Span(2026, 1, 12), Measure.PLAN, "TP"),) if plan else ()
    return Known(indicators()[key], fact(key, value), plans, fact(key, before, SPAN.years_before()) if before else None)


KNOWN = (
    known("budget_revenue", "52400000000", "100000000000", "50000000000"),
    known("poor_households", "48", "45"),
)


def template(*paragraphs: str, rows: Iterable[tuple[str, ...]] = (), header: str = "") -> bytes:
    """A template with these paragraphs, a table of these rows below them, and a page header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    rows = list(rows)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def filled(content: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(fill(content, PAPER, SETTING, KNOWN).content))


def lines(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in filled(content).paragraphs]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("{{ thu ngân sách }}", "52,4 tỷ đồng"),
        ("{{thu_ngan_sach}}", "52,4 tỷ đồng"),
        ("{{ budget_revenue: kế hoạch }}", "100 tỷ đồng"),
        ("{{ thu ngân sách: thực hiện, triệu đồng }}", "52.400"),
        ("{{ Thu ngân sách: % kế hoạch }}", "52,4%"),
        ("{{ thu ngân sách: % dự toán thành phố giao }}", "52,4%"),
        ("{{ thu ngân sách: cùng kỳ }}", "50 tỷ đồng"),
        ("{{ thu ngân sách: so với cùng kỳ }}", "tăng 4,8%"),
        ("{{ hộ nghèo }}", "48 hộ"),
        ("{{ hộ nghèo: so với cùng kỳ }}", "…"),
        ("{{ hộ nghèo: đơn vị tính }}", "hộ"),
        ("{{ cơ quan ban hành }}", "ỦY BAN NHÂN DÂN PHƯỜNG HÒA BÌNH"),
        ("{{ số, ký hiệu }}", "Số: 07/BC-UBND"),
        ("{{ kỳ báo cáo }}", "6 tháng đầu năm 2026"),
        ("{{ người ký }}", "Trần Đức Thịnh"),
    ],
)
def test_a_tag_becomes_what_it_asks_for(asked: str, said: str) -> None:
    assert lines(template(f"Kết quả: {asked}; hết.")) == [f"Kết quả: {said}; hết."]


def test_tags_are_filled_in_tables_and_page_headers_too() -> None:
    document = filled(template("Báo cáo", rows=[("Thu", "{{ thu ngân sách }}")], header="{{ cơ quan }}"))
    assert document.tables[0].cell(0, 1).text == "52,4 tỷ đồng"
    assert document.sections[0].header.paragraphs[0].text == PAPER.letterhead.issuer


def test_a_tag_that_word_has_cut_is_filled_in_the_letters_in_which_it_begins_and_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Thu ")
    paragraph.add_run("{{ thu ").bold = True
    paragraph.add_run("ngân sách }").font.color.rgb = RGBColor(255, 0, 0)
    paragraph.add_run("}, đạt khá.")
    content = saved(document)
    (problem,) = check(content)
    assert not problem.serious
    runs = filled(content).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs if run.text] == [
        ("Thu ", None),
        ("52,4 tỷ đồng", True),
        (", đạt khá.", None),
    ]


def test_a_section_is_put_in_with_what_stands_below_it_in_the_letters_of_its_tag() -> None:
    document = docx.Document()
    document.add_paragraph("I. PHẦN KINH TẾ")
    document.add_paragraph().add_run("{{ mục: kinh tế, ngân sách và đầu tư }}").italic = True
    document.add_paragraph("{{ mục: xã hội }}".replace("xã hội", "Văn hóa - xã hội"))
    done = fill(saved(document), PAPER, SETTING, KNOWN)
    again = docx.Document(BytesIO(done.content))
    assert [paragraph.text for paragraph in again.paragraphs if paragraph.text] == [
        "I. PHẦN KINH TẾ",
        "Kinh tế phường tiếp tục phát triển.",
        "1. Thu, chi ngân sách",
        "Thu đạt khá.",
        "An sinh được bảo đảm.",
    ]
    assert again.paragraphs[1].runs[0].italic
    assert again.paragraphs[2].runs[0].bold
    assert again.tables[0].cell(1, 1).text == "Thuế"
    assert "Gồm cả ghi thu." in read(done.content, name="mau.docx").text


def test_signature_and_recipients_are_paragraphs_of_their_own() -> None:
    assert lines(template("{{ quyền hạn, chức vụ }}", "{{ nơi nhận }}")) == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "- UBND thành phố;",
        "- Lưu: VT.",
    ]


def test_rows_are_repeated_for_each_indicator() -> None:
    rows = [
        ("TT", "Chỉ tiêu", "ĐVT", "KH", "TH", "%"),
        (
            "{{ lặp: tất cả chỉ tiêu }}{{ dòng: tt }}",
            "{{ dòng: tên }}",
            "{{ dòng: đvt }}",
            "{{ dòng: kế hoạch }}",
            "{{ dòng: thực hiện }}",
            "{{ dòng: % kế hoạch }}{{ hết lặp }}",
        ),
        ("", "Người lập biểu", "", "", "", "{{ năm }}"),
    ]
    table = filled(template("Phụ lục", rows=rows)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Chỉ tiêu", "ĐVT", "KH", "TH", "%"],
        ["1", indicators()["budget_revenue"].name, "tỷ đồng", "100", "52,4", "52,4"],
        ["2", indicators()["poor_households"].name, "hộ", "45", "48", "106,7"],
        ["", "Người lập biểu", "", "", "", "2026"],
    ]


def test_a_list_is_as_wide_as_the_group_that_it_names() -> None:
    rows = [("{{ lặp: ngân sách }}{{ dòng: tên }}{{ hết lặp }}", "x")]
    assert len(filled(template(rows=rows)).tables[0].rows) == 1


def test_what_is_not_known_is_left_open_and_named() -> None:
    done = fill(template("{{ hộ cận nghèo }}", "{{ mục: nông nghiệp, nông thôn }}"), PAPER, SETTING, KNOWN)
    assert set(done.missing) == {indicators()["near_poor_households"].name, "mục: nông nghiệp, nông thôn"}


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        (template("Mở đầu", "Thu {{ thu ngân sáck }} đạt"), "đoạn 2", "Có phải là"),
        (template("{{ thu ngân sách: kế hoạch, hộ }}"), "đoạn 1", "Đơn vị tính “hộ” không dùng được"),
        (template("{{ thu ngân sách: % kế hoạch, tỷ đồng }}"), "đoạn 1", "không có đơn vị tính"),
        (template("Thu {{ thu ngân sách đạt"), "đoạn 1", "chưa đóng"),
        (template("Thu {{ thu", "ngân sách }} đạt"), "đoạn 1", "bị ngắt sang đoạn khác"),
        (template("{% for x in y %}"), "đoạn 1", "không dùng lệnh {% … %}"),
        (template("Xem {{ mục: kinh tế, ngân sách và đầu tư }}"), "đoạn 1", "đứng riêng một đoạn"),
        (template(header="{{ toàn văn }}"), "đầu trang", "phần thân văn bản"),
        (template("{{ dòng: tên }}"), "đoạn 1", "Thẻ “dòng” chỉ dùng giữa"),
        (template("{{ lặp: tất cả }}"), "đoạn 1", "phải nằm trong hàng của bảng"),
        (template(rows=[("a", "b"), ("{{ lặp: tất cả }}", "{{ dòng: tên }}")]), "bảng 1, hàng 2, cột 1", "chưa có thẻ"),
        (template(rows=[("a", "{{ hết lặp }}")]), "bảng 1, hàng 1, cột 2", "không có thẻ “lặp” trước"),
        (
            template(rows=[("{{ lặp: tất cả }}", "{{ lặp: tất cả }}{{ hết }}")]),
            "bảng 1, hàng 1, cột 2",
            "đoạn lặp khác",
        ),
    ],
)
def test_the_checker_says_what_is_wrong_and_where_and_nothing_is_filled(content: bytes, place: str, said: str) -> None:
    first = check(content)[0].sentence(str)
    assert first.startswith(f"{place}, “")
    assert said in first
    with pytest.raises(WrongTemplate):
        fill(content, PAPER, SETTING, KNOWN)


def test_a_template_without_fault_has_no_problems() -> None:
    assert check(template("{{ trích yếu }}", "{{ toàn văn }}", rows=[("{{ lặp: tất cả }}", "{{ hết lặp }}")])) == ()


def test_a_document_without_tags_is_told_from_a_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(template("Báo cáo"))
    assert run(["template", "check", str(path)], {"LANGUAGE": "vi"}) == 1
    assert capsys.readouterr().out == "Mẫu không có thẻ nào nên không số liệu nào được điền vào.\n"
    with pytest.raises(BareTemplate):
        filled(path.read_bytes())
    path.write_bytes(template("{{ trích yếu }}"))
    assert run(["template", "check", str(path)], {"LANGUAGE": "vi"}) == 0
    assert capsys.readouterr().out == "Mẫu dùng được.\n"


@pytest.mark.parametrize(
    "text",
    [
        "''.__class__.__mro__[1].__subclasses__()",
        "7*7",
        "cycler.__init__.__globals__",
        "mục: ../../etc",
        "lặp: __all__",
    ],
)
def test_a_hostile_tag_is_an_unknown_tag(text: str) -> None:
    with pytest.raises(UnknownTag):
        tag(text)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", template()[:900]])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="tệp Word"):
        check(content)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40))
def test_whatever_stands_in_a_tag_is_understood_or_refused(text: str) -> None:
    with suppress(UnknownTag):
        assert tag(text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{}"), max_size=60))
def test_text_around_tags_is_left_as_it_is(text: str) -> None:
    assert lines(template(f"{text}{{{{ năm }}}}{text}")) == [f"{text}2026{text}"]


def test_a_figure_has_in_a_template_the_rounding_that_it_has_in_the_text() -> None:
    whole, part = known("budget_revenue", "2056200000000"), known("budget_revenue_tax_fee", "2053140000000")
    rest = known("budget_revenue_land_use_fee", "3060000000")
    parts = tuple(Part(each.indicator.name, each.fact) for each in (part, rest))
    every = (replace(whole, parts=parts, complete=True), part, rest)
    setting = replace(SETTING, styles=styles_of(every))
    told = fill(template("Trong đó thuế, phí: {{ budget_revenue_tax_fee }}."), PAPER, setting, every)
    assert "2.053,1 tỷ đồng" in read(told.content, name="mau.docx").text
