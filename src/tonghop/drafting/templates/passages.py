"""Paragraphs, tables and charts of a drafted report, in the letters of the template's paragraph that asks for them."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from tonghop.core.paper import Block, Chart, Note, Paper, Paragraph, Runs, Section, numbered
from tonghop.drafting.templates.tags import Passage
from tonghop.drafting.templates.walk import Element
from tonghop.printing import charts, wording
from tonghop.printing.form import TEXT_WIDTH
from tonghop.printing.word.footnotes import Footnotes
from tonghop.printing.word.styles import styles
from tonghop.printing.word.tables import table
from tonghop.printing.word.xml import element, paragraph, text
from tonghop.printing.wording import Footnote


class Passages:
    """Writes the passages of a report into a template that is open.

    Notes become footnotes, or stand in brackets where the template has footnotes of its own.
    """

    def __init__(self, document: Any, paper: Paper) -> None:
        self._document, self._paper = document, paper
        self._notes = Footnotes()
        self._bracketed = any(relation.reltype.endswith("/footnotes") for relation in document.part.rels.values())
        self._room = _room(document)
        self._styled = self._noted = False

    def written(self, tag: Passage, model: Element) -> list[Element]:
        """The elements that a passage comes to, its paragraphs like `model`."""
        paper = self._paper
        match tag.what:
            case "opening":
                return list(self._blocks(paper.opening, model))
            case "closing":
                return list(self._blocks(paper.closing, model))
            case "everything":
                return list(self._sections(list(numbered(paper.sections)), model))
            case "authority":
                return [_like(model, _elements(text(line))) for line in wording.frame(paper).offices]
            case "recipients":
                return [_like(model, _elements(text(line))) for line in wording.frame(paper).recipients]
        return list(self._section(tag.section, model))

    def finish(self) -> None:
        """Put in what the passages written refer to."""
        if self._noted and not self._bracketed:
            name, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
            part = self._document.part
            made = XmlPart(name, kind, parse_xml(self._notes.part()), part.package)
            part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)

    def _section(self, name: str, model: Element) -> Iterator[Element]:
        """What stands below the heading of a section, up to the next one that is not below it."""
        all_of = list(numbered(self._paper.sections))
        start = next((at for at, (_, section) in enumerate(all_of) if section.key == name), None)
        if start is None:
            return
        own = all_of[start][1]
        after = (at for at, (_, section) in enumerate(all_of) if at > start and section.level <= own.level)
        yield from self._blocks(own.blocks, model)
        yield from self._sections(all_of[start + 1 : next(after, len(all_of))], model)

    def _sections(self, sections: Iterable[tuple[str, Section]], model: Element) -> Iterator[Element]:
        for number, section in sections:
            yield self._heading(model, f"{number} {wording.clean(section.title)}")
            yield from self._blocks(section.blocks, model)

    def _heading(self, model: Element, title: str) -> Element:
        """A heading set like `model`, in bold, on the page of what follows it."""
        made = _like(model, _elements(text(title)))
        DocxParagraph(made, self._document).paragraph_format.keep_with_next = True
        for run in made.iterchildren(qn("w:r")):
            Run(run, self._document).bold = True
        return made

    def _blocks(self, blocks: Iterable[Block], model: Element) -> Iterator[Element]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield _like(model, _elements(*([text("- ")] if block.listed else []), *self._runs(block.runs)))
                continue
            self._style()
            if isinstance(block, Chart):
                yield from self._picture(block)
            else:
                self._noted = True
                yield from _elements(*table(block, self._room, self._notes))

    def _runs(self, runs: Runs) -> Iterator[str]:
        if self._bracketed:
            pieces = wording.pieces(runs)
            return (text(f" ({piece.text})" if isinstance(piece, Footnote) else piece) for piece in pieces)
        if any(isinstance(run, Note) for run in runs):
            self._style()
            self._noted = True
        return self._notes.written(runs)

    def _picture(self, chart: Chart) -> Iterator[Element]:
        yield from _elements(paragraph("Caption", text(wording.clean(chart.title))))
        drawn = BytesIO(charts.png((chart,))[0])
        inline = self._document.part.new_pic_inline(drawn, width=Mm(min(charts.WIDTH, self._room)))
        inline.docPr.set("descr", wording.clean(chart.told))
        (made,) = _elements(paragraph("Picture", element("r", element("drawing"))))
        made.find(f".//{qn('w:drawing')}").append(inline)
        yield made

    def _style(self) -> None:
        """Give the template those of our styles that it does not have."""
        if self._styled:
            return
        self._styled = True
        root = self._document.part.styles.element
        there = {style.get(qn("w:styleId")) for style in root.iterchildren(qn("w:style"))}
        for style in _elements(*styles()):
            if style.tag == qn("w:style") and style.get(qn("w:styleId")) not in there and not _is_default(style):
                root.append(style)


def _elements(*made: str) -> list[Element]:
    """What was written as text, as elements of a document that is open."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{''.join(made)}</w:body>"))


def _is_default(style: Element) -> bool:
    return style.get(qn("w:default")) is not None


def _like(model: Element, runs: Iterable[Element]) -> Element:
    """A paragraph set like `model`, its runs in the letters of the first run there."""
    (made,) = _elements("<w:p/>")
    setting = model.find(qn("w:pPr"))
    if setting is not None:
        setting = deepcopy(setting)
        for unwanted in setting.findall(qn("w:sectPr")):
            setting.remove(unwanted)
        made.append(setting)
    first = model.find(f".//{qn('w:r')}/{qn('w:rPr')}")
    for run in runs:
        if first is not None and run.find(qn("w:rPr")) is None:
            run.insert(0, deepcopy(first))
        made.append(run)
    return made


def _room(document: Any) -> float:
    """The width of the text of the template's first section, in millimetres."""
    section = document.sections[0]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    if None in sizes:
        return TEXT_WIDTH
    width, left, right = sizes
    return float((width - left - right) / Mm(1))
