"""Where a figure stands, for a document without pages: its line, its cell, the words around it."""

from dataclasses import dataclass

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.review.wording import Wording

_REACH = 48


@dataclass(frozen=True, slots=True)
class Quotation:
    """A figure with the words before and after it on its line; `line` counts from 1."""

    figure: Figure
    line: int
    before: str
    after: str


def quote(document: Document, figure_id: str) -> Quotation:
    """The quotation that shows a reader where a figure stands."""
    figure, text = document.figure(figure_id), document.text
    begin = text.rfind("\n", 0, figure.start) + 1
    end = text.find("\n", figure.end)
    after = text[figure.end : end if end >= 0 else len(text)]
    line = text.count("\n", 0, figure.start) + 1
    return Quotation(figure, line, _tail(text[begin : figure.start]), _head(after))


def place(quotation: Quotation, wording: Wording) -> str:
    """`dòng 12`, or the cell of the officer's own workbook."""
    if quotation.figure.cell:
        return wording.say("ô {cell}", cell=quotation.figure.cell)
    return wording.say("dòng {line}", line=quotation.line)


def _tail(text: str) -> str:
    text = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    return text if len(text) <= _REACH else "… " + text[-_REACH:].partition(" ")[2]


def _head(text: str) -> str:
    text = (" " if text[:1].isspace() else "") + " ".join(text.split())
    return text if len(text) <= _REACH else text[:_REACH].rpartition(" ")[0] + " …"
