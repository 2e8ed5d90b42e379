"""Word files with a comment at each finding: the officer's own, or a fresh one of the same text."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Report
from tonghop.reading.loaders import word
from tonghop.reading.loaders.assembly import Content, Span
from tonghop.review.layout import Grid, Paragraph, Piece, blocks
from tonghop.review.sentences import anchor, explain
from tonghop.review.summary import ordered
from tonghop.review.wording import Wording

_AUTHOR, _INITIALS = "Tổng Hợp", "TH"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ONE_CHARACTER = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}


def annotate(original: bytes, document: Document, report: Report, language: str = "vi") -> bytes:
    """The original docx, unchanged but for a comment at each finding.

    A figure of a footnote, a text box or a page header carries its comment where the body refers to it.
    Raises ValueError where `document` was not read from `original`.
    """
    package = docx.Document(BytesIO(original))
    content = word.content_of(package)
    if content.text != document.text:
        raise ValueError(f"{document.name} is not the file that was read")
    _comment(package, document, report, language, lambda figure: _runs_at(content, figure))
    return _saved(package)


def render(document: Document, report: Report | None, language: str = "vi") -> bytes:
    """A fresh docx of the document's text, with a comment at each finding where there is a report."""
    package = docx.Document()
    _set_page(package)
    runs: dict[str, list[Any]] = {}
    for block in blocks(document):
        if isinstance(block, Grid):
            _write_grid(package, block, runs)
        elif any(piece.text.strip() for piece in block.pieces):
            _write_paragraph(package, block, runs)
    if report:
        _comment(package, document, report, language, lambda figure: runs.get(figure.id, []))
    return _saved(package)


def _comment(
    package: Any, document: Document, report: Report, language: str, runs_of: Callable[[Figure], Sequence[Any]]
) -> None:
    """Comment every finding at its figure. Runs are cut from the end of the text, so that none moves another."""
    wording = Wording(language)
    numbered = list(enumerate(ordered(report.findings), 1))
    anchors = {anchor(finding) for _, finding in numbered}
    runs = {figure.id: runs_of(figure) for figure in reversed(document.figures) if figure.id in anchors}
    for number, finding in numbered:
        if elements := runs[anchor(finding)]:
            remark = _CONTROL.sub(" ", explain(document, finding, number, wording))
            package.add_comment([Run(elements[0], package), Run(elements[-1], package)], remark, _AUTHOR, _INITIALS)


def _saved(package: Any) -> bytes:
    stream = BytesIO()
    package.save(stream)
    return stream.getvalue()


def _runs_at(content: Content, figure: Figure) -> list[Any]:
    """The runs that hold exactly this figure, split where needed; those before it keep their beginnings."""
    spans = [span for span in content.spans if span.start < figure.end and figure.start < span.end]
    if not spans:
        return [span.origin.element for span in _before(content, figure) if isinstance(span.origin, word.Run)]
    found = []
    for span in spans:
        if isinstance(span.origin, word.Run):
            start, end = max(span.start, figure.start), min(span.end, figure.end)
            found.append(_cut_out(span.origin.element, content.text[start:end], start - span.start))
    return found


def _before(content: Content, figure: Figure) -> Sequence[Span]:
    """The span before a figure that has none of its own, such as an automatic number."""
    return [span for span in content.spans if span.start <= figure.start][-1:] or content.spans[:1]


def _cut_out(run: Any, text: str, near: int) -> Any:
    """The run of just `text`, split off `run` at its occurrence nearest to `near`; the whole run where it has none."""
    raw = "".join(_text(child) for child in run)
    shown = unicodedata.normalize("NFC", raw)
    found = [match.start() for match in re.finditer(re.escape(text), shown, re.IGNORECASE)]
    if not found:
        return run
    start = min(found, key=lambda place: abs(place - near))
    first, last = (_raw_index(raw, place) for place in (start, start + len(text)))
    if last < len(raw):
        _split(run, last)
    return _split(run, first) if first else run


def _raw_index(raw: str, index: int) -> int:
    """The place in `raw` of the place `index` of its NFC form."""
    if unicodedata.is_normalized("NFC", raw):
        return index
    fitting = (place for place in range(len(raw) + 1) if len(unicodedata.normalize("NFC", raw[:place])) >= index)
    place = next(fitting, len(raw))
    while place < len(raw) and unicodedata.combining(raw[place]):
        place += 1
    return place


def _text(child: Any) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return "\n" if child.tag in _ONE_CHARACTER else ""


def _split(run: Any, at: int) -> Any:
    """Leave the first `at` characters in `run` and return the new run, right after it, that takes the rest."""
    rest = deepcopy(run)
    position = 0
    for child, copy in zip(list(run), list(rest), strict=True):
        if child.tag == qn("w:rPr"):
            continue
        text = _text(child)
        if position + len(text) <= at and (text or position < at):
            rest.remove(copy)
        elif position >= at:
            run.remove(child)
        else:
            _set_text(child, text[: at - position])
            _set_text(copy, text[at - position :])
        position += len(text)
    run.addnext(rest)
    return rest


def _set_text(element: Any, text: str) -> None:
    element.text = text
    element.set(qn("xml:space"), "preserve")


def _set_page(package: Any) -> None:
    """A4 with the margins and type of an official document (Decree 30/2020)."""
    section = package.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, (20, 20, 30, 15))
    style = package.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)


def _write_paragraph(package: Any, block: Paragraph, runs: dict[str, list[Any]]) -> None:
    paragraph = package.add_paragraph()
    if block.kind == "body":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for run in _write(paragraph, block.pieces, runs):
        run.bold = True if block.kind in ("part", "section") else None
        run.font.size = Pt(11) if block.kind == "footnote" else None


def _write_grid(package: Any, grid: Grid, runs: dict[str, list[Any]]) -> None:
    width = max((cell.column + cell.columns for row in grid.rows for cell in row), default=0)
    height = max((number + cell.rows for number, row in enumerate(grid.rows) for cell in row), default=0)
    table = package.add_table(height, width, "Table Grid")
    for number, row in enumerate(grid.rows):
        for cell in row:
            target = table.cell(number, cell.column)
            if cell.rows > 1 or cell.columns > 1:
                target = target.merge(table.cell(number + cell.rows - 1, cell.column + cell.columns - 1))
            paragraph = target.paragraphs[0]
            if cell.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in _write(paragraph, cell.pieces, runs):
                run.font.size, run.bold = Pt(11), True if cell.header else None
    package.add_paragraph()


def _write(paragraph: Any, pieces: Sequence[Piece], runs: dict[str, list[Any]]) -> list[Any]:
    written = []
    for piece in pieces:
        run = paragraph.add_run(_CONTROL.sub(" ", piece.text.removesuffix("\n")))
        if piece.figure:
            runs.setdefault(piece.figure.id, []).append(run._r)
        written.append(run)
    return written
