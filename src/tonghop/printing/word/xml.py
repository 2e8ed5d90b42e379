"""Elements of WordprocessingML, written short: names without a prefix are those of its main namespace."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
_TWIPS = 1440 / 25.4


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """`<w:tag w:name="value">` with these children, those that are None left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def paragraph(style: str, *runs: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of a style, `properties` added to it."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *runs)


def text(content: str, style: str = "") -> list[Element]:
    """Runs of plain text, in a character style where one is named; a newline breaks the line."""
    made = []
    for place, line in enumerate(content.split("\n")):
        run = element("r", element("rPr", element("rStyle", val=style)) if style else None)
        if place:
            run.append(element("br"))
        if line:
            shown = element("t")
            shown.text = line
            shown.set(qn("xml:space"), "preserve")
            run.append(shown)
        made.append(run)
    return made


def twips(millimetres: float) -> int:
    """A length in twentieths of a point, the unit of most lengths in Word."""
    return round(millimetres * _TWIPS)


def gap(points: int, *properties: Element) -> Element:
    """An empty paragraph of this height."""
    height = element("spacing", before=0, after=0, line=20 * points, lineRule="exact")
    return element("p", element("pPr", height, *properties))
