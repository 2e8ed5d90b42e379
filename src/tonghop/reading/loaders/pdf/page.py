"""What pdfium knows of a page: its glyphs in the order they were drawn, and its ruled lines.

Coordinates are points, the origin is the lower left corner. They only place things, so they are floats.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_STRAIGHT = 1.0
_SHORTEST_RULE = 4.0
_MOST_OF_PAGE = 0.6
_GUESSED_GAP = 0.15  # in sizes: pdfium also guesses spaces where only the font changes
_LINE_END_HYPHEN = "\x02"  # pdfium's own mark for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn character: `left` and `right` with the room it takes, `bottom` and `top` of its ink, its baseline.

    `spaced` where a space precedes it.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line at `at`, reaching from `start` to `end` along its direction."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, glyphs and rules; `pictured` where a picture covers most of it."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictured: bool


def read_page(page: Any) -> Page:
    """Take a page of pypdfium2 apart."""
    text = page.get_textpage()
    try:
        glyphs = tuple(_glyphs(text.raw, text.count_chars()))
        return Page(page.get_width(), page.get_height(), glyphs, tuple(_rules(page)), _is_pictured(page))
    finally:
        text.close()


def _glyphs(text: Any, count: int) -> Iterator[Glyph]:
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
        size = _size(text, index, top.value - bottom.value)
        apart = not guessed or room.left - end > _GUESSED_GAP * size
        yield Glyph(character, room.left, room.right, bottom.value, top.value, y.value, size, spaced and apart)
        spaced, guessed, end = False, False, room.right


def _character(code: int) -> str:
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return "-" if character == _LINE_END_HYPHEN else character


def _size(text: Any, index: int, height: float) -> float:
    """The size as it appears: a font of size 1 scaled up by the page's matrix counts as what it is scaled to."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text, index))
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= abs(matrix.d) or abs(matrix.b)
    return size or height


def _is_pictured(page: Any) -> bool:
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)
    boxes = [picture.get_bounds() for picture in pictures]
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return bool(area > _MOST_OF_PAGE * page.get_width() * page.get_height())


def _rules(page: Any) -> Iterator[Rule]:
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        corners = list(_corners(item))
        for (x, y), (to_x, to_y) in corners:
            if abs(y - to_y) < _STRAIGHT and abs(x - to_x) > _SHORTEST_RULE:
                yield Rule(True, (y + to_y) / 2, min(x, to_x), max(x, to_x))
            elif abs(x - to_x) < _STRAIGHT and abs(y - to_y) > _SHORTEST_RULE:
                yield Rule(False, (x + to_x) / 2, min(y, to_y), max(y, to_y))


Point = tuple[float, float]


def _corners(path: Any) -> Iterator[tuple[Point, Point]]:
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
