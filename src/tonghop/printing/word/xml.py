"""WordprocessingML as text, all content escaped: names without a prefix are those of its main namespace."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NewType

Element = NewType("Element", str)
_TWIPS = 1440 / 25.4
_BOLD = "<w:rPr><w:b/></w:rPr>"
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


def plain(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """`<tag name="value">` with these children, those that are None left out."""
    told = "".join([f' {name}="{escape(str(value))}"' for name, value in attributes.items()]) if attributes else ""
    return Element(f"<{tag}{told}>{''.join(filter(None, children))}</{tag}>")


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """The same of the main namespace: `<w:tag w:name="value">`. Attributes of others come with their prefix."""
    prefixed = {name if ":" in name else f"w:{name}": value for name, value in attributes.items()}
    return plain(f"w:{tag}", *children, **prefixed)


def root(tag: str, *children: Element) -> Element:
    """A whole part with its namespaces."""
    return element(tag, *children, **{f"xmlns:{prefix}": name for prefix, name in _NAMESPACES.items()})


def paragraph(style: str, *runs: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of a style, `properties` added to it."""
    return element("p", _of_style(style, *properties), *runs)


@lru_cache(512)
def _of_style(style: str, *properties: Element) -> Element:
    return element("pPr", element("pStyle", val=style), *properties)


def text(content: str, *, bold: bool = False) -> Element:
    """A run of plain text; a newline breaks the line."""
    lines = escape(content).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return Element(f'<w:r>{_BOLD if bold else ""}<w:t xml:space="preserve">{lines}</w:t></w:r>')


def gap(points: int, *properties: Element) -> Element:
    """An empty paragraph of this height."""
    height = element("spacing", before=0, after=0, line=20 * points, lineRule="exact")
    return element("p", element("pPr", height, *properties))


def twips(millimetres: float) -> int:
    """A length in twentieths of a point, the unit of most lengths in Word."""
    return round(millimetres * _TWIPS)
