"""The XML inside an OpenDocument file, and the names of its elements and attributes."""

from lxml import etree

from tonghop.reading.loaders import zips
from tonghop.reading.loaders.refusal import DAMAGED, Refusal

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE = (f"{{{_URN}{name}:1.0}}" for name in ("office", "style", "text", "table"))
DRAW, MANIFEST = f"{{{_URN}drawing:1.0}}", f"{{{_URN}manifest:1.0}}"
FO, SVG = (f"{{{_URN}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def roots(data: bytes) -> tuple[etree._Element, etree._Element | None]:
    """The content and, where it has them, the common styles of a document; raises Refusal where it has no content."""
    content, styles = (zips.part(data, name) for name in ("content.xml", "styles.xml"))
    if not content:
        raise Refusal(DAMAGED)
    return etree.fromstring(content, _XML), etree.fromstring(styles, _XML) if styles else None


def repeated(element: etree._Element, what: str) -> int:
    """How often a column, row or cell stands there (`what`: `columns` or `rows`)."""
    return _number(element.get(f"{TABLE}number-{what}-repeated"))


def spanned(element: etree._Element, what: str) -> int:
    """How many `columns` or `rows` a cell covers."""
    return _number(element.get(f"{TABLE}number-{what}-spanned"))


def _number(value: str | None) -> int:
    return max(1, int(value or 1))
