"""Word documents beyond their form: real footnotes, tables and pictures, the same bytes each time."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from tests.printing.papers import BARS, PAPER, numbers_as_read

from tonghop import printing
from tonghop.core.paper import Chip, Note, Paragraph, Section
from tonghop.printing import NoFont, fonts
from tonghop.reading.loaders import load


def opened(paper: Any = PAPER) -> Any:
    """What python-docx makes of the document."""
    return docx.Document(BytesIO(printing.docx(paper)))


def part(name: str) -> Any:
    """The root of a part of the document."""
    with zipfile.ZipFile(BytesIO(printing.docx(PAPER))) as archive:
        return parse_xml(archive.read(name))


def test_footnotes_are_those_of_word_with_their_separators() -> None:
    footnotes = part("word/footnotes.xml")
    kinds = [note.get(qn("w:type")) for note in footnotes]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    texts = ["".join(text.text for text in note.iter(qn("w:t"))).strip() for note in footnotes][2:]
    assert texts == ["Dự toán tỉnh giao 86,4 tỷ đồng.", "Không gồm vốn kéo dài.", "Theo chuẩn nghèo đa chiều."]
    marks = [mark.get(qn("w:id")) for mark in part("word/document.xml").iter(qn("w:footnoteReference"))]
    assert marks == [note.get(qn("w:id")) for note in footnotes][2:] == ["1", "2", "3"]


def test_a_note_within_a_note_stands_in_brackets() -> None:
    runs = ("Đạt kế hoạch", Note(("Kế hoạch tỉnh giao", Note(("Đã điều chỉnh",)), ".")), ".")
    read = load(printing.docx(replace(PAPER, opening=(Paragraph(runs),)))).text
    assert "Đạt kế hoạch¹.\n\n¹ Kế hoạch tỉnh giao (Đã điều chỉnh)." in read


def test_tables_repeat_their_head_and_merge_its_groups() -> None:
    table = opened().tables[2]
    heads = [row for row in table.rows if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(heads) == 2
    assert [cell.text for cell in heads[0].cells][-3:] == ["Ước thực hiện 6 tháng", "So sánh (%)", "So sánh (%)"]
    assert [cell.text for cell in heads[1].cells][-3:] == ["Ước thực hiện 6 tháng", "kế hoạch", "cùng kỳ"]
    assert [cell.text for cell in table.rows[3].cells][:4] == ["1", "Thu ngân sách nhà nước", "tỷ đồng", "86,4"]


def test_charts_are_pictures_told_in_words() -> None:
    document = opened()
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    assert pictures[0].get("descr") == BARS.told
    assert len({picture.get("id") for picture in pictures}) == 3
    assert all(round(shape.width.mm) == 160 for shape in document.inline_shapes)


def test_properties_tell_title_author_day_and_language() -> None:
    properties = opened().core_properties
    assert properties.title.startswith("BÁO CÁO Tình hình kinh tế - xã hội 6 tháng")
    assert (properties.author, properties.language) == ("Ủy ban nhân dân phường Hòa Bình", "vi-VN")
    assert f"{properties.created:%d/%m/%Y}" == "09/02/2026"


def test_the_same_paper_makes_the_same_bytes() -> None:
    assert printing.docx(PAPER) == printing.docx(PAPER)


def test_the_loader_reads_every_number_and_note_where_it_stands() -> None:
    read = load(printing.docx(PAPER)).text
    place = 0
    for number in numbers_as_read(PAPER):
        place = read.index(number, place) + len(number)
    assert "- Thuế ngoài quốc doanh ước đạt 23,2 tỷ đồng;" in read
    assert "\n\n2\n\n" not in read  # no number of a page


def test_sections_that_skip_a_level_are_printed_as_they_are() -> None:
    sections = (Section("a", 1, "Một"), Section("b", 3, "Ba", (Paragraph(("Nội dung.",)),)))
    for made in (printing.docx, printing.pdf):
        assert "0.1. Ba" in load(made(replace(PAPER, sections=sections))).text


@pytest.mark.parametrize("content", [None, b"", b"not a font"])
def test_a_missing_or_broken_font_is_told(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "LiberationSerif-Bold.ttf"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(fonts, "FILES", (file,) * 4)
    for remembered in (fonts._loaded, fonts._letters, fonts._advance):
        remembered.cache_clear()
    try:
        for made in (printing.docx, printing.pdf, printing.html):
            with pytest.raises(NoFont, match=r"LiberationSerif-Bold\.ttf bị thiếu hoặc hỏng"):
                made(PAPER)
    finally:
        for remembered in (fonts._loaded, fonts._letters, fonts._advance):
            remembered.cache_clear()


def test_a_chip_prints_its_number_alone() -> None:
    number = next(chip for chip in PAPER.chips() if isinstance(chip, Chip))
    read = load(printing.docx(replace(PAPER, opening=(Paragraph(("Đạt ", number, " tỷ đồng.")),)))).text
    assert "Đạt 48,2 tỷ đồng." in read
