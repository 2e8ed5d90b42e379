"""Ruled lines of a picture: found, and taken out so that they are not read as letters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from tonghop.reading.loaders.scans.picture import WHITE, Grey, Mask, ink

_SHORTEST = 0.25  # inches: longer than any stroke of a letter
_THICKEST = 0.05
_GAP = 0.1  # a worn line may be broken this far
_FILLED = 0.95
_MOST_RUNS = 50_000  # a picture with more is no page of text


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal or vertical line, in pixels: across from `first` to `last`, along from `start` to `end`."""

    horizontal: bool
    first: int
    last: int
    start: int
    end: int

    @property
    def at(self) -> float:
        """The middle of its thickness."""
        return (self.first + self.last) / 2


def rulings(grey: Grey, dpi: int) -> list[Ruling]:
    """All thin straight lines along the edges of the picture."""
    dark = ink(grey)
    across = (Ruling(True, *line) for line in _lines(dark, dpi))
    down = (Ruling(False, *line) for line in _lines(dark.T, dpi))
    return [*_joined(across, dpi), *_joined(down, dpi)]


def erase(grey: Grey, lines: list[Ruling]) -> Grey:
    """The picture without these lines."""
    clean = grey.copy()
    for line in lines:
        band, reach = slice(max(0, line.first - 2), line.last + 3), slice(max(0, line.start - 2), line.end + 3)
        clean[(band, reach) if line.horizontal else (reach, band)] = WHITE
    return clean


def _lines(ink: Mask, dpi: int) -> Iterator[tuple[int, int, int, int]]:
    """(first, last, start, end) of the horizontal lines: long runs of ink in rows that lie on each other."""
    found: list[list[int]] = []
    open_: list[list[int]] = []
    for row, start, end in _runs(_in_long_runs(ink, round(_SHORTEST * dpi))):
        open_ = [line for line in open_ if line[1] >= row - 1]
        touching = [line for line in open_ if line[2] <= end and start <= line[3]]
        merged = [row, row, start, end]
        for line in touching:
            merged = [min(line[0], merged[0]), row, min(line[2], merged[2]), max(line[3], merged[3])]
            open_.remove(line)
            found.remove(line)
        open_.append(merged)
        found.append(merged)
    thickest = _THICKEST * dpi
    return ((a, b, start, end) for a, b, start, end in found if b - a < thickest)


def _in_long_runs(ink: Mask, length: int) -> Mask:
    """Pixels of rows that belong to an almost unbroken run of at least `length`; a line may waver by a pixel."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    if ink.shape[1] < length:
        return np.zeros_like(ink)
    return _spread(_filled(thick, length), length) & thick


def _filled(ink: Mask, length: int) -> Mask:
    """For each place of a row whether the `length` pixels from there on are nearly all ink."""
    total = np.zeros((ink.shape[0], ink.shape[1] + 1), np.int32)
    np.cumsum(ink, axis=1, out=total[:, 1:])
    filled: Mask = total[:, length:] - total[:, :-length] >= _FILLED * length
    return filled


def _spread(starts: Mask, length: int) -> Mask:
    """The pixels that the windows of `length` beginning at `starts` cover."""
    steps = np.zeros((starts.shape[0], starts.shape[1] + length), np.int32)
    steps[:, : starts.shape[1]] += starts
    steps[:, length:] -= starts
    covered: Mask = np.cumsum(steps, axis=1)[:, :-1] > 0
    return covered


def _runs(mask: Mask) -> list[tuple[int, int, int]]:
    """(row, start, end) of all runs, from top to bottom."""
    edges = np.diff(mask.astype(np.int8), axis=1, prepend=0, append=0)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    runs = np.stack((rows, starts, ends - 1), axis=1)[:_MOST_RUNS]
    return [(row, start, end) for row, start, end in runs.tolist()]


def _joined(lines: Iterator[Ruling], dpi: int) -> Iterator[Ruling]:
    """Lines with the pieces that a worn print left of them joined."""
    waiting = sorted(lines, key=lambda line: (line.start, line.first))
    while waiting:
        line = waiting.pop(0)
        while following := next((other for other in waiting if _carries_on(line, other, dpi)), None):
            waiting.remove(following)
            line = replace(
                line,
                first=min(line.first, following.first),
                last=max(line.last, following.last),
                end=max(line.end, following.end),
            )
        yield line


def _carries_on(line: Ruling, other: Ruling, dpi: int) -> bool:
    return abs(line.at - other.at) <= 3 and line.start <= other.start <= line.end + _GAP * dpi
