"""PDF for keeping: PDF/A and PDF/UA as it says of itself, tagged, with bookmarks, fonts and text in order."""

import re
from ctypes import create_string_buffer
from dataclasses import replace

import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument
from tests.printing.papers import PAPER, long_paper, numbers_as_read, row

from tonghop import printing
from tonghop.core.paper import Align, Column, Note, Paper, Paragraph, Section, Table
from tonghop.reading.loaders import load


@pytest.fixture(scope="module")
def printed() -> bytes:
    return printing.pdf(PAPER)


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1(printed: bytes) -> None:
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", printed)
    assert re.search(rb"<pdfaid:conformance>A</pdfaid:conformance>", printed)
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", printed)


def test_it_tells_title_author_and_language(printed: bytes) -> None:
    document = PdfDocument(printed)
    told = document.get_metadata_dict()
    assert told["Title"].startswith("BÁO CÁO Tình hình kinh tế - xã hội")
    assert told["Author"] == "Ủy ban nhân dân phường Hòa Bình"
    assert re.search(rb"/Lang ?\(vi", printed)


def test_it_is_tagged_and_pictures_are_told_in_words(printed: bytes) -> None:
    document = PdfDocument(printed)
    assert pdfium.FPDFCatalog_IsTagged(document)
    kinds = {kind for page in document for kind in _kinds(page)}
    assert {"H1", "H2", "P", "Table", "TH", "TD", "Figure"} <= kinds


