"""PDF documents with a text layer: reading order, paragraphs, notes, tables."""

import re
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from tests.rendering import to_pdf, typeset

from tonghop.reading.loaders import load
from tonghop.reading.loaders.pdf.lines import Line
from tonghop.reading.loaders.pdf.paragraphs import join, setting_of

LONG = (
    "Ủy ban nhân dân Quận tiếp tục chỉ đạo các phòng, ban, đơn vị triển khai đồng bộ các giải pháp; "
    "tổng thu ngân sách ước đạt 1.289,6 tỷ đồng, bằng 52,0% dự toán"
)


def test_lines_are_joined_to_paragraphs():
    paragraphs = [f"{LONG}, tăng {number},5% so với cùng kỳ." for number in range(3)]
    assert load(to_pdf("\n\n".join(paragraphs))).text.split("\n\n") == paragraphs


def test_how_a_short_letter_is_set_is_measured_by_its_text_not_by_its_head():
    head = [
        Line("ỦY BAN NHÂN DÂN TỈNH BÌNH AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 104, 549, 774, 13, 20),
        Line("PHƯỜNG HÒA AN", 119, 241, 759, 13, 20, aside=True),
        Line("Độc lập - Tự do - Hạnh phúc", 328, 499, 758, 14, 20, aside=True),
    ]
    text = [
        Line("I. KẾT QUẢ", 121, 358, 633, 14, 10),
        Line("1. Kinh tế", 121, 180, 609, 14, 10),
        Line("Tổng thu ngân sách ước đạt 1.289,6 tỷ đồng, bằng 52% dự toán năm (năm", 121, 552, 584, 14, 30),
        Line("trước 48%), tăng 4,5%.", 85, 300, 565.5, 14, 30),
    ]
    setting = setting_of([head + text])
    assert (setting.left, setting.right, setting.indents) == (85, 552, True)
    assert [setting.separator(*pair) for pair in pairwise(text)] == [None, None, " "]


def test_sentences_broken_by_the_page_are_rejoined_and_page_numbers_dropped():
    paragraphs = [f"{LONG} ({number}). {LONG}. {LONG}." for number in range(1, 30)]
    assert load(to_pdf("\n\n".join(paragraphs))).text.split("\n\n") == paragraphs


def test_running_headers_and_footers_are_dropped():
    paragraphs = [f"{'Báo cáo ' * (number % 7)}{LONG} ({number}). {LONG}." for number in range(1, 40)]
    body = "\n\n".join(paragraphs)
    furniture = (
        "#set page(numbering: none, header: context { if here().page() > 1 [UBND Quận – Báo cáo] }, "
        "footer: context [Trang #here().page()/#counter(page).final().first()])\n"
    )
    assert load(typeset(furniture + body)).text.split("\n\n") == paragraphs


def test_a_footnote_follows_the_paragraph_that_cites_it():
    text = f"Kiểm đếm 682 hộ¹ trên 58.288,5 m². {LONG}².\n\n{LONG}."
    notes = f"¹ Thuộc 02 dự án. {LONG}.\n\n² Trong đó 12 hộ nghèo."
    first, second = text.split("\n\n")
    assert load(to_pdf(f"{text}\n\n{notes}")).text == f"{first}\n\n{notes}\n\n{second}"


def test_a_number_at_the_start_of_a_line_of_a_footnote_is_no_mark_of_another():
    note = f"Tổng thu ngân sách nhà nước trên địa bàn ước đạt 12 tỷ đồng, bằng 50% dự toán năm; trong 1 năm qua, {LONG}"
    source = f"#set page(width: 9.5cm, margin: 1cm)\nKiểm đếm 682 hộ#footnote[{note}].\n\n{LONG}."
    assert load(typeset(source)).text == f"Kiểm đếm 682 hộ¹.\n\n¹ {note}\n\n{LONG}."


def test_a_footnote_is_carried_on_over_the_page():
    note = f"{LONG}. {LONG}. {LONG}. {LONG}. {LONG}."
    source = f"#set page(height: 7cm, margin: 1cm)\nKiểm đếm 682 hộ#footnote[{note}].\n\n{LONG}. {LONG}.\n\n{LONG}."
    assert load(typeset(source)).text == f"Kiểm đếm 682 hộ¹.\n\n¹ {note}\n\n{LONG}. {LONG}.\n\n{LONG}."


def test_marks_raised_by_a_smaller_font_are_superscripts():
    text = load(typeset("Rộng 20 m#super(typographic: false)[2] cho 682 hộ#super(typographic: false)[10] dân.")).text
    assert text == "Rộng 20 m² cho 682 hộ¹⁰ dân."


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("thu ngân", "sách", "thu ngân sách"),
        ("phần mềm manage-", "ment mới", "phần mềm management mới"),
        ("Quyết định số 22/2013/QĐ-", "TTg", "Quyết định số 22/2013/QĐ-TTg"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("giai đoạn 2021-", "2025", "giai đoạn 2021-2025"),
        ("đạt 65,2 triệu đồng/", "người", "đạt 65,2 triệu đồng/người"),
        ("thương\u00ad", "mại", "thươngmại"),
    ],
)
def test_lines_are_joined_with_their_hyphens(line, following, joined):
    assert join(line, " ", following) == joined


