"""Text put together from lines, with the spans of what was recognised in a picture."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tonghop.reading.loaders.assembly import Piece, Span
from tonghop.reading.loaders.pdf.lines import Line
from tonghop.reading.loaders.pdf.paragraphs import join


@dataclass(frozen=True, slots=True)
class Strip:
    """The text of consecutive lines; the origin of its spans is their `Certainty`."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def followed(self, line: Line, separator: str) -> "Strip":
        """The strip with one more line, a word broken at the line end mended."""
        text = join(self.text, separator, line.text)
        return Strip(text, (*self.spans, *moved(line.spans, len(text) - len(line.text))))

    def pieces(self, start: int = 0) -> tuple[Piece, ...]:
        """The strip from `start` on as pieces with and without origin."""
        return tuple(self._pieces(start))

    def _pieces(self, place: int) -> Iterator[Piece]:
        for span in self.spans:
            begin, end = max(span.start, place), min(span.end, len(self.text))
            if begin < end:
                yield Piece(self.text[place:begin])
                yield Piece(self.text[begin:end], span.origin)
                place = end
        yield Piece(self.text[place:])


def moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    """The spans of a text with `by` characters put before it."""
    return (replace(span, start=span.start + by, end=span.end + by) for span in spans)


def strip_of(lines: Sequence[Line]) -> Strip:
    """Lines that are known to belong together, as one line of text."""
    strip = Strip()
    for line in lines:
        strip = strip.followed(line, " ") if strip.text else Strip(line.text, line.spans)
    return strip
