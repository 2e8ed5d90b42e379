"""Ruled tables: a head that is repeated on every page, its groups merged, and rows that stay whole."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from tonghop.core.paper import Align, Column, Row, Table
from tonghop.printing import heads, wording
from tonghop.printing.fitting import Fit, fitted, tall
from tonghop.printing.form import GAP
from tonghop.printing.heads import HeadCell
from tonghop.printing.word.footnotes import Footnotes
from tonghop.printing.word.xml import Element, element, gap, paragraph, text, twips

_ALIGNED = {
    Align.START: element("jc", val="left"),
    Align.CENTRE: element("jc", val="center"),
    Align.END: element("jc", val="right"),
}
_MERGED = {2: "restart", 0: "continue"}


def table(content: Table, room: float, notes: Footnotes) -> Iterator[Element]:
    """A table as wide as `room` (millimetres), with its title and unit above."""
    if content.title:
        yield paragraph("Caption", text(wording.clean(content.title)))
    if content.unit:
        yield paragraph("MeasuredIn", text(wording.measured_in(content.unit)))
    fit = fitted(content, room)
    widths = [twips(width) for width in fit.widths]
    yield element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="TableGrid"),
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", firstRow=1, noHBand=1, noVBand=1),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        *_head(content.columns, widths, fit.size),
        *(_row(row, content.columns, widths, fit, notes) for row in content.rows),
    )
    yield gap(GAP)


def _head(columns: Sequence[Column], widths: Sequence[int], size: int) -> Iterator[Element]:
    """The rows of the head, as Word has them: a cell that reaches over two rows is carried on by an empty one."""
    upper, *lower = heads.head(columns)
    yield _head_row(upper, widths, size)
    if lower:
        beneath = iter(lower[0])
        below = [(HeadCell("", rows=0),) if cell.rows == 2 else islice(beneath, cell.columns) for cell in upper]
        yield _head_row(tuple(chain.from_iterable(below)), widths, size)


def _head_row(cells: Sequence[HeadCell], widths: Sequence[int], size: int) -> Element:
    made, start = [], 0
    for cell in cells:
        title = paragraph(f"TableHead{size}", text(cell.text))
        made.append(_cell(title, sum(widths[start : start + cell.columns]), cell.columns, _MERGED.get(cell.rows, "")))
        start += cell.columns
    return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *made)


def _row(row: Row, columns: Sequence[Column], widths: Sequence[int], fit: Fit, notes: Footnotes) -> Element:
    style = f"TableHeading{fit.size}" if row.heading else f"TableCell{fit.size}"
    cells = []
    for runs, column, width in zip(row.cells, columns, widths, strict=True):
        cells.append(_cell(paragraph(style, *notes.written(runs), properties=(_ALIGNED[column.align],)), width))
    return element("tr", None if tall(row, fit) else element("trPr", element("cantSplit")), *cells)


def _cell(content: Element, width: int, columns: int = 1, merge: str = "") -> Element:
    return element("tc", _cell_properties(width, columns, merge), content)


@lru_cache(256)
def _cell_properties(width: int, columns: int, merge: str) -> Element:
    return element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("gridSpan", val=columns) if columns > 1 else None,
        element("vMerge", val=merge) if merge else None,
        element("vAlign", val="center"),
    )