TABLE = """#table(columns: 4, table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Chỉ tiêu],
table.cell(colspan: 2)[Năm 2024], [Kế hoạch], [Thực hiện],
[1], [Tổng thu ngân sách nhà nước trên địa bàn của cả quận và các phường trong sáu tháng], [1.000], [900],
[2], [Chi], [], [450])"""


def test_a_ruled_table_has_its_cells():
    source = load(typeset(f"Trước bảng.\n\n{TABLE}\n\nSau bảng."))
    before, lines, after = source.text.split("\n\n")
    assert (before, after) == ("Trước bảng.", "Sau bảng.")
    assert lines.split("\n") == [
        "TT\tChỉ tiêu\tNăm 2024\t",
        "\t\tKế hoạch\tThực hiện",
        "1\tTổng thu ngân sách nhà nước trên địa bàn của cả quận và các phường trong sáu tháng\t1.000\t900",
        "2\tChi\t\t450",
    ]
    cells = {(cell.row, cell.column): cell for cell in source.tables[0].cells}
    assert (cells[0, 0].rows, cells[0, 2].columns) == (2, 2)
    assert source.text[cells[2, 2].start : cells[2, 2].end] == "1.000"
    assert cells[3, 2].start == cells[3, 2].end


def test_a_table_across_pages_is_one_table_with_one_header():
    rows = "".join(f"[{number}], [Chỉ tiêu {number}], [{number * 10}], " for number in range(1, 90))
    source = load(typeset(f"#table(columns: 3, table.header([TT], [Chỉ tiêu], [Số liệu]), {rows})"))
    (table,) = source.tables
    assert len(table.cells) == 90 * 3
    assert source.text.count("Số liệu") == 1
    assert source.text.split("\n")[-1] == "89\tChỉ tiêu 89\t890"


def test_a_letterhead_in_two_columns_is_read_column_by_column():
    halves = "[THÀNH PHỐ A \\ QUẬN B \\ Số: 05/BC-UBND], [CỘNG HÒA XÃ HỘI \\ Độc lập - Tự do - Hạnh phúc]"
    text = load(typeset(f"#grid(columns: (1fr, 1fr), align: center, {halves})\n\n{LONG}.")).text
    assert re.split(r"\n+", text) == [
        "THÀNH PHỐ A",
        "QUẬN B",
        "Số: 05/BC-UBND",
        "CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do - Hạnh phúc",
        f"{LONG}.",
    ]


@pytest.mark.parametrize("gap", ["0cm", "1cm"])
def test_a_table_may_fill_the_document(gap):
    assert load(typeset(f"#v({gap})\n#table(columns: 2, [Thu], [12], [Chi], [9])")).text == "Thu\t12\nChi\t9"


def test_notes_of_the_same_size_as_the_text_are_told_by_the_rule_above_them():
    text = f"Kiểm đếm 682 hộ#footnote[Thuộc 02 dự án.].\n\n{LONG}."
    first, second = "Kiểm đếm 682 hộ¹.", f"{LONG}."
    assert load(typeset(f"#show footnote.entry: set text(size: 13pt)\n{text}")).text == (
        f"{first}\n\n¹ Thuộc 02 dự án.\n\n{second}"
    )


def test_pages_on_their_side_have_margins_of_their_own():
    paragraphs = [f"{'Báo cáo ' * (number % 5)}{LONG} ({number}). {LONG}." for number in range(6)]
    body = "\n\n".join(paragraphs)
    assert load(typeset(f"{body}\n#page(flipped: true)[{body}]")).text.split("\n\n") == paragraphs * 2


def test_a_row_broken_by_the_page_is_one_row():
    rows = "".join(f"[{number}], [Chỉ tiêu {number}], [9], " for number in range(1, 37))
    last = f"[37], [{LONG.lower()}], [1.000]"
    source = load(typeset(f"#set par(justify: false)\n#table(columns: (1cm, 5cm, 3cm), {rows}{last})"))
    assert source.text.split("\n")[-1] == f"37\t{LONG.lower()}\t1.000"


@pytest.mark.parametrize("angle", [90, -90, 180])
@pytest.mark.parametrize("shown", [0, 90])
def test_a_page_turned_on_its_side_is_read_upright(angle, shown):
    turned = typeset(
        f"#set page(numbering: none)\n#rotate({angle}deg, reflow: true)[Tổng thu ngân sách ước đạt 1.289,6 tỷ đồng"
        "#table(columns: 2, [Thu], [12], [Chi], [9])]"
    )
    document = pypdfium2.PdfDocument(turned)
    document[0].set_rotation(shown)
    stream = BytesIO()
    document.save(stream)
    assert load(stream.getvalue()).text == "Tổng thu ngân sách ước đạt 1.289,6 tỷ đồng\n\nThu\t12\nChi\t9"
