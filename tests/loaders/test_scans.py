"""Scans: pages recognised in pictures, in PDF and alone."""

import io

import pytest
from bench.scan import SHARED, found, ours, reports, scanned
from PIL import Image
from tests.rendering import to_pdf, typeset
from tests.scanning import as_pdf, pictures, spoilt, stamped

import tonghop
from tonghop.core.errors import UnreadableDocument
from tonghop.core.progress import watched
from tonghop.reading.loaders import load
from tonghop.reading.loaders.scans import tesseract

installed = pytest.mark.skipif(not tesseract.is_installed(), reason="Tesseract with Vietnamese is not installed")
PROSE = (
    "Sáu tháng đầu năm 2024, tổng thu ngân sách nhà nước trên địa bàn phường ước đạt 12,48 tỷ đồng, "
    "bằng 54,3% dự toán; giải quyết việc làm cho 1.236 lao động, hỗ trợ 87 hộ nghèo và thu hồi 58.288,5 m² đất."
)
TABLE = """#table(columns: (1cm, 1fr, auto, auto), align: horizon,
table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Chỉ tiêu],
table.cell(colspan: 2)[Năm 2024], [Kế hoạch], [Thực hiện],
[1], [Tổng thu ngân sách nhà nước trên địa bàn], [1.284,5], [900,6], [2], [Số hộ nghèo], [25], [17])"""


def scan(source, dpi=300, change=lambda page: page):
    """A scanned PDF of Typst source, each page changed in some way."""
    return as_pdf([change(page) for page in pictures(typeset(source), dpi)], dpi)


def as_file(pages, kind):
    """A picture file of these pages."""
    first, *others = pages
    stream = io.BytesIO()
    first.save(stream, kind, **({"save_all": True, "append_images": others, "dpi": (200, 200)} if others else {}))
    return stream.getvalue()


@installed
def test_a_spoilt_scan_gives_its_figures_with_a_confidence():
    sealed = scan(PROSE, 150, lambda page: spoilt(stamped(page, (page.width // 2, 200), 120), 1))
    document = tonghop.read(sealed)
    measures = {figure.text: figure for figure in document.figures if figure.role.measures}
    assert set(measures) >= {"12,48 tỷ đồng", "54,3%", "1.236 lao động", "87 hộ nghèo", "58.288,5 m²"}
    assert all(0 < figure.confidence <= 99 for figure in measures.values())


@installed
@pytest.mark.parametrize("turn", [None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180])
def test_a_ruled_table_has_its_cells_however_the_page_lies(turn):
    askew = scan(f"{TABLE}\n\n{PROSE}", 200, lambda page: page.rotate(2, fillcolor="white"))
    turned = scan(f"{TABLE}\n\n{PROSE}", 200, lambda page: page.transpose(turn)) if turn else askew
    source = load(turned)
    (table,) = source.tables
    cells = {(cell.row, cell.column): source.text[cell.start : cell.end] for cell in table.cells}
    assert [cells[2, column] for column in (1, 2, 3)] == [
        "Tổng thu ngân sách nhà nước trên địa bàn",
        "1.284,5",
        "900,6",
    ]
    assert [cells[3, column] for column in (1, 2, 3)] == ["Số hộ nghèo", "25", "17"]
    assert (cells[0, 2], cells[1, 3]) == ("Năm 2024", "Thực hiện")


@installed
def test_only_the_scanned_pages_of_a_mixed_pdf_are_recognised():
    import pypdfium2

    mixed = pypdfium2.PdfDocument(to_pdf(f"Trang đầu có lớp văn bản. {PROSE}"))
    mixed.import_pages(pypdfium2.PdfDocument(scan("Trang sau là ảnh quét, nêu 45 hộ.", 150)))
    stream = io.BytesIO()
    mixed.save(stream)
    document = tonghop.read(stream.getvalue())
    confidences = {figure.text: figure.confidence for figure in document.figures if figure.role.measures}
    assert confidences["1.236 lao động"] is None
    assert confidences["45 hộ"] > 90


@installed
def test_the_pages_of_a_picture_file_are_read_in_order_and_counted():
    pages = [page for text in ("Trang một có 12 hộ.", "Trang hai có 34 hộ.") for page in pictures(typeset(text), 200)]
    told = []
    with watched(lambda done, total: told.append((done, total))):
        source = load(as_file(pages, "TIFF"))
    assert (source.media_type, told) == ("image/tiff", [(1, 2), (2, 2)])
    assert source.text.split("\n\n") == ["Trang một có 12 hộ.", "Trang hai có 34 hộ."]


def test_without_tesseract_there_is_one_sentence_that_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    tesseract._program.cache_clear()
    with pytest.raises(UnreadableDocument, match="chưa cài phần mềm nhận dạng chữ Tesseract") as refused:
        load(as_file(pictures(typeset("Một trang."), 100), "PNG"), name="trang.png")
    assert "tesseract-ocr-vie" in refused.value.remedy
    tesseract._program.cache_clear()


@installed
@pytest.mark.skipif(not SHARED.exists(), reason="../shared/gold is not here")
def test_figures_of_a_real_report_are_found_in_a_spoilt_scan():
    gold, text = next((gold, text) for gold, text in reports() if gold["figures"] and len(text) < 8000)
    counts, _ = found(gold, text, ours(scanned(text, 150), 150))
    assert counts["found"] >= 0.9 * counts["gold"]
