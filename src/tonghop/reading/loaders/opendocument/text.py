"""OpenDocument texts (odt): the text as an officer sees it, deletions that were tracked left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
from tonghop.reading.loaders.opendocument.package import DRAW, FO, OFFICE, STYLE, TABLE, TEXT, repeated, roots, spanned
from tonghop.reading.loaders.opendocument.styles import Styles
from tonghop.reading.loaders.word_numbering import Level, count, label

_WIDEST = 63
_POSITION = f"{STYLE}text-position"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_WRAPPERS = frozenset(
    {f"{TEXT}{tag}" for tag in ("section", "table-of-content", "index-body", "index-title", "numbered-paragraph")}
)
_UNSEEN = frozenset({f"{OFFICE}annotation", f"{TEXT}hidden-text", f"{TEXT}ruby-text", f"{TEXT}tracked-changes"})
_ROWS = frozenset(f"{TABLE}{tag}" for tag in ("table-header-rows", "table-rows", "table-row-group"))
_BOXES = frozenset({f"{DRAW}text-box", f"{DRAW}custom-shape"})
_DRAWINGS = frozenset({f"{DRAW}frame", f"{DRAW}g", *_BOXES})
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def read(data: bytes) -> Content:
    """Body in order, notes after the paragraphs that cite them, text boxes after those that hold them."""
    content, common = roots(data)
    walk = Walk(Styles(content, common))
    headers = [] if common is None else _headers(common)
    bodies = content.iterfind(f"{OFFICE}body/{OFFICE}text")
    return assemble(
        [
            *(block for header in headers for block in walk.blocks(header) if _has_letters(block)),
            *(block for body in bodies for block in walk.blocks(body)),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """How text is set: in which font, in capitals, raised above the line."""

    font: str | None = None
    capitals: bool = False
    raised: bool = False


@dataclass(slots=True)
class _List:
    """A list that paragraphs are being read from: the levels of its style and how far each has counted."""

    levels: dict[int, Level]
    counters: dict[int, int]
    depth: int = 0


@dataclass(slots=True)
class Walk:
    """Reads the blocks of one document in order."""

    styles: Styles
    marks: int = 0
    cited: list[tuple[str, etree._Element]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    counted: dict[str | None, dict[int, int]] = field(default_factory=dict)
    outline: dict[int, int] = field(default_factory=dict)

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """What stands in an element, with its notes and text boxes."""
        for child in parent:
            yield from self._block(child)
            yield from self._pending()

    def paragraphs(self, parent: etree._Element) -> list[tuple[Piece, ...]]:
        """What stands in a cell, tables inside it taken apart; notes and text boxes wait for the next block."""
        return [pieces for child in parent for block in self._block(child) for pieces in _flat(block)]

    def _block(self, element: etree._Element) -> Iterator[Block]:
        if element.tag in _PARAGRAPHS:
            yield self._paragraph(element, self._heading(element))
        elif element.tag == f"{TEXT}list":
            yield from self._list(element, None)
        elif element.tag == f"{TABLE}table":
            yield from self._table(element)
        elif element.tag in _WRAPPERS:
            for child in element:
                yield from self._block(child)
        elif element.tag in _DRAWINGS:
            self.boxes += _boxes(element)

    def _paragraph(self, element: etree._Element, mark: str) -> Paragraph:
        pieces = tuple(self._inline(element, self._look("paragraph", element, _Look())))
        return Paragraph((Piece(f"{mark} "), *pieces) if mark and is_visible(pieces) else pieces)

    def _heading(self, element: etree._Element) -> str:
        depth = int(element.get(f"{TEXT}outline-level", "1")) - 1
        if element.tag != f"{TEXT}h" or depth not in self.styles.outline or not str(element.xpath("string()")).strip():
            return ""
        count(self.outline, self.styles.outline, depth)
        return label(self.styles.outline, self.outline, depth)

    def _list(self, element: etree._Element, outer: _List | None) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name")
        if outer is None:
            style = style or self._style_of_first(element)
            inner = _List(dict(self.styles.levels(style)), self._counters(element, style))
        else:
            levels = dict(self.styles.levels(style)) if style else outer.levels
            inner = _List(levels, outer.counters, outer.depth + 1)
        for item in element:
            yield from self._item(item, inner)

    def _style_of_first(self, element: etree._Element) -> str | None:
        first = next(element.iter(*_PARAGRAPHS), None)
        return self.styles.list_of(first.get(f"{TEXT}style-name")) if first is not None else None

    def _counters(self, element: etree._Element, style: str | None) -> dict[int, int]:
        """The counters of a list: its own, or those of the list that it continues."""
        before = element.get(f"{TEXT}continue-list")
        continued = style if element.get(f"{TEXT}continue-numbering") == "true" else before
        counters = self.counted.get(continued, {}) if continued else {}
        self.counted[element.get("{http://www.w3.org/XML/1998/namespace}id")] = self.counted[style] = counters
        return counters

    def _item(self, item: etree._Element, inner: _List) -> Iterator[Block]:
        if start := item.get(f"{TEXT}start-value"):
            inner.counters[inner.depth] = int(start) - 1
        fresh = item.tag == f"{TEXT}list-item"
        for child in item:
            if child.tag == f"{TEXT}list":
                yield from self._list(child, inner)
            elif child.tag in _PARAGRAPHS:
                yield self._paragraph(child, self._number(inner) if fresh else "")
                fresh = False
            else:
                yield from self._block(child)
            yield from self._pending()

    @staticmethod
    def _number(inner: _List) -> str:
        if inner.depth not in inner.levels:
            return ""
        count(inner.counters, inner.levels, inner.depth)
        return label(inner.levels, inner.counters, inner.depth)

    def _look(self, family: str, element: etree._Element, around: _Look) -> _Look:
        name = element.get(f"{TEXT}style-name")
        case, place = (self.styles.setting(family, name, what) for what in (f"{FO}text-transform", _POSITION))
        return _Look(
            self.styles.font(family, name) or around.font,
            case == "uppercase" if case else around.capitals,
            place.startswith("super") if place else around.raised,
        )

    def _inline(self, element: etree._Element, look: _Look) -> Iterator[Piece]:
        yield self._piece(element.text, look)
        for child in element:
            yield from self._part(child, look)
            yield self._piece(child.tail, look)

    def _piece(self, text: str | None, look: _Look) -> Piece:
        shown = re.sub(r"[ \t\r\n]+", " ", text or "")
        font = self.styles.legacy(look.font)
        if look.capitals:
            font, shown = (replace(font, capitals=True), shown) if font else (None, shown.upper())
        return Piece(shown.translate(SUPERSCRIPTS) if look.raised else shown, font=font)

    def _part(self, child: etree._Element, look: _Look) -> Iterator[Piece]:
        if child.tag == f"{TEXT}s":
            yield Piece(" " * min(int(child.get(f"{TEXT}c", "1")), 1000))
        elif child.tag == f"{TEXT}tab":
            yield Piece("\t")
        elif child.tag == f"{TEXT}line-break":
            yield Piece("\n")
        elif child.tag == f"{TEXT}note":
            yield Piece(self._mark(child))
        elif child.tag in _DRAWINGS:
            self.boxes += _boxes(child)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from self._inline(child, self._look("text", child, look))

    def _mark(self, note: etree._Element) -> str:
        body = note.find(f"{TEXT}note-body")
        if body is None:
            return ""
        self.marks += 1
        mark = str(self.marks).translate(SUPERSCRIPTS)
        self.cited.append((mark, body))
        return mark

    def _pending(self) -> Iterator[Block]:
        """Text boxes and notes met since the last call."""
        while self.boxes or self.cited:
            boxes, self.boxes = self.boxes, []
            cited, self.cited = self.cited, []
            for box in boxes:
                for child in box:
                    yield from self._block(child)
            for mark, body in cited:
                paragraphs = [without_indent(pieces) for pieces in self.paragraphs(body)]
                yield Paragraph((Piece(f"{mark} "), *joined(paragraphs, "\n")))

    def _table(self, table: etree._Element) -> Iterator[Block]:
        cells = list(self._cells(table))
        if self._is_layout(cells):
            yield from (Paragraph(pieces) for cell in cells for pieces in cell.paragraphs)
        else:
            yield Grid(tuple(cell.merged() for cell in cells))

    def _is_layout(self, cells: list["_Cell"]) -> bool:
        """Whether a table only sets things side by side, like the two halves of a letterhead."""
        rows = 1 + max((cell.row for cell in cells), default=0)
        stacked = any(sum(map(is_visible, cell.paragraphs)) > 1 for cell in cells)
        return rows == 1 or (rows == 2 and stacked and not any(cell.bordered for cell in cells))

    def _cells(self, table: etree._Element) -> Iterator["_Cell"]:
        for row, line in enumerate(_rows(table)):
            column = 0
            for element in line.iterchildren(*_CELLS):
                for _ in range(min(repeated(element, "columns"), _WIDEST - column)):
                    if element.tag == _CELLS[0]:
                        bordered = self.styles.is_bordered(element.get(f"{TABLE}style-name"))
                        reach = spanned(element, "rows"), min(spanned(element, "columns"), _WIDEST - column)
                        yield _Cell(row, column, *reach, self.paragraphs(element), bordered)
                    column += 1


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[tuple[Piece, ...]]
    bordered: bool

    def merged(self) -> GridCell:
        return GridCell(self.row, self.column, joined(self.paragraphs, " "), self.rows, self.columns)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _headers(common: etree._Element) -> list[etree._Element]:
    """The header of the first page: the first kind of page that the document has."""
    page = common.find(f"{OFFICE}master-styles/{STYLE}master-page")
    if page is None:
        return []
    found = (page.find(f"{STYLE}{tag}") for tag in ("header-first", "header"))
    return [header for header in found if header is not None][:1]


def _has_letters(block: Block) -> bool:
    return not isinstance(block, Paragraph) or any(letter.isalpha() for letter in block.text)


def _flat(block: Block) -> Iterator[tuple[Piece, ...]]:
    if isinstance(block, Paragraph):
        yield block.pieces
    else:
        yield from (cell.pieces for cell in block.cells)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a drawing."""
    if element.tag in _BOXES:
        yield element
    else:
        for child in element:
            yield from _boxes(child)
