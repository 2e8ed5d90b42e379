"""PDF documents with a text layer: lines joined to paragraphs, ruled tables, footnotes where they are cited."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from tonghop.core.progress import counted
from tonghop.reading.loaders.assembly import Block, Content, Grid, GridCell, Paragraph, Piece, assemble
from tonghop.reading.loaders.pdf.furniture import without_furniture
from tonghop.reading.loaders.pdf.grids import Area, RuledTable, note_rule, tables_of
from tonghop.reading.loaders.pdf.layer import is_picture_only
from tonghop.reading.loaders.pdf.lines import Line, lines_of
from tonghop.reading.loaders.pdf.notes import take_notes, with_notes
from tonghop.reading.loaders.pdf.page import Glyph, Page, read_page, resolution
from tonghop.reading.loaders.pdf.paragraphs import Setting, setting_of
from tonghop.reading.loaders.pdf.strips import Strip, strip_of
from tonghop.reading.loaders.refusal import DAMAGED, Refusal

_RECOGNISED_AT = 300  # dots an inch
_MOST_PIXELS = 40_000_000


def read(data: bytes) -> Content:
    """The text in reading order, scanned pages recognised; raises Refusal where nothing can do that."""
    return content_of(_pages(data))


def content_of(pages: Sequence[Page]) -> Content:
    """The text of these pages as one document."""
    parted = [_part(page) for page in pages]
    kept = without_furniture([(page.height, part.lines) for page, part in zip(pages, parted, strict=True)])
    ruled = [(lines, part.note_rule) for lines, part in zip(kept, parted, strict=True)]
    bodies, notes = take_notes(ruled, setting_of(kept).size)
    flow = _Flow()
    settings = _settings(pages, bodies)
    for number, (page, part, lines) in enumerate(zip(pages, parted, bodies, strict=True)):
        flow.page(number, settings[round(page.width)], part.in_order(lines))
    return assemble(with_notes(flow.finished(), notes))


def _settings(pages: Sequence[Page], bodies: Sequence[list[Line]]) -> dict[int, Setting]:
    """How the pages of each width are set: those on their side have other margins."""
    widths = [round(page.width) for page in pages]
    return {
        width: setting_of([body for other, body in zip(widths, bodies, strict=True) if other == width])
        for width in set(widths)
    }


def _pages(data: bytes) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refusal(DAMAGED) from error
    try:
        return list(counted((_page(document[number]) for number in range(len(document))), len(document)))
    finally:
        document.close()


def _page(page: Any) -> Page:
    read = read_page(page)
    return _recognised(page) if is_picture_only(read) else read


def _recognised(page: Any) -> Page:
    """The page as the recogniser reads its picture."""
    from tonghop.reading.loaders.scans.page import page_of

    width, height = page.get_size()
    dpi = min(resolution(page) or _RECOGNISED_AT, _RECOGNISED_AT, 72 * math.sqrt(_MOST_PIXELS / (width * height)))
    return page_of(page.render(scale=dpi / 72).to_pil(), dpi)


@dataclass(frozen=True, slots=True)
class _Part:
    """A page taken apart: the lines outside tables in reading order, its tables with their grids.

    `note_rule` is the height of the rule that may stand above its notes.
    """

    lines: list[Line]
    tables: list[tuple[RuledTable, Grid]]
    note_rule: float

    def in_order(self, lines: Sequence[Line]) -> Iterator[Line | tuple[RuledTable, Grid]]:
        """These lines of the page with its tables between them."""
        waiting = list(self.tables)
        for line in lines:
            while waiting and waiting[0][0].ys[0] > line.baseline:
                yield waiting.pop(0)
            yield line
        yield from waiting


def _part(page: Page) -> _Part:
    tables = tables_of(page.rules)
    regions: list[list[Glyph]] = [[] for _ in range(len(tables) + 1)]
    inside: list[dict[Area, list[Glyph]]] = [{area: [] for area in table.areas} for table in tables]
    for glyph in page.glyphs:
        for number, table in enumerate(tables):
            if area := table.area_of(glyph):
                inside[number][area].append(glyph)
                break
        else:
            regions[sum(table.ys[0] > glyph.baseline for table in tables)].append(glyph)
    lines = [line for region in regions for line in lines_of(region)]
    grids = [(table, _grid(cells)) for table, cells in zip(tables, inside, strict=True)]
    return _Part(lines, grids, note_rule(page.rules, tables, page.width))


def _grid(cells: dict[Area, list[Glyph]]) -> Grid:
    return Grid(
        tuple(
            GridCell(area.row, area.column, strip_of(lines_of(glyphs)).pieces(), area.rows, area.columns)
            for area, glyphs in cells.items()
        )
    )


class _Flow:
    """Blocks of the document in the making, each with the pages it stands on."""

    def __init__(self) -> None:
        self._setting = setting_of([])
        self._blocks: list[tuple[range, Block]] = []
        self._strip = Strip()
        self._last: Line | None = None
        self._first_page = self._page = 0
        self._open_table: RuledTable | None = None

    def page(self, number: int, setting: Setting, items: Iterator[Line | tuple[RuledTable, Grid]]) -> None:
        """Add what stands on one page, which is set in this way."""
        self._setting = setting
        for place, item in enumerate(items):
            if isinstance(item, Line):
                self._line(item, number)
            else:
                self._table(*item, number, continues=place == 0)
        self._page = number

    def finished(self) -> list[tuple[range, Block]]:
        """All blocks, once every page has been added."""
        self._close()
        return self._blocks

    def _line(self, line: Line, page: int) -> None:
        separator = self._separator(line, page)
        if self._last and separator is not None:
            self._strip = self._strip.followed(line, separator)
        else:
            self._close()
            self._strip, self._first_page = Strip(line.text, line.spans), page
        self._last, self._page, self._open_table = line, page, None

    def _separator(self, line: Line, page: int) -> str | None:
        if self._last is None:
            return None
        if page == self._page:
            return self._setting.separator(self._last, line)
        return " " if self._setting.continues_on_next_page(self._last, line) else None

    def _table(self, table: RuledTable, grid: Grid, page: int, *, continues: bool) -> None:
        if continues and self._open_table and _same_columns(self._open_table, table):
            pages, before = self._blocks.pop()
            assert isinstance(before, Grid)
            self._blocks.append((range(pages.start, page + 1), _continued(before, grid)))
        else:
            self._close()
            self._blocks.append((range(page, page + 1), grid))
        self._last, self._open_table = None, table

    def _close(self) -> None:
        if self._last:
            self._blocks.append((range(self._first_page, self._page + 1), Paragraph(self._strip.pieces())))
        self._last = None


def _same_columns(table: RuledTable, other: RuledTable) -> bool:
    return len(table.xs) == len(other.xs) and all(abs(x - y) < 3 for x, y in zip(table.xs, other.xs, strict=True))


def _continued(grid: Grid, rest: Grid) -> Grid:
    """A table with the part of it that stands on the next page, its repeated header left out."""
    repeated = _repeated_rows(grid, rest)
    last = max(cell.row for cell in grid.cells)
    rows = tuple(cell for cell in rest.cells if cell.row >= repeated)
    if tail := _tail_of_row([cell for cell in rows if cell.row == repeated]):
        above = tuple(_lengthened(cell, tail) if cell.row == last else cell for cell in grid.cells)
        return _below(Grid(above), [cell for cell in rows if cell.row > repeated], last - repeated)
    return _below(grid, rows, last + 1 - repeated)


def _below(grid: Grid, rows: Sequence[GridCell], shift: int) -> Grid:
    return Grid(grid.cells + tuple(replace(cell, row=cell.row + shift) for cell in rows))


def _tail_of_row(cells: Sequence[GridCell]) -> GridCell | None:
    """The one cell with text of a row that only carries on the row before the page break, in lower case."""
    filled = [cell for cell in cells if _text(cell)]
    if len(filled) != 1 or filled[0].column == 0 or len(cells) < 3:
        return None
    return filled[0] if _text(filled[0])[0].islower() else None


def _lengthened(cell: GridCell, tail: GridCell) -> GridCell:
    return replace(cell, pieces=(*cell.pieces, Piece(" "), *tail.pieces)) if cell.column == tail.column else cell


def _text(cell: GridCell) -> str:
    return "".join(piece.text for piece in cell.pieces)


def _repeated_rows(grid: Grid, rest: Grid) -> int:
    rows, repeated = max(cell.row for cell in rest.cells) + 1, 0
    while repeated < rows and _row(grid, repeated) == _row(rest, repeated) != ():
        repeated += 1
    return repeated


def _row(grid: Grid, row: int) -> tuple[GridCell, ...]:
    return tuple(cell for cell in grid.cells if cell.row == row)
