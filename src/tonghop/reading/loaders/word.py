"""Word documents (docx): the text as an officer sees it, changes taken as accepted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import docx
from lxml import etree

from tonghop.reading.loaders.assembly import (
    SUPERSCRIPTS,
    Block,
    Content,
    Grid,
    GridCell,
    Paragraph,
    Piece,
    assemble,
    is_visible,
    joined,
    without_indent,
)
from tonghop.reading.loaders.word_fonts import Fonts
from tonghop.reading.loaders.word_numbering import Numbering, W

_WIDEST = 63  # columns of a table, the limit of Word itself
_XML = etree.XMLParser(resolve_entities=False, no_network=True)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WRAPPERS = frozenset(
    f"{W}{tag}"
    for tag in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo")
)
_FIXED = {f"{W}softHyphen": "\u00ad", f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the body in which a comment can stand.

    For the text of a note or a text box, which cannot carry comments, it is the run that holds its mark or its frame.
    """

    element: Any


def read(data: bytes) -> Content:
    """Body in order, notes after the paragraphs that cite them, text boxes after those that hold them."""
    return content_of(docx.Document(BytesIO(data)))


def content_of(package: Any) -> Content:
    """The same for a document opened by python-docx; spans have a `Run` of its body as their origin."""
    return assemble(_Walk.through(package).blocks())


