"""Small sound files of each format that broken ones are made from."""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
from tests.rendering import saved, to_docx, to_pdf

ROOT = Path(__file__).resolve().parent.parent
REPORT = """ỦY BAN NHÂN DÂN XÃ SUỐI MÂY

BÁO CÁO
Kết quả 6 tháng đầu năm 2026

Thu ngân sách 12,5 tỷ đồng, đạt 52% dự toán, tăng 8,4% so với cùng kỳ¹. Toàn xã có 302 hộ, trong đó 114 hộ nghèo
và 188 hộ cận nghèo.

Chỉ tiêu\tKế hoạch\tThực hiện\t%
Trồng rừng (ha)\t120\t96,5\t80,4
Làm đường (km)\t8\t5\t62,5

¹ Cùng kỳ năm 2025: 11,53 tỷ đồng."""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Tin</title></head><body><nav>Trang 1</nav>
<h1>Xã Suối Mây thu 12,5 tỷ đồng</h1><p>Đạt 52%<sup>1</sup> dự toán; <b>96,5 ha</b> rừng.</p>
<ol><li>Năm 2025: 11 tỷ</ol>
<table><tr><th>Thôn</th><th colspan=2>Hộ</th></tr><tr><td rowspan=2>Một</td><td>12</td><td>5,5%</td></tr>
<tr><td>7</td><td>&nbsp;</td></tr></table></body></html>"""


@cache
def texts() -> tuple[str, ...]:
    """The paragraphs of annotated reports, and a short report."""
    reports = sorted((ROOT / "tests" / "annotated").glob("*.txt"))
    return (REPORT, *(part for path in reports for part in path.read_text("utf-8").split("\n\n") if part.strip()))


@cache
def packages() -> tuple[bytes, ...]:
    """Office files, which are zip archives."""
    return (to_docx(REPORT), _with_table(), saved(_workbook()))


@cache
def files() -> tuple[bytes, ...]:
    """A file of each format."""
    pages = (PAGE.encode(), PAGE.replace("utf-8", "utf-16").encode("utf-16"))
    plain = (REPORT.encode(), REPORT.encode("utf-16"), _in_tcvn3(REPORT))
    return (*packages(), to_pdf(REPORT), to_pdf(REPORT.split("\n\n")[2] * 3), *pages, *plain)


@cache
def members(package: bytes) -> dict[str, bytes]:
    """The files in a zip archive."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_table() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Kết quả thực hiện").runs[0].font.name = ".VnTime"
    table = document.add_table(3, 3)
    for place, text in enumerate(["Chỉ tiêu", "Kế hoạch", "Thực hiện", "Hộ nghèo", "120", "114", "Tổng", "302", "290"]):
        table.cell(*divmod(place, 3)).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.add_paragraph("Toàn xã có 302 hộ.", style="List Number")
    return saved(document)


def _workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Biểu 1"],
        ["TT", "Chỉ tiêu", "2025", "2026", "%"],
        [1, "Thu", 1153.4, 1250, 1.08],
        [2, "Hộ", 311, 302],
    ):
        sheet.append(row)
    sheet["E3"].number_format = "0.0%"
    sheet["C3"].number_format = "#,##0.00"
    sheet.merge_cells("A1:E1")
    return book


def _in_tcvn3(text: str) -> bytes:
    from tests.loaders.old_letters import encoded

    return encoded(text, "tcvn3").encode("latin-1", "replace")