def _kinds(page: object) -> set[str]:
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    waiting = [
        pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(pdfium.FPDF_StructTree_CountChildren(tree))
    ]
    kinds = set()
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        size = pdfium.FPDF_StructElement_GetType(element, None, 0)
        buffer = create_string_buffer(size)
        pdfium.FPDF_StructElement_GetType(element, buffer, size)
        kinds.add(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        waiting += [
            pdfium.FPDF_StructElement_GetChildAtIndex(element, n)
            for n in range(pdfium.FPDF_StructElement_CountChildren(element))
        ]
    pdfium.FPDF_StructTree_Close(tree)
    return kinds


def test_headings_and_appendices_are_bookmarks(printed: bytes) -> None:
    marks = [(mark.level, mark.get_title()) for mark in PdfDocument(printed).get_toc()]
    assert marks[:4] == [
        (0, "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ"),
        (1, "1. Kinh tế"),
        (2, "1.1. Thu, chi ngân sách"),
        (3, "a) Đầu tư công"),
    ]
    assert [re.sub(r"\s+", " ", title) for level, title in marks if level == 0][2:] == [
        "Phụ lục I CÁC CHỈ TIÊU CHỦ YẾU",
        "Phụ lục II DANH MỤC DỰ ÁN",
    ]


def test_every_face_is_embedded(printed: bytes) -> None:
    faces = re.findall(rb"/FontName ?/(\S+?)[ /\r\n>]", printed)
    assert {face.partition(b"+")[2] for face in faces} == {
        b"LiberationSerif",
        b"LiberationSerif-Bold",
        b"LiberationSerif-Italic",
        b"LiberationSerif-BoldItalic",
    }
    assert len(re.findall(rb"/FontFile[23]", printed)) == len(faces)


@pytest.mark.parametrize("paper", [PAPER, long_paper(20)])
def test_every_number_and_note_is_in_the_text_in_its_order(paper: Paper) -> None:
    read = load(printing.pdf(paper)).text
    place = read.index("BÁO CÁO")
    for number in numbers_as_read(paper):
        place = read.index(number, place) + len(number)


def test_it_is_read_back_like_the_word_document() -> None:
    for paper in (PAPER, long_paper(20)):
        words, pages = (load(made(paper)).text for made in (printing.docx, printing.pdf))
        body = words[words.index("Thực hiện nghị quyết") : words.index("Nơi nhận:")]
        assert body.split() == pages[pages.index("Thực hiện nghị quyết") : pages.index("Nơi nhận:")].split()


def test_the_first_page_shows_no_number_and_others_do(printed: bytes) -> None:
    first, second, *_ = (page.get_textpage().get_text_bounded().split() for page in PdfDocument(printed))
    assert first[0] != "1"
    assert second[0] == "2"


def test_wide_appendices_lie_on_their_side(printed: bytes) -> None:
    sizes = [page.get_size() for page in PdfDocument(printed)]
    assert [width > height for width, height in sizes][-2:] == [True, False]


def test_the_same_paper_makes_the_same_bytes(printed: bytes) -> None:
    assert printing.pdf(PAPER) == printed


def test_long_words_stay_on_the_page() -> None:
    address = "https://hoabinh.binhan.gov.vn/" + "thong-tin-cong-khai/" * 12
    document = PdfDocument(printing.pdf(replace(PAPER, opening=(Paragraph((address,)),))))
    text = document[0].get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    assert max(right for _, _, right, _ in boxes) <= document[0].get_width()


def test_the_name_of_a_group_never_stands_alone_at_the_end_of_a_page() -> None:
    columns = (Column("Chỉ tiêu", 30, Align.START), Column("Thực hiện", 10))
    for rows in range(22, 27):
        filling = [row(f"Dòng {number}", "1") for number in range(rows)]
        table = Table(columns, (*filling, row("Nhóm cuối", "", heading=True), row("Dòng sau nhóm", "1")))
        document = PdfDocument(
            printing.pdf(replace(PAPER, sections=(Section("s", 1, "MỘT", (table,)),), appendices=()))
        )
        pages = [page.get_textpage().get_text_range() for page in document]
        assert [("Nhóm cuối" in text) for text in pages] == [("Dòng sau nhóm" in text) for text in pages]


@pytest.mark.parametrize("last", ["Đoạn cuối.", "Đoạn cuối " + "nói thêm vài lời " * 12])
def test_who_signs_never_stands_alone_on_a_page(last: str) -> None:
    for count in range(14, 20):
        opening = (*(Paragraph((f"Đoạn {number}.",)) for number in range(count)), Paragraph((last,)))
        document = PdfDocument(printing.pdf(replace(PAPER, opening=opening, sections=(), closing=(), appendices=())))
        pages = [page.get_textpage().get_text_range() for page in document]
        signed = next(text for text in pages if PAPER.signature.name in text)
        assert "Đoạn cuối" in signed
        assert len(last) > len("Đoạn cuối.") or f"Đoạn {count - 1}." in signed


def test_a_row_higher_than_a_page_is_parted() -> None:
    words = [f"từ{number}" for number in range(1500)]
    table = Table(
        (Column("Nội dung", 30, Align.START), Column("Thông tin", 60, Align.START)), (row("A", " ".join(words)),)
    )
    document = PdfDocument(printing.pdf(replace(PAPER, sections=(Section("s", 1, "MỘT", (table,)),), appendices=())))
    told = " ".join(page.get_textpage().get_text_range() for page in document).split()
    assert set(words) <= set(told)


def test_the_note_of_a_last_paragraph_stands_on_its_page_wherever_the_signature_comes_to_stand() -> None:
    cited = Paragraph(("Đoạn có chú thích", Note((f"đầu {'lời ' * 50}đuôi",)), "."))
    for count in range(10, 20):
        opening = (*(Paragraph((f"Đoạn {number}.",)) for number in range(count)), cited)
        document = PdfDocument(printing.pdf(replace(PAPER, opening=opening, sections=(), appendices=())))
        pages = [page.get_textpage().get_text_range() for page in document]
        assert [("có chú thích" in text) for text in pages] == [("đầu lời" in text) for text in pages]


def test_a_note_stands_whole_on_the_page_that_cites_it_and_only_a_long_one_goes_on() -> None:
    told = " ".join(f"lời{number}" for number in range(90))
    others = [Paragraph((f"Đoạn {number}.",)) for number in range(40)]
    for count in range(14, 20):
        cited = Paragraph((f"Đoạn {'nói thêm vài lời ' * 12} có chú thích", Note((f"đầu {told} đuôi",)), "."))
        opening = (*others[:count], cited, *others[count:])
        document = PdfDocument(printing.pdf(replace(PAPER, opening=opening, sections=(), appendices=())))
        pages = [page.get_textpage().get_text_range() for page in document]
        (page,) = (text for text in pages if "có chú thích" in text)
        assert "đầu" in page
        assert "đuôi" in page

    words = [f"từ{number}" for number in range(1500)]
    opening = (Paragraph(("Đoạn có chú thích", Note((" ".join(words),)), ".")),)
    document = PdfDocument(printing.pdf(replace(PAPER, opening=opening, sections=(), appendices=())))
    assert set(words) <= set(" ".join(page.get_textpage().get_text_range() for page in document).split())
