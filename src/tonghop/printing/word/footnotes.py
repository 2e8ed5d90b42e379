"""Footnotes of Word: their part, the separators above them, and the marks in the text."""

from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from tonghop.printing.word.xml import Element, element, paragraph, text
from tonghop.printing.wording import Footnote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one document, numbered in the order in which they are marked."""

    _notes: list[Element] = field(default_factory=list)

    def written(self, piece: str | Footnote) -> list[Element]:
        """The runs of a piece of text, or of the mark of a footnote."""
        return text(piece) if isinstance(piece, str) else [self.mark(piece.text)]

    def mark(self, content: str) -> Element:
        """The run that marks a place with a footnote of this text."""
        number = len(self._notes) + 1
        sign = element("r", _raised(), element("footnoteRef"))
        self._notes.append(element("footnote", paragraph("FootnoteText", sign, *text(f" {content}")), id=number))
        return element("r", _raised(), element("footnoteReference", id=number))

    def attach(self, document: Any) -> None:
        """Put the footnotes into a document of python-docx."""
        part = document.part
        footnotes = element("footnotes", *(_separator(number, kind) for number, kind in _SEPARATORS), *self._notes)
        made = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, footnotes, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)


def _raised() -> Element:
    return element("rPr", element("rStyle", val="FootnoteReference"))


def _separator(number: int, kind: str) -> Element:
    return element("footnote", paragraph("FootnoteText", element("r", element(kind))), type=kind, id=number)


def setting() -> Element:
    """What the settings of a document say of the separators."""
    return element("footnotePr", *(element("footnote", id=number) for number, _ in _SEPARATORS))
