"""A document's text as blocks: headings, paragraphs, footnotes and real tables.

Nothing is lost or added: the pieces of all blocks, joined, are the document's text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tonghop.core.document import Cell, Document, Table
from tonghop.core.figure import Figure

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NOTE = re.compile(rf"\s*([{_SUPERSCRIPTS}]+)")
_MARK = re.compile(rf"[{_SUPERSCRIPTS}]+")
_PART = re.compile(r"\s*(?:[IVX]+|[A-Z])[.)]\s|\s*(?:PHẦN|Phần|PHỤ LỤC|Phụ lục)\s")
_SECTION = re.compile(r"\s*\d+(?:\.\d+)*[.)]\s")
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain, a figure, or a footnote mark that leads to note `note`."""

    text: str
    figure: Figure | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line with its line end. `kind` is part, section, footnote or body.

    `note` is the mark a footnote explains, where it is the first to do so.
    """

    pieces: tuple[Piece, ...]
    kind: str = "body"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell; `gap` is the white space of the text that stands before it."""

    gap: str
    pieces: tuple[Piece, ...]
    column: int
    rows: int
    columns: int
    header: bool
    numeric: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells."""

    name: str | None
    rows: tuple[tuple[GridCell, ...], ...]


Block = Paragraph | Grid


def blocks(document: Document) -> tuple[Block, ...]:
    """The whole text in order; a table whose cells do not follow the text is left as lines."""
    notes: dict[str, int] = {}
    for line in _LINE.finditer(document.text):
        if matched := _NOTE.match(line[0]):
            notes.setdefault(matched[1], line.start())
    cutter = _Cutter(document, notes, tuple(figure.start for figure in document.figures))
    found: list[Block] = []
    position = 0
    for table in sorted((t for t in document.source.tables if t.cells), key=lambda t: t.cells[0].start):
        if table.cells[0].start >= position and _follows_text(table, document.text):
            begin, end = table.cells[0].start, table.cells[-1].end
            found += cutter.paragraphs(position, begin)
            found.append(cutter.grid(table))
            position = end
    return (*found, *cutter.paragraphs(position, len(document.text)))


def _follows_text(table: Table, text: str) -> bool:
    pairs = zip(table.cells, table.cells[1:], strict=False)
    return all(
        a.end <= b.start and (a.row, a.column) < (b.row, b.column) and not text[a.end : b.start].strip()
        for a, b in pairs
    )


@dataclass(frozen=True, slots=True)
class _Cutter:
    document: Document
    notes: dict[str, int]
    starts: tuple[int, ...]

    def _figures(self, start: int, end: int) -> tuple[Figure, ...]:
        inside = self.document.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return tuple(figure for figure in inside if figure.end <= end)

    def paragraphs(self, start: int, end: int) -> Iterator[Paragraph]:
        for line in _LINE.finditer(self.document.text[start:end]):
            yield self._paragraph(start + line.start(), start + line.end())

    def _paragraph(self, start: int, end: int) -> Paragraph:
        line = self.document.text[start:end]
        if matched := _NOTE.match(line):
            mark = matched[1] if self.notes[matched[1]] == start else None
            return Paragraph(tuple(self.pieces(start, end, linked=False)), "footnote", mark)
        return Paragraph(tuple(self.pieces(start, end)), _kind(line))

    def grid(self, table: Table) -> Grid:
        first = table.cells[0].row
        by_row = {row: tuple(cells) for row, cells in groupby(table.cells, key=lambda cell: cell.row)}
        gaps = dict(zip(table.cells[1:], table.cells, strict=False))
        head = self._header_rows(table)
        rows = range(first, table.cells[-1].row + 1)
        return Grid(
            table.name,
            tuple(tuple(self._cell(cell, gaps.get(cell), cell.row < head) for cell in by_row.get(r, ())) for r in rows),
        )

    def _header_rows(self, table: Table) -> int:
        """The row that ends the header: below its tallest cell, at the first measuring figure, within reason."""
        first = table.cells[0].row
        tallest = max(cell.rows for cell in table.cells if cell.row == first)
        measured = (c.row for c in table.cells if any(f.role.measures for f in self._figures(c.start, c.end)))
        return max(first + min(tallest, 3), min(next(measured, first), first + 3), first + 1)

    def _cell(self, cell: Cell, previous: Cell | None, header: bool) -> GridCell:
        text = self.document.text
        gap = text[previous.end : cell.start] if previous else ""
        numeric = bool(re.fullmatch(r"[\d.,%()+\-–/\s]*\d[\d.,%()+\-–/\s]*", text[cell.start : cell.end]))
        return GridCell(
            gap, tuple(self.pieces(cell.start, cell.end)), cell.column, cell.rows, cell.columns, header, numeric
        )

    def pieces(self, start: int, end: int, *, linked: bool = True) -> Iterator[Piece]:
        """Text, figures and footnote marks of `text[start:end]`, each piece once."""
        position = start
        for figure in self._figures(start, end):
            yield from self._plain(position, figure.start, linked)
            yield Piece(figure.text, figure, figure.text if linked and figure.text in self.notes else None)
            position = figure.end
        yield from self._plain(position, end, linked)

    def _plain(self, start: int, end: int, linked: bool) -> Iterator[Piece]:
        text, position = self.document.text[start:end], 0
        for mark in _MARK.finditer(text) if linked else ():
            if mark[0] in self.notes:
                yield from (Piece(plain) for plain in (text[position : mark.start()],) if plain)
                yield Piece(mark[0], note=mark[0])
                position = mark.end()
        if text[position:]:
            yield Piece(text[position:])


def _kind(line: str) -> str:
    text = line.strip()
    if not text or len(text) > _LONGEST_HEADING or text[-1] in ";,.:" or not any(map(str.isalpha, text)):
        return "body"
    if text.isupper() or _PART.match(text):
        return "part"
    return "section" if _SECTION.match(text) else "body"
