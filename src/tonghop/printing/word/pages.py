"""Sections of pages: their size and margins, and the number at the head of each page but the first."""

from tonghop.printing.form import BOTTOM, LEFT, PAGE_HEIGHT, PAGE_NUMBER_AT, PAGE_WIDTH, RIGHT, TOP
from tonghop.printing.word.xml import Element, element, paragraph, root, text, twips


def first_header() -> Element:
    """The head of first pages, which shows no number."""
    return root("hdr", paragraph("Header"))


def header() -> Element:
    """The head of all other pages."""
    return root("hdr", paragraph("Header", element("fldSimple", text("2"), instr="PAGE")))


def section(first: str, other: str, *, wide: bool) -> Element:
    """A section that starts on a new page, its pages numbered from 1; `first` and `other` name its headers."""
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if wide else (PAGE_WIDTH, PAGE_HEIGHT)
    turned = {"orient": "landscape"} if wide else {}
    margins = {"top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT, "header": PAGE_NUMBER_AT, "footer": 10}
    return element(
        "sectPr",
        element("headerReference", type="first", **{"r:id": first}),
        element("headerReference", type="default", **{"r:id": other}),
        element("type", val="nextPage"),
        element("pgSz", w=twips(width), h=twips(height), **turned),
        element("pgMar", **{side: twips(room) for side, room in margins.items()}, gutter=0),
        element("pgNumType", start=1),
        element("titlePg"),
    )
