"""Offsets always slice right, whatever a document holds."""

import unicodedata
from io import BytesIO
from itertools import pairwise

import docx
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rendering import saved

from tonghop.reading.loaders import load, word
from tonghop.reading.loaders.assembly import Grid, GridCell, Paragraph, Piece, assemble

WORDS = st.text(
    st.one_of(
        st.sampled_from("aăâeêioôơuưyđ 0123456789.,%\u0301\u0300\u0303\u0309\u0323\u0302²\t\n\u200b\u00ad\u1100\u1161"),
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]),
    ),
    max_size=12,
)
PIECES = st.lists(WORDS, max_size=4).map(lambda texts: tuple(Piece(text, number) for number, text in enumerate(texts)))


def normal(text):
    return unicodedata.normalize("NFC", text)


@st.composite
def grids(draw):
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    places = [(row, column) for row in range(height) for column in range(width)]
    return Grid(tuple(GridCell(*place, draw(PIECES)) for place in places))


@given(st.lists(st.one_of(PIECES.map(Paragraph), grids()), max_size=5))
def test_assembled_text_is_normal_and_every_cell_and_span_lies_in_it(blocks):
    content = assemble(blocks)
    assert unicodedata.is_normalized("NFC", content.text)
    assert content.text == content.text.strip() or content.tables
    for table in content.tables:
        for cell in table.cells:
            text = content.text[cell.start : cell.end]
            assert text == text.strip()
            assert not {"\n", "\t"} & set(text)
    ends = [(span.start, span.end) for span in content.spans]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(content.text) for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))


@given(PIECES)
def test_spans_of_a_paragraph_cover_its_text(pieces):
    content = assemble([Paragraph(pieces)])
    assert "".join(content.text[span.start : span.end] for span in content.spans) == content.text


@given(grids())
def test_rows_of_a_table_are_lines_and_its_cells_stand_between_tabs(grid):
    content = assemble([grid])
    for table in content.tables:
        lines = [line.split("\t") for line in content.text.split("\n")]
        for cell in table.cells:
            assert lines[cell.row][cell.column] == content.text[cell.start : cell.end]


XML_TEXT = st.text(st.sampled_from("ăđêo 0123456789.,\u0301\u0323%"), min_size=1, max_size=10)


@settings(max_examples=25)
@given(st.lists(st.lists(XML_TEXT, max_size=4), min_size=1, max_size=4))
def test_runs_of_a_word_document_map_to_its_text(paragraphs):
    document = docx.Document()
    for texts in paragraphs:
        paragraph = document.add_paragraph()
        for text in texts:
            paragraph.add_run(text)
    data = saved(document)
    content = word.content_of(docx.Document(BytesIO(data)))
    slices = [content.text[span.start : span.end] for span in content.spans]
    assert "".join(slices) == content.text.replace("\n\n", "")
    if content.text:
        assert load(data).text == content.text


@settings(max_examples=25)
@given(st.lists(st.lists(st.one_of(st.none(), XML_TEXT), min_size=3, max_size=3), min_size=2, max_size=4))
def test_every_cell_of_a_sheet_is_found_at_its_reference(rows):
    book = openpyxl.Workbook()
    book.active.title = "Biểu 1"
    for number, row in enumerate([["TT", "Chỉ tiêu", "Số"], *rows], 1):
        for column, text in enumerate(row, 1):
            book.active.cell(number, column).value = text
    source = load(saved(book))
    assert source.tables
    for table in source.tables:
        for cell in table.cells:
            value = book.active[cell.reference.removeprefix("Biểu 1!")].value
            assert source.text[cell.start : cell.end] == normal(value.strip()).strip()
