"""Word documents: what an officer sees, in order."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.rendering import add_footnotes, saved, to_docx, write

from tonghop.reading.loaders import load, word


@pytest.fixture
def document():
    return docx.Document()


def text_of(document):
    return load(saved(document)).text


def add_xml(document, xml):
    """Append a block of Word's own markup to the body."""
    root = f"<w:{xml[3:].split('>')[0].split(' ')[0].rstrip('/')}"
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(root, f"{root} {nsdecls('w', 'wp', 'a')} {MORE}", 1)))


MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def test_paragraphs_are_parted_by_blank_lines_and_empty_ones_left_out(document):
    for text in ("Một", "", "  ", "Hai\tba\nbốn"):
        document.add_paragraph(text)
    assert text_of(document) == "Một\n\nHai\tba\nbốn"


def test_a_footnote_follows_the_paragraph_that_cites_it(document):
    notes = {1: "Thuộc 02 dự án", 2: "Trong đó 12 hộ nghèo"}
    write(document.add_paragraph(), "Kiểm đếm 682 hộ¹; chi trả 514 hộ².", notes)
    document.add_paragraph("Tiếp theo")
    add_footnotes(document, notes)
    assert text_of(document) == (
        "Kiểm đếm 682 hộ¹; chi trả 514 hộ².\n\n¹ Thuộc 02 dự án\n\n² Trong đó 12 hộ nghèo\n\nTiếp theo"
    )


def test_a_footnote_cited_in_a_table_follows_the_table(document):
    table = document.add_table(2, 2, style="Table Grid")
    write(table.cell(1, 1).paragraphs[0], "45¹", {1: "Ước tính"})
    add_footnotes(document, {1: "Ước tính"})
    assert text_of(document) == "\t\n\t45¹\n\n¹ Ước tính"


def test_tracked_insertions_are_taken_and_deletions_dropped(document):
    add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>Đạt </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>45</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>54</w:t></w:r></w:ins><w:r><w:t>%</w:t></w:r></w:p>",
    )
    assert text_of(document) == "Đạt 54%"


def test_links_content_controls_and_fields_show_their_text_and_hidden_text_does_not(document):
    add_xml(document, "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>")
    add_xml(document, "<w:sdt><w:sdtContent><w:p><w:r><w:t>điều khiển</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    add_xml(document, "<w:p><w:fldSimple w:instr='DATE'><w:r><w:t>15/5/2024</w:t></w:r></w:fldSimple></w:p>")
    add_xml(document, "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>")
    assert text_of(document) == "liên kết\n\nđiều khiển\n\n15/5/2024\n\nhiện"


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(document):
    box = "<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Thân</w:t></w:r></w:p>",
    )
    assert text_of(document) == "Thân\n\nMẬT"


def test_the_header_of_the_first_page_comes_first_unless_it_is_a_page_number(document):
    document.add_paragraph("Thân")
    header = document.sections[0].header
    header.paragraphs[0].text = "2"
    assert text_of(document) == "Thân"
    header.paragraphs[0].text = "MẬT"
    assert text_of(document) == "MẬT\n\nThân"


def test_automatic_numbers_are_written_out(document):
    for text, style in [("thu", "List Number"), ("chi", "List Number"), ("khác", "List Bullet")]:
        document.add_paragraph(text, style=style)
    assert text_of(document) == "1. thu\n\n2. chi\n\n- khác"


def test_levels_of_a_numbered_list_count_within_each_other(document):
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>"
            "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>"
            "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%3)'/></w:lvl>"
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for depth in (0, 1, 2, 2, 1, 0, 1):
        properties = document.add_paragraph("mục")._p.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr>")
        )
    labels = [paragraph.split()[0] for paragraph in text_of(document).split("\n\n")]
    assert labels == ["I.", "1.", "a)", "b)", "2.", "II.", "1."]


def test_raised_digits_become_superscripts_and_capitals_are_shown(document):
    paragraph = document.add_paragraph("rộng 58.288,5 m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" tối mật").font.all_caps = True
    assert text_of(document) == "rộng 58.288,5 m² TỐI MẬT"


def test_a_table_is_lines_of_cells_with_spans_and_merged_reach(document):
    document.add_paragraph("Biểu")
    table = document.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Chỉ tiêu"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm\n2024"
    for row, column, text in [(1, 1, "KH"), (1, 2, "TH"), (2, 0, "Thu"), (2, 1, "1.000"), (2, 2, "9\t00")]:
        table.cell(row, column).text = text
    source = load(saved(document))
    assert source.text == "Biểu\n\nChỉ tiêu\tNăm 2024\t\n\tKH\tTH\nThu\t1.000\t9 00"
    cells = {(cell.row, cell.column): cell for cell in source.tables[0].cells}
    shown = {place: source.text[cell.start : cell.end] for place, cell in cells.items()}
    assert shown == {
        (0, 0): "Chỉ tiêu",
        (0, 1): "Năm 2024",
        (1, 1): "KH",
        (1, 2): "TH",
        (2, 0): "Thu",
        (2, 1): "1.000",
        (2, 2): "9 00",
    }
    assert (cells[0, 0].rows, cells[0, 1].columns) == (2, 2)


def test_a_letterhead_set_side_by_side_is_paragraphs(document):
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "UBND QUẬN TÂY LAM\nSố: 05/BC-UBND", "CỘNG HÒA"
    source = load(saved(document))
    assert source.text == "UBND QUẬN TÂY LAM\nSố: 05/BC-UBND\n\nCỘNG HÒA"
    assert source.tables == ()


def test_every_run_can_be_found_again_by_its_place_in_the_text():
    data = to_docx("Kiểm đếm 682 hộ¹.\n\nHết\n\n¹ Thuộc 02 dự án")
    package = docx.Document(BytesIO(data))
    content = word.content_of(package)
    assert content.text == load(data).text
    body_runs = list(package.element.body.iter(word.W + "r"))
    shown = {content.text[span.start : span.end]: body_runs.index(span.origin.element) for span in content.spans}
    assert shown == {"Kiểm đếm 682 hộ": 0, "¹": 1, ".": 2, "Hết": 3, "¹ ": 1, "Thuộc 02 dự án": 1}
