"""Footnotes of Word: their part, the separators above them, and the marks in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tonghop.core.paper import Runs
from tonghop.printing import wording
from tonghop.printing.word.xml import Element, element, paragraph, root, text
from tonghop.printing.wording import Footnote

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_RAISED = element("rPr", element("rStyle", val="FootnoteReference"))
_SIGN = element("r", _RAISED, element("footnoteRef"))


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one document, numbered in the order in which they are marked."""

    _notes: list[Element] = field(default_factory=list)

    def written(self, runs: Runs) -> Iterator[Element]:
        """Text, and the marks of its footnotes."""
        for piece in wording.pieces(runs):
            yield self._mark(piece.text) if isinstance(piece, Footnote) else text(piece)

    def _mark(self, content: str) -> Element:
        number = len(self._notes) + 1
        self._notes.append(element("footnote", paragraph("FootnoteText", _SIGN, text(f" {content}")), id=number))
        return element("r", _RAISED, element("footnoteReference", id=number))

    def part(self) -> Element:
        """All footnotes and the separators."""
        return root("footnotes", *(_separator(number, kind) for number, kind in _SEPARATORS), *self._notes)


def setting() -> Element:
    """What the settings of a document say of the separators."""
    return element("footnotePr", *(element("footnote", id=number) for number, _ in _SEPARATORS))


def _separator(number: int, kind: str) -> Element:
    return element("footnote", paragraph("FootnoteText", element("r", element(kind))), type=kind, id=number)
