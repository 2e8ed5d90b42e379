"""Builds the sample documents from the texts in `sources/`. Run it again after changing one: `python samples/build.py`.

Marks in the sources: `@letterhead`, `@title`, `@heading`, `@signature`, `@appendix` and `@table` name the block that
follows; a paragraph beginning with a superscript number is the footnote of that number. In sheets, `>` and `^` carry
the cell to the left or above on.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from openpyxl.styles import Border, Font, Side

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))
from rendering import add_footnotes, saved, split, typeset, typst_paragraph, write  # noqa: E402

_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?%?|\d+(?:,\d+)?%?")
_THIN = Side(style="thin")
Section = tuple[str, list[str]]


def main() -> None:
    """Write every sample that is not itself a text in this folder."""
    built = {
        "bao-cao-6-thang-quan-tay-lam.docx": word_report,
        "bao-cao-thang-5-phuong-ben-nua.pdf": pdf_report,
        "bieu-mau-phuong-mai-dinh.xlsx": workbook,
    }
    for name, build in built.items():
        source = (HERE / "sources" / name).with_suffix(".txt").read_text(encoding="utf-8")
        (HERE / name).write_bytes(build(source))


def sections(source: str) -> tuple[list[Section], dict[int, str]]:
    """Blocks of a source as (mark, lines), and its footnotes."""
    body, notes = split(source)
    blocks = [block.split("\n") for block in body]
    return [(lines[0], lines[1:]) if lines[0].startswith("@") else ("", lines) for lines in blocks], notes


def rows_of(lines: list[str]) -> list[list[str]]:
    """Cells of the lines of a table."""
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def word_report(source: str) -> bytes:
    """A report as a Word document on A4, its appendix on a landscape page."""
    blocks, notes = sections(source)
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    page = document.sections[0]
    page.page_width, page.page_height, page.left_margin, page.right_margin = Cm(21), Cm(29.7), Cm(3), Cm(1.5)
    for mark, lines in blocks:
        _add_to_document(document, mark, lines, notes)
    add_footnotes(document, notes)
    return stable(saved(document))


def _add_to_document(document: Any, mark: str, lines: list[str], notes: dict[int, str]) -> None:
    if mark == "@letterhead":
        _letterhead(document.add_table(1, 2), lines)
    elif mark == "@table":
        _word_table(document, rows_of(lines))
    elif mark:
        if mark == "@appendix":
            page = document.add_section()
            page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        for line in lines:
            paragraph = document.add_paragraph()
            paragraph.add_run(line).bold = True
            if mark != "@heading":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        write(paragraph, "\n".join(lines), notes)


def _letterhead(table: Any, lines: list[str]) -> None:
    *issuer, number, date = lines
    for cell, texts in zip(table.rows[0].cells, ([*issuer, number], [*_NATION, date]), strict=True):
        cell.text = texts[0]
        for text in texts[1:]:
            cell.add_paragraph(text)


def _word_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def pdf_report(source: str) -> bytes:
    """A report as a PDF with a text layer."""
    blocks, notes = sections(source)
    return typeset("#set document(date: none)\n" + "\n\n".join(_typst(mark, lines, notes) for mark, lines in blocks))


def _typst(mark: str, lines: list[str], notes: dict[int, str]) -> str:
    texts = [typst_paragraph(line, notes) for line in lines]
    if mark == "@letterhead":
        *issuer, number, date = texts
        halves = " \\ ".join([*issuer, number]), " \\ ".join([*_NATION, date])
        grid = f"grid(columns: (5fr, 7fr), align: center, [{halves[0]}], [{halves[1]}])"
        return f"#set par(first-line-indent: 0cm)\n#text(size: 11pt, {grid})"
    if mark == "@table":
        rows = rows_of(lines)
        cells = "".join(f"[{typst_paragraph(cell, {})}], " for row in rows for cell in row)
        return f"#set par(justify: false)\n#table(columns: {len(rows[0])}, {cells})\n#set par(justify: true)"
    if mark in ("@title", "@signature"):
        indent = "#set par(first-line-indent: (amount: 1cm, all: true))" if mark == "@title" else ""
        return "#align(center)[*" + " \\ ".join(texts) + f"*]\n{indent}"
    return f"*{' '.join(texts)}*" if mark == "@heading" else " \\ ".join(texts)


def workbook(source: str) -> bytes:
    """A form as a workbook with merged headers, number formats and a hidden sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for block in source.strip().split("\n\n"):
        heading, *lines = block.split("\n")
        mark, title = heading.split(" ", 1)
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if mark == "@hidden" else "visible"
        for number, texts in enumerate(rows_of(lines), 1):
            for column, text in enumerate(texts, 1):
                _set_cell(sheet.cell(number, column), text, bordered=len(texts) > 1)
        for area in merged_areas(rows_of(lines)):
            sheet.merge_cells(start_row=area[0], start_column=area[1], end_row=area[2], end_column=area[3])
        sheet.column_dimensions["B"].width = 44
    return stable(saved(book))


def _set_cell(cell: Any, text: str, *, bordered: bool) -> None:
    if bordered:
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    else:
        cell.font = Font(bold=True)
    is_number = _NUMBER.fullmatch(text) and cell.column > 3
    if is_number:
        decimals = len(text.rstrip("%").partition(",")[2])
        plain = float(text.rstrip("%").replace(".", "").replace(",", "."))
        percent = text.endswith("%")
        cell.value = round(plain / 100, decimals + 2) if percent else plain
        cell.number_format = ("0" if percent else "#,##0") + ("." + "0" * decimals if decimals else "") + "%" * percent
    elif text not in ("", ">", "^"):
        cell.value = text


def merged_areas(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Areas (first row, first column, last row, last column), counted from 1, that `>` and `^` spread over."""
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in (">", "^"):
                continue
            right, below = column, row
            while right + 1 < len(texts) and texts[right + 1] == ">":
                right += 1
            while below + 1 < len(rows) and column < len(rows[below + 1]) and rows[below + 1][column] == "^":
                below += 1
            if (right, below) != (column, row):
                yield row + 1, column + 1, below + 1, right + 1


def stable(package: bytes) -> bytes:
    """The same Office file without the time of its making, so that building twice gives the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2024-06-18T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2024, 6, 18, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


if __name__ == "__main__":
    main()