@dataclass(slots=True)
class _Walk:
    body: etree._Element
    notes: dict[tuple[str, str], etree._Element]
    headers: list[etree._Element]
    numbering: Numbering
    fonts: Fonts
    cited: list[tuple[str, etree._Element, Any]] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Any]] = field(default_factory=list)
    anchor: Any = None
    marks: int = 0

    @classmethod
    def through(cls, package: Any) -> "_Walk":
        parts = _parts(package)
        notes = {
            (kind, str(note.get(f"{W}id"))): note
            for kind in ("footnote", "endnote")
            for note in parts.get(f"{kind}s", ())
        }
        styles = parts.get("styles")
        numbering = Numbering(styles, parts.get("numbering"))
        return cls(package.element.body, notes, _headers(package), numbering, Fonts(styles))

    def blocks(self) -> Iterator[Block]:
        self.anchor = next(self.body.iter(f"{W}r"), None)
        for header in self.headers:
            yield from (block for block in self.container(header) if not _is_page_number(block))
        self.anchor = None
        yield from self.container(self.body)

    def container(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self.paragraph(child)
                yield from self.pending()
            elif child.tag == f"{W}tbl":
                yield from self.table(child)
                yield from self.pending()
            elif child.tag in _WRAPPERS:
                yield from self.container(child)

    def paragraph(self, element: etree._Element) -> Paragraph:
        pieces = tuple(self.inline(element))
        label = self.numbering.label(element.find(f"{W}pPr")) if is_visible(pieces) else ""
        return Paragraph((Piece(f"{label} "), *pieces) if label else pieces)

    def pending(self) -> Iterator[Block]:
        """Text boxes and notes met since the last call."""
        while self.boxes or self.cited:
            boxes, self.boxes = self.boxes, []
            cited, self.cited = self.cited, []
            outer = self.anchor
            for box, self.anchor in boxes:
                yield from self.container(box)
            for mark, note, self.anchor in cited:
                yield self.note(mark, note)
            self.anchor = outer

    def note(self, mark: str, note: etree._Element) -> Paragraph:
        paragraphs = [without_indent(self.inline(element)) for element in note.iter(f"{W}p")]
        return Paragraph((Piece(f"{mark} ", Run(self.anchor)), *joined(paragraphs, "\n")))

    def inline(self, parent: etree._Element) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self.run(child)
            elif child.tag in _WRAPPERS:
                yield from self.inline(child)
            elif child.tag == _ALTERNATE:
                yield from self.inline(_chosen(child))
            elif isinstance(child.tag, str) and child.tag.endswith(("}oMath", "}oMathPara")):
                yield Piece("".join(text.text or "" for text in child.iter(_MATH_TEXT)))

    def run(self, element: etree._Element) -> Iterator[Piece]:
        if _on(element, "vanish"):
            return
        anchor = self.anchor if self.anchor is not None else element
        text = "".join(self.characters(element, anchor))
        font = self.fonts.legacy(element)
        if _on(element, "caps"):
            font, text = (replace(font, capitals=True), text) if font else (None, text.upper())
        if element.find(f"{W}rPr/{W}vertAlign[@{W}val='superscript']") is not None:
            text = text.translate(SUPERSCRIPTS)
        if text:
            yield Piece(text, Run(anchor), font)

    def characters(self, parent: etree._Element, anchor: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag == f"{W}br":
                yield "\n"
            elif child.tag in _FIXED:
                yield _FIXED[child.tag]
            elif child.tag in _NOTES:
                yield self.mark(_NOTES[child.tag], str(child.get(f"{W}id")), anchor)
            elif child.tag == _ALTERNATE:
                yield from self.characters(_chosen(child), anchor)
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self.boxes += [(box, anchor) for box in child.iter(f"{W}txbxContent")]

    def mark(self, kind: str, note_id: str, anchor: Any) -> str:
        note = self.notes.get((kind, note_id))
        if note is None:
            return ""
        self.marks += 1
        mark = str(self.marks).translate(SUPERSCRIPTS)
        self.cited.append((mark, note, anchor))
        return mark

    def table(self, element: etree._Element) -> Iterator[Block]:
        cells = list(self.cells(element))
        if _is_layout(element, cells):
            yield from (Paragraph(pieces) for cell in cells for pieces in cell.paragraphs)
        else:
            yield Grid(tuple(cell.merged() for cell in cells))

    def cells(self, table: etree._Element) -> Iterator["_Cell"]:
        above: dict[int, _Cell] = {}
        for row, line in enumerate(_rows(table)):
            column = _width(line, "trPr", "gridBefore", 0)
            for element in _unwrapped(line, f"{W}tc"):
                columns = _width(element, "tcPr", "gridSpan", 1)
                merge = element.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                    above[column].rows = row - above[column].row + 1
                else:
                    above[column] = cell = _Cell(row, column, columns, list(self.cell(element)))
                    yield cell
                column += columns

    def cell(self, parent: etree._Element) -> Iterator[tuple[Piece, ...]]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self.paragraph(child).pieces
            elif child.tag == f"{W}tbl":
                yield from (pieces for inner in list(self.cells(child)) for pieces in inner.paragraphs)
            elif child.tag in _WRAPPERS:
                yield from self.cell(child)


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    columns: int
    paragraphs: list[tuple[Piece, ...]]
    rows: int = 1

    def merged(self) -> GridCell:
        return GridCell(self.row, self.column, joined(self.paragraphs, " "), self.rows, self.columns)


def _is_layout(table: etree._Element, cells: list[_Cell]) -> bool:
    """Whether a table only sets things side by side, like the two halves of a letterhead."""
    rows = 1 + max((cell.row for cell in cells), default=0)
    stacked = any(len([pieces for pieces in cell.paragraphs if pieces]) > 1 for cell in cells)
    return rows == 1 or (rows == 2 and stacked and not _has_borders(table))


def _has_borders(table: etree._Element) -> bool:
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        return table.find(f"{W}tblPr/{W}tblStyle") is not None
    return any(border.get(f"{W}val") not in (None, "none", "nil") for border in borders)


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in _unwrapped(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]


def _unwrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, tag)


def _width(element: etree._Element, properties: str, tag: str, default: int) -> int:
    found = element.find(f"{W}{properties}/{W}{tag}")
    return min(int(found.get(f"{W}val", default)), _WIDEST) if found is not None else default


def _on(run: etree._Element, tag: str) -> bool:
    toggle = run.find(f"{W}rPr/{W}{tag}")
    return toggle is not None and toggle.get(f"{W}val", "1") not in ("0", "false", "off")


def _chosen(alternate: etree._Element) -> etree._Element:
    """The first branch with a text box in it, else the first: the branches show the same thing."""
    branches = list(alternate)
    return next((branch for branch in branches if next(branch.iter(f"{W}txbxContent"), None) is not None), branches[0])


def _is_page_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and not any(letter.isalpha() for letter in block.text)


def _headers(package: Any) -> list[etree._Element]:
    """The header of the first page, where it has one of its own."""
    section = next(iter(package.sections), None)
    if section is None:
        return []
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    return [] if header.is_linked_to_previous else [header._element]


def _parts(package: Any) -> dict[str, etree._Element]:
    """Roots of the XML parts beside the body, by the kind of their relation: `footnotes`, `styles` …"""
    wanted = ("footnotes", "endnotes", "styles", "numbering")
    related = {rel.reltype.rsplit("/", 1)[1]: rel for rel in package.part.rels.values() if not rel.is_external}
    return {kind: etree.fromstring(related[kind].target_part.blob, _XML) for kind in wanted if kind in related}
