"""Web pages: the text a visitor sees, without scripts, navigation and hidden parts."""

import re
from collections.abc import Iterator

from lxml import etree

from tonghop.reading.loaders.assembly import (
    LARGEST_GRID,
    SUPERSCRIPTS,
    Block,
    Content,
    Grid,
    GridCell,
    Paragraph,
    Piece,
    assemble,
    plain,
)
from tonghop.reading.loaders.refusal import NESTED, TOO_LARGE, Refusal
from tonghop.reading.loaders.text import decode

_UNSEEN = frozenset(
    {"head", "script", "style", "nav", "footer", "noscript", "template", "svg", "math", "iframe", "object", "button"}
    | {"select", "option", "textarea", "input", "dialog"}
)
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"}
    | {"ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"}
    | {"tt", "u", "var", "wbr", "br"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"\s*[\[(]?(\d+)[\])]?\s*")
_WIDEST = 1000


def read(data: bytes) -> Content:
    """Headings, paragraphs, lists and tables in order."""
    root = _parsed(data)
    return assemble(_Page().blocks(root)) if root is not None else Content("")


def _parsed(data: bytes) -> etree._Element | None:
    """The tree of the page, in Unicode or in the encoding that it declares; raises Refusal where it is too deep."""
    try:
        data, encoding = decode(data).encode(), "utf-8"
    except Refusal:
        encoding = None
    parser = etree.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise Refusal(NESTED)
    return root


class _Page:
    """Gathers inline text until a block element ends it."""

    def __init__(self) -> None:
        self._inline: list[str] = []
        self._label = ""

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """The blocks of one block element."""
        if element.tag == "table" and (grid := _grid(element)):
            yield from self._flush()
            for caption in element.iterchildren("caption"):
                yield from self._child(caption)
            yield grid
            return
        block = element.tag not in _INLINE
        if block:
            yield from self._flush()
        if element.tag == "li":
            self._label = f"{_label(element)} "
        self._inline.append(_collapsed(element.text))
        for child in element:
            yield from self._child(child)
            self._inline.append(_collapsed(child.tail))
        if block:
            yield from self._flush()

    def _child(self, child: etree._Element) -> Iterator[Block]:
        if not _is_seen(child):
            return
        if child.tag == "br":
            self._inline.append("\n")
        elif child.tag == "sup":
            self._inline.append(_raised(child))
        else:
            yield from self.blocks(child)

    def _flush(self) -> Iterator[Paragraph]:
        text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", "".join(self._inline)))
        self._inline = []
        if text.strip():
            label, self._label = self._label, ""
            yield plain(label + text.strip())


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _is_seen(element: etree._Element) -> bool:
    if element.tag in _UNSEEN or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return False
    if element.get("role") == "navigation" or _is_quoted(element):
        return False
    return not _HIDDEN_STYLE.search(element.get("style", ""))


def _is_quoted(element: etree._Element) -> bool:
    """Whether an element holds what an earlier mail said."""
    classes = element.get("class", "").split()
    return element.tag == "blockquote" and (element.get("type") == "cite" or "gmail_quote" in classes)


def _raised(element: etree._Element) -> str:
    text = str(element.xpath("string()"))
    mark = _MARK.fullmatch(text)
    return mark[1].translate(SUPERSCRIPTS) if mark else text


def _label(item: etree._Element) -> str:
    items = item.getparent()
    if items is None or items.tag != "ol":
        return "-"
    start = items.get("start", "1")
    before = sum(sibling.tag == "li" for sibling in item.itersiblings(preceding=True))
    return f"{(int(start) if start.isdigit() else 1) + before}."


def _grid(table: etree._Element) -> Grid | None:
    """The table's cells, or None where it only lays out the page."""
    rows = [row for row in table.iter("tr") if _is_seen(row)]
    if len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return None
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for place, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("td", "th"):
            while (place, column) in taken:
                column += 1
            height, width = _reach(element, "rowspan", len(rows) - place), _reach(element, "colspan", _WIDEST - column)
            if len(taken) + height * width > LARGEST_GRID:
                raise Refusal(TOO_LARGE)
            cells.append(GridCell(place, column, (Piece(_cell_text(element)),), height, width))
            taken |= {(down, right) for down in range(place, place + height) for right in range(column, column + width)}
            column += width
    return Grid(tuple(cells))


def _cell_text(element: etree._Element) -> str:
    return " ".join(block.text for block in _Page().blocks(element) if isinstance(block, Paragraph))


def _reach(element: etree._Element, attribute: str, most: int) -> int:
    value = element.get(attribute, "1").strip()
    return max(1, min(int(value) if value.isdecimal() else 1, most))
