"""The lines of a text, as the ground on which flattened tables are looked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tonghop.reading import layout


class Piece:
    """A piece of the text, `text[start:end]`."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of `text` with a visible character, without the blanks around them."""

    text: str
    pieces: tuple[Piece, ...]

    def __len__(self) -> int:
        return len(self.pieces)

    def said(self, place: int) -> str:
        """The words of the line at `place`; empty beyond the last."""
        return self.text[self.pieces[place].start : self.pieces[place].end] if place < len(self.pieces) else ""

    def close(self, place: int) -> bool:
        """Whether the line at `place` stands right below the one before, one empty line between them at most."""
        if not 0 < place < len(self.pieces):
            return False
        return self.text.count("\n", self.pieces[place - 1].end, self.pieces[place].start) <= 2

    def outside(self, spans: Sequence[tuple[int, int]]) -> "Lines":
        """The lines that begin in none of `spans`."""
        if not spans:
            return self
        ordered = sorted(spans)
        starts = [start for start, _ in ordered]

        def free(piece: Piece) -> bool:
            place = bisect_right(starts, piece.start) - 1
            return place < 0 or piece.start >= ordered[place][1]

        return Lines(self.text, tuple(filter(free, self.pieces)))


def lines_of(text: str) -> Lines:
    """All lines of `text`."""
    return Lines(text, tuple([trimmed(text, start, end) for start, end in layout.lines(text)]))


def trimmed(text: str, start: int, end: int) -> Piece:
    """`text[start:end]` without the blanks at its ends."""
    printed = text[start:end]
    return Piece(start + len(printed) - len(printed.lstrip()), start + len(printed.rstrip()))
