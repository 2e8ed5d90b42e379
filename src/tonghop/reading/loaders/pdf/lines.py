"""From glyphs to lines in reading order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median

from tonghop.reading.loaders.assembly import SUPERSCRIPTS, Certainty, Span
from tonghop.reading.loaders.pdf.page import Glyph

_COLUMN_GAP = 2.0  # in sizes of the font: a wider gap parts two columns
_WORD_GAP = 0.3
_SAME_LINE = 0.35
_RAISED = 0.15  # bottom of a raised digit above the baseline
_LOW_DIGIT = 0.57  # height of a digit that is smaller than the text around it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or its part within one column; `aside` where another column stands beside it.

    `spans` are its characters that were recognised in a picture; their origin is a `Certainty`.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first_word: float
    aside: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from top to bottom; where text stands in two columns, the left one first."""
    rows = [_columns(row) for row in _rows(_fragments(glyphs))]
    return list(_in_reading_order([[_line(column) for column in row] for row in rows]))


def _fragments(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs drawn one after the other on one baseline, raised marks included."""
    fragment: list[Glyph] = []
    largest = 0.0
    baseline = 0.0
    for glyph in glyphs:
        if fragment and not _continues(fragment[-1], baseline, glyph):
            yield fragment
            fragment, largest = [], 0.0
        fragment.append(glyph)
        if glyph.size > largest:
            largest, baseline = glyph.size, glyph.baseline
    if fragment:
        yield fragment


def _continues(last: Glyph, baseline: float, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    near = -0.5 * size < glyph.left - last.right < _COLUMN_GAP * size
    return near and abs(glyph.baseline - baseline) < (0.6 if glyph.size != last.size else _SAME_LINE) * size


def _rows(fragments: Iterable[list[Glyph]]) -> list[list[list[Glyph]]]:
    """Fragments that share a baseline, from top to bottom of the page and from left to right."""
    rows: list[tuple[float, list[list[Glyph]]]] = []
    for fragment in sorted(fragments, key=lambda fragment: (-_baseline(fragment), fragment[0].left)):
        baseline = _baseline(fragment)
        if rows and rows[-1][0] - baseline < _SAME_LINE * fragment[0].size:
            rows[-1][1].append(fragment)
        else:
            rows.append((baseline, [fragment]))
    return [sorted(row, key=lambda fragment: fragment[0].left) for _, row in rows]


def _baseline(fragment: list[Glyph]) -> float:
    return max(fragment, key=lambda glyph: glyph.size).baseline


def _columns(row: list[list[Glyph]]) -> list[list[Glyph]]:
    columns = [list(row[0])]
    for fragment in row[1:]:
        if fragment[0].left - columns[-1][-1].right > _COLUMN_GAP * fragment[0].size:
            columns.append(list(fragment))
        else:
            columns[-1] += fragment
    return columns


def _line(glyphs: list[Glyph]) -> Line:
    baseline, size = _baseline(glyphs), max(glyph.size for glyph in glyphs)
    text, word_end, previous = "", glyphs[-1].right, None
    spans: list[Span] = []
    for glyph in glyphs:
        if previous and (glyph.spaced or glyph.left - previous.right > _WORD_GAP * size):
            if " " not in text:
                word_end = previous.right
            text += " "
        text += _as_printed(glyph, baseline, size)
        if glyph.confidence is not None:
            _add(spans, Span(len(text) - len(glyph.text), len(text), Certainty(glyph.confidence)))
        previous = glyph
    usual = median(glyph.size for glyph in glyphs)
    first_word = word_end - glyphs[0].left
    return Line(text, glyphs[0].left, glyphs[-1].right, baseline, usual, first_word, spans=tuple(spans))


def _add(spans: list[Span], span: Span) -> None:
    """Put a span behind the others; one of the same origin is made longer instead."""
    if spans and spans[-1].origin == span.origin:
        span = replace(spans.pop(), end=span.end)
    spans.append(span)


def _as_printed(glyph: Glyph, baseline: float, size: float) -> str:
    raised = glyph.bottom - baseline > _RAISED * size and glyph.top - glyph.bottom < _LOW_DIGIT * size
    return glyph.text.translate(SUPERSCRIPTS) if raised and glyph.text.isdigit() else glyph.text


def _in_reading_order(rows: list[list[Line]]) -> Iterator[Line]:
    place = 0
    while place < len(rows):
        if len(rows[place]) != 2:
            yield _tabbed(rows[place])
            place += 1
            continue
        end = _end_of_band(rows, place)
        gutter = _gutter(rows[place:end])
        band = [replace(line, aside=True) for row in rows[place:end] for line in row]
        yield from (line for line in band if line.middle < gutter)
        yield from (line for line in band if line.middle >= gutter)
        place = end


def _end_of_band(rows: list[list[Line]], start: int) -> int:
    """Where the two columns that begin at row `start` end: at a line across both, or a wide gap."""
    left, right = rows[start][0].right, rows[start][1].left
    for place in range(start + 1, len(rows)):
        row = rows[place]
        if rows[place - 1][0].baseline - row[0].baseline > 2.5 * row[0].size or len(row) > 2:
            return place
        if len(row) == 2:
            new_left, new_right = max(left, row[0].right), min(right, row[1].left)
        else:
            new_left, new_right = (
                (left, min(right, row[0].left)) if row[0].left > left else (max(left, row[0].right), right)
            )
        if new_left >= new_right:
            return place
        left, right = new_left, new_right
    return len(rows)


def _gutter(rows: list[list[Line]]) -> float:
    return max(row[0].right for row in rows if len(row) == 2)


def _tabbed(row: list[Line]) -> Line:
    """The parts of a row in three or more columns as one line, parted by tabs."""
    first, last = row[0], row[-1]
    text, spans = "", list[Span]()
    for line in row:
        text += "\t" if text else ""
        spans += (replace(span, start=span.start + len(text), end=span.end + len(text)) for span in line.spans)
        text += line.text
    return replace(first, text=text, right=last.right, spans=tuple(spans))
