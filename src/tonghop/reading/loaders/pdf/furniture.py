"""What stands on a page beside its text: page numbers, running headers and footers."""

import re
from collections import defaultdict
from collections.abc import Sequence

from tonghop.reading.loaders.pdf.lines import Line

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:trang|page|tr\.)\s*)?\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_EDGE = 0.1  # of the page height: where a page number may stand
_DEEP = 2  # lines of a running header or footer


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page (given with its height) without page numbers, running headers and footers.

    A header that stands on the first page already is kept there: it may be a stamp.
    """
    numbered = [[line for line in lines if not _is_page_number(line, height)] for height, lines in pages]
    where: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for page, lines in enumerate(numbered):
        for line in _edges(lines):
            where[_shape(line)].append((page, line))
    running: set[tuple[int, int]] = set()
    for places in where.values():
        if len({page for page, _ in places}) * 2 > len(pages) > 1 and _at_one_height(places):
            running |= {(page, id(line)) for page, line in places if page > 0 or _is_low(line, pages[0][0])}
    return [[line for line in lines if (page, id(line)) not in running] for page, lines in enumerate(numbered)]


def _is_page_number(line: Line, height: float) -> bool:
    edge = min(line.baseline, height - line.baseline)
    return edge < _EDGE * height and _PAGE_NUMBER.fullmatch(line.text) is not None


def _edges(lines: list[Line]) -> list[Line]:
    down = sorted(lines, key=lambda line: -line.baseline)
    return down if len(down) <= 2 * _DEEP else down[:_DEEP] + down[-_DEEP:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _at_one_height(places: list[tuple[int, Line]]) -> bool:
    heights = [line.baseline for _, line in places]
    return max(heights) - min(heights) < 3


def _is_low(line: Line, height: float) -> bool:
    return line.baseline < height / 2
