"""From blocks (paragraphs and tables) to one NFC text in which every cell and every run has its span."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from tonghop.core.document import Cell, Table
from tonghop.reading.loaders.invisible import without_invisible
from tonghop.reading.loaders.legacy import LegacyFont, encoding_of, pieces_in_unicode
from tonghop.reading.loaders.refusal import TOO_LARGE, Refusal

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LARGEST_GRID = 2_000_000
_ONE_LINE = str.maketrans("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind; `origin` is whatever the format wants to find again at its place, such as a run.

    `font` is set where the text is in the encoding of a font from before Unicode.
    """

    text: str
    origin: object = None
    font: LegacyFont | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Line breaks within it are single newlines."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The joined text, before normalisation."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell at (row, column), counted from 0, reaching over `rows` x `columns`."""

    row: int
    column: int
    pieces: tuple[Piece, ...]
    rows: int = 1
    columns: int = 1
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in any order, none overlapping."""

    cells: tuple[GridCell, ...]
    name: str | None = None


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Certainty:
    """The origin of text recognised in a picture: how sure the recogniser was of it, in whole percent."""

    percent: int


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` came from `origin`."""

    start: int
    end: int
    origin: object


@dataclass(frozen=True, slots=True)
class Content:
    """What the reader of a format returns: NFC text, tables and the spans of what has an origin."""

    text: str
    tables: tuple[Table, ...] = ()
    spans: tuple[Span, ...] = ()


def plain(text: str) -> Paragraph:
    """A paragraph without origins."""
    return Paragraph((Piece(text),))


def assemble(blocks: Iterable[Block]) -> Content:
    """Join blocks with blank lines; paragraphs without visible text and empty tables are left out.

    Text in an encoding from before Unicode is converted. Raises Refusal for a table beyond LARGEST_GRID places.
    """
    writer = _Writer()
    for block in _in_unicode(list(blocks)):
        if isinstance(block, Paragraph):
            writer.paragraph(block)
        else:
            writer.grid(block)
    return Content("".join(writer.parts), tuple(writer.tables), tuple(writer.spans))


def _in_unicode(blocks: Sequence[Block]) -> Iterator[Block]:
    found = encoding_of("\n".join(piece.text for block in blocks for piece in _pieces(block) if not piece.font))
    otherwise = LegacyFont(found) if found else None
    for block in blocks:
        if not otherwise and not any(piece.font for piece in _pieces(block)):
            yield block
        elif isinstance(block, Paragraph):
            yield Paragraph(_converted(block.pieces, otherwise))
        else:
            cells = (replace(cell, pieces=_converted(cell.pieces, otherwise)) for cell in block.cells)
            yield replace(block, cells=tuple(cells))


def _pieces(block: Block) -> Iterator[Piece]:
    if isinstance(block, Paragraph):
        yield from block.pieces
    else:
        yield from (piece for cell in block.cells for piece in cell.pieces)


def _converted(pieces: Sequence[Piece], otherwise: LegacyFont | None) -> tuple[Piece, ...]:
    fonts = [piece.font or otherwise for piece in pieces]
    texts = pieces_in_unicode([piece.text for piece in pieces], fonts)
    return tuple(Piece(text, piece.origin) for text, piece in zip(texts, pieces, strict=True))


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def write_pieces(self, pieces: Sequence[Piece]) -> None:
        text, bounds = _normalised(pieces)
        first = len(text) - len(text.lstrip())
        last = max(first, len(text.rstrip()))
        for piece, begin, end in zip(pieces, bounds, bounds[1:], strict=False):
            begin, end = (self.length + min(max(place, first), last) - first for place in (begin, end))
            if piece.origin is not None and begin < end:
                self.spans.append(Span(begin, end, piece.origin))
        self.write(text[first:last])

    def open_block(self) -> None:
        if self.length:
            self.write("\n\n")

    def paragraph(self, paragraph: Paragraph) -> None:
        if visible(paragraph.text):
            self.open_block()
            self.write_pieces(paragraph.pieces)

    def grid(self, grid: Grid) -> None:
        if not any(visible(piece.text) for cell in grid.cells for piece in cell.pieces):
            return
        self.open_block()
        places = {(cell.row, cell.column): cell for cell in grid.cells}
        height = max(cell.row + cell.rows for cell in grid.cells)
        width = max(cell.column + cell.columns for cell in grid.cells)
        if height * width > LARGEST_GRID:
            raise Refusal(TOO_LARGE)
        cells: list[Cell] = []
        for row in range(height):
            self.write("\n" if row else "")
            for column in range(width):
                self.write("\t" if column else "")
                if cell := places.get((row, column)):
                    cells.append(self.cell(cell))
        self.tables.append(Table(tuple(cells), grid.name))

    def cell(self, cell: GridCell) -> Cell:
        start = self.length
        self.write_pieces([Piece(piece.text.translate(_ONE_LINE), piece.origin) for piece in cell.pieces])
        return Cell(cell.row, cell.column, start, self.length, cell.rows, cell.columns, cell.reference)


def visible(text: str) -> bool:
    """Whether anything of the text can be seen."""
    return bool(without_invisible(text).strip())


def is_visible(pieces: Iterable[Piece]) -> bool:
    """Whether anything of the pieces can be seen."""
    return any(visible(piece.text) for piece in pieces)


def joined(paragraphs: Iterable[tuple[Piece, ...]], separator: str) -> tuple[Piece, ...]:
    """The visible ones of these paragraphs as one, the separator between them."""
    together: list[Piece] = []
    for pieces in paragraphs:
        if is_visible(pieces):
            together += [Piece(separator), *pieces] if together else pieces
    return tuple(together)


def without_indent(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces from the first visible character on."""
    shown = tuple(dropwhile(lambda piece: not visible(piece.text), pieces))
    return (replace(shown[0], text=shown[0].text.lstrip()), *shown[1:]) if shown else ()


def _normalised(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    """The NFC text of the pieces, and the len(pieces) + 1 bounds between them.

    A piece that begins with a combining mark loses it to the piece before, whose letter it changes.
    """
    texts = [without_invisible(piece.text) for piece in pieces]
    raw = "".join(texts)
    text = unicodedata.normalize("NFC", raw)
    bounds, end = [0], 0
    for part in texts:
        end += len(part)
        bounds.append(end)
    return text, bounds if text == raw else [_normalised_bound(raw, text, bound) for bound in bounds]


def _normalised_bound(raw: str, text: str, bound: int) -> int:
    for place in range(bound, len(raw)):
        head, tail = (unicodedata.normalize("NFC", part) for part in (raw[:place], raw[place:]))
        if head + tail == text:
            return len(head)
    return len(text)
