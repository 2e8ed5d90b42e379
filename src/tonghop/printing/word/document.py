"""The document as a whole: its sections with their pages, text and appendices in order."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn
from docx.shared import Mm

from tonghop.core.paper import Block, Chart, Paper, Paragraph
from tonghop.printing import charts, wording
from tonghop.printing.form import TEXT_WIDTH, WIDE_TEXT_WIDTH
from tonghop.printing.word import head
from tonghop.printing.word.footnotes import Footnotes
from tonghop.printing.word.package import emptied, saved
from tonghop.printing.word.pages import Pages
from tonghop.printing.word.tables import table
from tonghop.printing.word.xml import Element, element, gap, paragraph, text


def docx(paper: Paper) -> bytes:
    """The paper as a Word document; the same bytes for the same paper. Raises NoFont."""
    return _Writer(paper).written()


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._document: Any = emptied(python_docx.Document())
        self._pages = Pages(self._document)
        self._notes = Footnotes()
        self._pictures = iter(charts.png(charts.of(paper)))

    def written(self) -> bytes:
        body = self._document.element.body
        final = body.find(qn("w:sectPr"))
        for made in self._all():
            final.addprevious(made)
        body.replace(final, self._pages.section(self._paper.appendices[-1].wide if self._paper.appendices else False))
        self._notes.attach(self._document)
        return saved(self._document, self._paper)

    def _all(self) -> Iterator[Element]:
        paper = self._paper
        yield gap(1)  # or LibreOffice puts a whole line before a table that begins a document
        frame = wording.frame(paper)
        yield head.head(frame)
        yield from head.title(frame)
        yield from self._text(paper)
        yield head.foot(frame)
        wide = False
        for appendix, (name, title) in zip(paper.appendices, frame.appendices, strict=True):
            yield gap(1, self._pages.section(wide))
            yield paragraph("AppendixName", *text(name))
            yield paragraph("AppendixTitle", *text(title))
            yield paragraph("Attached", *text(frame.attached))
            wide = appendix.wide
            yield from self._blocks(appendix.blocks, WIDE_TEXT_WIDTH if wide else TEXT_WIDTH)

    def _text(self, paper: Paper) -> Iterator[Element]:
        yield from self._blocks(paper.opening)
        for _, heading, section in wording.outline(paper.sections):
            yield paragraph(f"Heading{section.level}", *text(heading))
            yield from self._blocks(section.blocks)
        yield from self._blocks(paper.closing)

    def _blocks(self, blocks: Iterable[Block], room: float = TEXT_WIDTH) -> Iterator[Element]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(block)
            elif isinstance(block, Chart):
                yield from self._picture(block)
            else:
                yield from table(block, room, self._notes)

    def _paragraph(self, block: Paragraph) -> Element:
        inside = [made for piece in wording.pieces(block.runs) for made in self._notes.written(piece)]
        return paragraph("ListBullet" if block.listed else "BodyText", *inside)

    def _picture(self, chart: Chart) -> Iterator[Element]:
        yield paragraph("Caption", *text(wording.clean(chart.title)))
        inline = self._document.part.new_pic_inline(BytesIO(next(self._pictures)), width=Mm(charts.WIDTH))
        inline.docPr.set("descr", wording.clean(chart.told))
        run = element("r", element("drawing"))
        run[0].append(inline)
        yield paragraph("Picture", run)
