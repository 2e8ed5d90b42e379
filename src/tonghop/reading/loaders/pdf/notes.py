"""Footnotes: found at the foot of each page, put after the paragraph that cites them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tonghop.reading.loaders.assembly import SUPERSCRIPTS, Block, Paragraph, Piece
from tonghop.reading.loaders.pdf.lines import Line
from tonghop.reading.loaders.pdf.strips import strip_of

_MARK_AT_START = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=\s)")
_MARK = re.compile(r"(?<![\d\s/(][mM])(?<!\b[ckdh]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SMALLER = 0.5
_ENDS = (".", "!", "?")


@dataclass(slots=True)
class Note:
    """A footnote: the page it begins on, its mark, and its lines without the mark."""

    page: int
    mark: str
    lines: list[Line] = field(default_factory=list)

    @property
    def ends(self) -> bool:
        """Whether its last line ends a sentence."""
        return self.lines[-1].text.endswith(_ENDS)

    @property
    def paragraph(self) -> Paragraph:
        """The note as the convention of `Source` has it."""
        strip = strip_of(self.lines)
        return Paragraph((Piece(f"{self.mark} "), *strip.pieces(len(self.mark) + _gap(strip.text[len(self.mark) :]))))


def _gap(text: str) -> int:
    return len(text) - len(text.lstrip())


def take_notes(pages: Sequence[tuple[list[Line], float]], size: float) -> tuple[list[list[Line]], list[Note]]:
    """Part the lines of each page into body and notes; `size` is that of the body.

    A page comes with the height of the rule that may stand above its notes. Lines at its foot above the first note
    carry on the last note of the page before, and so do lines without a note below them where that one has no end.
    """
    bodies: list[list[Line]] = []
    notes: list[Note] = []
    cited_before: set[str] = set()
    noted = -2  # the last page with lines of notes
    for page, (lines, rule) in enumerate(pages):
        foot = _foot(lines, rule, size)
        cited = {mark for line in lines[:foot] for mark in _MARK.findall(line.text)}
        marks = _marks(lines[foot:], cited | cited_before)
        cited_before = cited
        first = next((place for place, mark in enumerate(marks) if mark), len(marks))
        carries_on = noted == page - 1 and (first < len(marks) or not notes[-1].ends)
        start = foot if carries_on else foot + first
        noted = page if start < len(lines) else noted
        bodies.append(lines[:start])
        for line, mark in zip(lines[start:], marks[start - foot :], strict=True):
            if mark:
                notes.append(Note(page, mark))
            notes[-1].lines.append(line)
    return bodies, notes


def _foot(lines: list[Line], rule: float, size: float) -> int:
    """Where the lines at the foot of the page begin that are smaller, or stand below the rule."""
    foot = len(lines)
    while foot and (lines[foot - 1].size < size - _SMALLER or lines[foot - 1].baseline < rule):
        foot -= 1
    return foot


def _marks(lines: Sequence[Line], cited: set[str]) -> list[str | None]:
    """The mark that each line begins with: raised or, where none is, a plain number that the page cites."""
    found = [match[0] if (match := _MARK_AT_START.match(line.text)) else None for line in lines]
    if any(mark and not mark.isdecimal() for mark in found):
        return [None if mark and mark.isdecimal() else mark for mark in found]
    raised = (mark and mark.translate(SUPERSCRIPTS) for mark in found)
    return [mark if mark in cited else None for mark in raised]


def with_notes(blocks: Sequence[tuple[range, Block]], notes: Sequence[Note]) -> Iterator[Block]:
    """Each block (given with its pages) followed by the notes that it cites; uncited notes come last.

    A note may stand one page off where there was no room for it beside its mark.
    """
    waiting = list(notes)
    for pages, block in blocks:
        yield block
        for mark in _MARK.findall(_text(block)):
            near = range(pages.start - 1, pages.stop + 1)
            note = next((note for note in waiting if note.mark == mark and note.page in near), None)
            if note:
                waiting.remove(note)
                yield note.paragraph
    yield from (note.paragraph for note in waiting)


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(piece.text for cell in block.cells for piece in cell.pieces)
