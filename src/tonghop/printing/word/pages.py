"""Sections of pages: their size and margins, and the number at the head of each page but the first."""

from typing import Any

from docx.oxml.ns import qn

from tonghop.printing.form import BOTTOM, LEFT, PAGE_HEIGHT, PAGE_NUMBER_AT, PAGE_WIDTH, RIGHT, TOP
from tonghop.printing.word.xml import Element, element, paragraph, twips


class Pages:
    """Makes the sections of a document of python-docx, which share its two page headers."""

    def __init__(self, document: Any) -> None:
        part = document.part
        first, self._first = part.add_header_part()
        other, self._other = part.add_header_part()
        _fill(first.element, paragraph("Header"))
        _fill(other.element, paragraph("Header", element("fldSimple", _shown_at_first(), instr="PAGE")))

    def section(self, wide: bool) -> Element:
        """The properties of a section that starts on a new page, its pages numbered from 1."""
        width, height = (PAGE_HEIGHT, PAGE_WIDTH) if wide else (PAGE_WIDTH, PAGE_HEIGHT)
        size = element("pgSz", w=twips(width), h=twips(height), **({"orient": "landscape"} if wide else {}))
        margins = {"top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "header": PAGE_NUMBER_AT, "footer": 10}
        return element(
            "sectPr",
            _reference(self._first, "first"),
            _reference(self._other, "default"),
            element("type", val="nextPage"),
            size,
            element("pgMar", **{side: twips(room) for side, room in margins.items()}, gutter=0),
            element("pgNumType", start=1),
            element("titlePg"),
        )


def _shown_at_first() -> Element:
    shown = element("t")
    shown.text = "2"
    return element("r", shown)


def _fill(header: Element, content: Element) -> None:
    for child in list(header):
        header.remove(child)
    header.append(content)


def _reference(relation: str, kind: str) -> Element:
    made = element("headerReference", type=kind)
    made.set(qn("r:id"), relation)
    return made
