"""What pdfium knows of a page: its glyphs in the order they were drawn, and its ruled lines.

Coordinates are points, the origin is the lower left corner. They only place things, so they are floats.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_SAMPLE = 300  # characters that tell how a page is turned
_SMALLEST = 0.5
_STRAIGHT = 1.0
_SHORTEST_RULE = 4.0
_MOST_OF_PAGE = 0.6
_GUESSED_GAP = 0.15  # in sizes: pdfium also guesses spaces where only the font changes
_LINE_END_HYPHEN = "\x02"  # pdfium's own mark for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character: `left` and `right` with the room it takes, `bottom` and `top` of its ink, its baseline.

    `spaced` where a space precedes it; `confidence`, in percent, where it was recognised in a picture.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    spaced: bool
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line at `at`, reaching from `start` to `end` along its direction."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, glyphs and rules. A picture covers most of a `pictured` one; blank unless `drawn`."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictured: bool
    drawn: bool = True


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Turn:
    """How many quarters a page of this size must be turned back until its text stands upright."""

    quarters: int
    width: float
    height: float

    @property
    def size(self) -> Point:
        """Width and height of the upright page."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def point(self, x: float, y: float) -> Point:
        """A point of the page on the upright page."""
        if not self.quarters:
            return x, y
        turned = (self.height - y, x), (self.width - x, self.height - y), (y, self.width - x)
        return turned[self.quarters - 1]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the page on the upright page: left, bottom, right, top."""
        if not self.quarters:
            return left, bottom, right, top
        (x, y), (to_x, to_y) = self.point(left, bottom), self.point(right, top)
        return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def read_page(page: Any) -> Page:
    """Take a page of pypdfium2 apart, turned so that most of its text stands upright."""
    text = page.get_textpage()
    try:
        turn = _turn(page, text)
        glyphs = tuple(_glyphs(text.raw, text.count_chars(), turn))
        return Page(*turn.size, glyphs, tuple(_rules(page, turn)), _is_pictured(page), _is_drawn(page))
    finally:
        text.close()


def _turn(page: Any, text: Any) -> _Turn:
    sample = range(min(text.count_chars(), _SAMPLE))
    angles = Counter(round(pdfium.FPDFText_GetCharAngle(text.raw, index) / (math.pi / 2)) % 4 for index in sample)
    shown = page.get_size()
    width, height = shown if page.get_rotation() % 180 == 0 else shown[::-1]
    return _Turn(max(angles, key=lambda quarters: angles[quarters], default=0), width, height)


def _glyphs(text: Any, count: int, turn: _Turn) -> Iterator[Glyph]:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    room = pdfium.FS_RECTF()
    spaced, guessed = False, False
    end = 0.0
    for index in range(count):
        character = _character(pdfium.FPDFText_GetUnicode(text, index))
        if character.isspace():
            spaced = True
            guessed = pdfium.FPDFText_IsGenerated(text, index) == 1
            continue
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(text, index, room)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        _, ink_bottom, _, ink_top = turn.box(left.value, bottom.value, right.value, top.value)
        start, _, stop, _ = turn.box(room.left, room.bottom, room.right, room.top)
        size = _size(text, index, ink_top - ink_bottom)
        apart = not guessed or start - end > _GUESSED_GAP * size
        baseline = turn.point(x.value, y.value)[1]
        yield Glyph(character, start, stop, ink_bottom, ink_top, baseline, size, spaced and apart)
        spaced, guessed, end = False, False, stop


def _character(code: int) -> str:
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return "-" if character == _LINE_END_HYPHEN else character


def _size(text: Any, index: int, height: float) -> float:
    """The size as it appears: a font of size 1 scaled up by the page's matrix counts as what it is scaled to."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text, index))
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.b, matrix.d)
    return max(size or height, _SMALLEST)


def _is_pictured(page: Any) -> bool:
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    boxes = [picture.get_bounds() for picture in pictures]
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return bool(area > _MOST_OF_PAGE * page.get_width() * page.get_height())


def resolution(page: Any) -> float:
    """Dots an inch of the finest picture that covers most of a page of pypdfium2; 0 where there is none."""
    whole, finest = page.get_width() * page.get_height(), 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > _MOST_OF_PAGE * whole:
            dots, inches = max(picture.get_px_size()), max(right - left, top - bottom) / 72
            finest = max(finest, dots / inches)
    return finest


def _is_drawn(page: Any) -> bool:
    return next(iter(page.get_objects(max_depth=1)), None) is not None


def _rules(page: Any, turn: _Turn) -> Iterator[Rule]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        for begin, end in _strokes(item):
            (x, y), (to_x, to_y) = turn.point(*begin), turn.point(*end)
            if abs(y - to_y) < _STRAIGHT and abs(x - to_x) > _SHORTEST_RULE:
                yield Rule(True, (y + to_y) / 2, min(x, to_x), max(x, to_x))
            elif abs(x - to_x) < _STRAIGHT and abs(y - to_y) > _SHORTEST_RULE:
                yield Rule(False, (x + to_x) / 2, min(y, to_y), max(y, to_y))


def _strokes(path: Any) -> Iterator[tuple[Point, Point]]:
    """Both ends of each straight stroke of a path, on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path.raw, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, here
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield here, first
        last = here
