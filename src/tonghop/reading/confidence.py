"""How certain a figure from a scan is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tonghop.core.document import Recognised
from tonghop.core.figure import Figure


def with_confidence(figures: tuple[Figure, ...], recognised: Sequence[Recognised]) -> tuple[Figure, ...]:
    """The figures, those from a scan with the confidence of their least certain character."""
    return tuple(_judged(figures, recognised)) if recognised else figures


def _judged(figures: Sequence[Figure], recognised: Sequence[Recognised]) -> Iterator[Figure]:
    ends = [part.end for part in recognised]
    for figure in figures:
        place = bisect_right(ends, figure.start)
        parts = []
        while place < len(recognised) and recognised[place].start < figure.end:
            parts.append(recognised[place].confidence)
            place += 1
        yield figure._replace(confidence=min(parts, default=None))
