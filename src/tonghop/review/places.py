"""Where figures stand, for a document without pages: the line or cell, and the words around them."""

from dataclasses import dataclass
from itertools import groupby

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.review.layout import Piece
from tonghop.review.wording import Wording

_REACH = 48
_GAP = " … "


@dataclass(frozen=True, slots=True)
class Passage:
    """Figures that stand on one line (counted from 1), quoted with the words around them."""

    line: int
    pieces: tuple[Piece, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures quoted, in text order."""
        return tuple(piece.figure for piece in self.pieces if piece.figure)

    @property
    def text(self) -> str:
        """The quotation as plain text."""
        return "".join(piece.text for piece in self.pieces)


def passages(document: Document, figure_ids: tuple[str, ...]) -> tuple[Passage, ...]:
    """Quotations that together show every one of these figures once, in text order."""
    figures = sorted({document.figure(figure) for figure in figure_ids}, key=lambda figure: figure.start)
    lines = groupby(figures, key=lambda figure: (document.text.count("\n", 0, figure.start) + 1, reference(figure)))
    return tuple(Passage(line, _pieces(document.text, tuple(group))) for (line, _), group in lines)


def reference(figure: Figure) -> str | None:
    """The cell of a workbook that holds a figure (`Biểu 1!C5`); cells of other tables have no such name."""
    return figure.cell if figure.cell and "!" in figure.cell else None


def place(passage: Passage, wording: Wording) -> str:
    """`dòng 12`, or the cell of the officer's own workbook."""
    cell = reference(passage.figures[0])
    return wording.say("ô {cell}", cell=cell) if cell else wording.say("dòng {line}", line=passage.line)


def _pieces(text: str, figures: tuple[Figure, ...]) -> tuple[Piece, ...]:
    begin, stop = text.rfind("\n", 0, figures[0].start) + 1, text.find("\n", figures[-1].end)
    end = stop if stop >= 0 else len(text)
    found = [Piece(_tail(text[begin : figures[0].start]))]
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        found.append(Piece(" ".join(figure.text.split()), figure))
        found.append(
            Piece(_between(text[figure.end : following.start]) if following else _head(text[figure.end : end]))
        )
    return tuple(piece for piece in found if piece.figure or piece.text)


def _between(text: str) -> str:
    return _squeeze(text) if len(text) <= 2 * _REACH else _head(text).removesuffix(" …") + _GAP + _tail(text)[2:]


def _squeeze(text: str) -> str:
    words = " ".join(text.replace("\t", " | ").split())
    return (" " if text[:1].isspace() else "") + words + (" " if words and text[-1:].isspace() else "")


def _tail(text: str) -> str:
    text = _squeeze(text).lstrip()
    return text if len(text) <= _REACH else "… " + text[-_REACH:].partition(" ")[2]


def _head(text: str) -> str:
    text = _squeeze(text).rstrip()
    return text if len(text) <= _REACH else text[:_REACH].rpartition(" ")[0] + " …"
