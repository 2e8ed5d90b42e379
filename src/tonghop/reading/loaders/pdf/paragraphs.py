"""From the lines of all pages to paragraphs, joined across line ends and page breaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from tonghop.reading.loaders.pdf.lines import Line

_ENDS_SENTENCE = (".", ";", ":", "!", "?")
_BROKEN_WORD = re.compile(r"(?<![^\W\d_])[A-Z]?[a-z]+-\Z")
_FOREIGN_REST = re.compile(r"[a-z]{2,}(?![^\W\d_])")
_JOINS_WORDS = re.compile(r"\w[-/]\Z")
_USUAL_LEADING = 1.5


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: the margins of its text, the distance of its lines in sizes, its usual size."""

    left: float
    right: float
    leading: float
    size: float
    indents: bool

    def indented(self, line: Line) -> bool:
        """Whether a line starts right of the margin."""
        return line.left > self.left + 0.8 * line.size

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle and reaches to neither margin."""
        inside = min(line.left - self.left, self.right - line.right) > 0.15 * line.size
        return inside and abs(line.middle - (self.left + self.right) / 2) < 0.5 * line.size

    def full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room left on this one."""
        return line.right + following.first_word + 0.3 * line.size > self.right

    def separator(self, line: Line, following: Line) -> str | None:
        """What stands between two lines of one page: a space, a line break, or None for a new paragraph."""
        if line.aside or following.aside:
            return None
        distance = line.baseline - following.baseline
        if not 0 < distance < 1.15 * self.leading * line.size or abs(line.size - following.size) > 0.5:
            return None
        if self.centred(line) and self.centred(following) and self.indented(following):
            return " " if self.full(line, following) else "\n"
        if following.left > line.left + 0.8 * line.size or not self.full(line, following):
            return None
        return " "

    def continues_on_next_page(self, line: Line, following: Line) -> bool:
        """Whether the first line of a page carries on the last paragraph of the page before."""
        if abs(line.size - following.size) > 0.5 or self.indented(following) or not self.full(line, following):
            return False
        return self.indents or not line.text.endswith(_ENDS_SENTENCE)


def setting_of(pages: Sequence[Sequence[Line]]) -> Setting:
    """Measure how pages of one width are set from all of their lines."""
    size = _usual_size(line for page in pages for line in page)
    bodies = _bodies(pages, size)
    lines = [line for page in bodies for line in page]
    if not lines:
        return Setting(0, 0, _USUAL_LEADING, 0, False)
    right = sorted(line.right for line in lines)[round((len(lines) - 1) * 0.98)]
    running = [pair for page in bodies for pair in pairwise(page) if pair[0].right > right - size]
    left = _left_margin([below for _, below in running], right) or _left_margin(lines, right)
    distances = [(above.baseline - below.baseline) / size for above, below in running if below.left < left + size]
    close = [distance for distance in distances if 0.8 < distance < 3]
    indented = sum(left + 0.8 * size < line.left < left + 5 * size for line in lines)
    return Setting(left, right, median_low(close) if close else _USUAL_LEADING, size, indented > len(lines) / 12)


def _usual_size(lines: Iterable[Line]) -> float:
    """The size that most of the text has, to half a point; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0)


def _bodies(pages: Sequence[Sequence[Line]], size: float) -> list[list[Line]]:
    """The lines of each page in the usual size; what stands beside other text counts where most of it does."""
    usual = [[line for line in page if abs(line.size - size) <= 0.5] for page in pages]
    beside = [line.aside for page in usual for line in page]
    if sum(beside) > len(beside) / 2:
        return usual
    return [[line for line in page if not line.aside] for page in usual]


def _left_margin(lines: Iterable[Line], right: float) -> float:
    """The left end that most lines share; of equals the outermost; 0 where there are none."""
    starts = Counter(round(line.left) for line in lines if line.right > right / 2)
    return min(starts, key=lambda start: (-starts[start], start), default=0)


def join(text: str, separator: str, following: str) -> str:
    """Join two lines, mending a word broken at the line end."""
    if text.endswith("\u00ad"):
        return text[:-1] + following
    if separator == " " and _BROKEN_WORD.search(text) and _FOREIGN_REST.match(following):
        return text[:-1] + following
    if separator == " " and _JOINS_WORDS.search(text):
        return text + following
    return text + separator + following
