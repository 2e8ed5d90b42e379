"""From the picture of a page to what stands on it: glyphs and ruled lines, as on a page of a PDF."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean, median

from PIL import Image

from tonghop.reading.loaders.pdf.grids import RuledTable, tables_of
from tonghop.reading.loaders.pdf.page import Glyph, Page, Rule
from tonghop.reading.loaders.scans import picture
from tonghop.reading.loaders.scans.rulings import Ruling, erase, rulings
from tonghop.reading.loaders.scans.spelling import mended
from tonghop.reading.loaders.scans.tesseract import DPI, Character, Words, recognise

_POINT = DPI / 72
_WHOLE_PAGE, _ONE_COLUMN = 3, 6  # page segmentation modes of Tesseract
_SURE, _UPRIGHT = 98, 0.6  # confidence in percent, and the share of letters with it that a page on its head never has
_GARBLED = 60  # lines below are no writing: what is left of a stamp, a picture
_INSET, _GAP = 4, 30  # pixels: within the borders of a cell, between the cells of a stack
_INK, _LEAST_INK = 128, 12  # grey value of ink, pixels of ink in a cell that is not empty
_HEIGHTS = dict.fromkeys("aceimnorsuvxz", 0.45) | dict.fromkeys("ABCDEFGHIKLMNOPRSTUVXYZ0123456789bdhkl", 0.67)
_ALIKE = 0.1  # sizes that differ by less are one size, measured badly
_USUAL_SIZE = 13.0


def page_of(image: Image.Image, dpi: float) -> Page:
    """Everything recognised on the picture of a page, turned upright where it lies on its side or its head."""
    grey = picture.fit(image, dpi, DPI)
    found: list[tuple[float, Page]] = []
    for turned in _turns(grey):
        page = _read(picture.levelled(turned, DPI))
        certainty = _share_certain(page.glyphs)
        found.append((certainty, page))
        if certainty >= _UPRIGHT or not page.glyphs:
            break
    return max(found, key=lambda each: each[0])[1]


def _turns(grey: Image.Image) -> Iterator[Image.Image]:
    """The picture in all four directions, the likelier ones first."""
    yield grey
    on_head, left, right = Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270
    upright = picture.stripes(grey) >= picture.stripes(grey.transpose(left))
    for turn in (on_head, left, right) if upright else (left, right, on_head):
        yield grey.transpose(turn)


def _share_certain(glyphs: Sequence[Glyph]) -> float:
    return fmean([(glyph.confidence or 0) >= _SURE for glyph in glyphs] or [0])


def _read(grey: Image.Image) -> Page:
    """The page as it lies."""
    pixels = picture.array(grey)
    lines = rulings(pixels, DPI)
    clean = Image.fromarray(erase(pixels, lines))
    width, height = grey.width / _POINT, grey.height / _POINT
    rules = tuple(_rule(line, height) for line in lines)
    words: list[Words] = []
    for table in tables_of(rules):
        words += _in_cells(clean, table)
        clean.paste(picture.WHITE, _box(table.xs[0], table.ys[0], table.xs[-1], table.ys[-1], grey.height))
    words += recognise(clean, layout=_WHOLE_PAGE)
    legible = [mended(line) for line in words if _certainty(line) >= _GARBLED]
    return Page(width, height, tuple(_glyphs(legible, height)), rules, pictured=True)


def _certainty(line: Words) -> float:
    return fmean(each.confidence for word in line.words for each in word)


def _rule(line: Ruling, height: float) -> Rule:
    """A line in points, measured from the lower left corner of a page of this height."""
    if line.horizontal:
        return Rule(True, height - line.at / _POINT, line.start / _POINT, line.end / _POINT)
    return Rule(False, line.at / _POINT, height - line.end / _POINT, height - line.start / _POINT)


def _box(left: float, top: float, right: float, bottom: float, height: int) -> tuple[int, int, int, int]:
    """A box in points from the lower left corner as pixels from the upper left one, in a picture of this height."""
    return round(left * _POINT), height - round(top * _POINT), round(right * _POINT), height - round(bottom * _POINT)


def _in_cells(grey: Image.Image, table: RuledTable) -> list[Words]:
    """The words of a table: its cells, one below the other, are recognised as one column."""
    corners: list[tuple[int, int]] = []
    cells: list[Image.Image] = []
    for area in table.areas:
        right, bottom = table.xs[area.column + area.columns], table.ys[area.row + area.rows]
        box = _box(table.xs[area.column], table.ys[area.row], right, bottom, grey.height)
        cell = grey.crop((box[0] + _INSET, box[1] + _INSET, box[2] - _INSET, box[3] - _INSET))
        if cell.width > 0 and cell.height > 0 and (picture.array(cell) < _INK).sum() >= _LEAST_INK:
            corners.append((box[0] + _INSET, box[1] + _INSET))
            cells.append(cell)
    if not cells:
        return []
    sheet, tops = picture.stacked(cells, _GAP)
    return [_moved(line, corners, tops) for line in recognise(sheet, layout=_ONE_COLUMN)]


def _moved(line: Words, corners: Sequence[tuple[int, int]], tops: Sequence[int]) -> Words:
    """A line of the stack, at the place of its cell on the page."""
    place = max(0, bisect_right(tops, line.baseline) - 1)
    right, down = corners[place][0] - _GAP, corners[place][1] - tops[place]
    words = (tuple(_shifted(each, right, down) for each in word) for word in line.words)
    return Words(tuple(words), line.baseline + down)


def _shifted(each: Character, right: int, down: int) -> Character:
    return replace(
        each, left=each.left + right, right=each.right + right, top=each.top + down, bottom=each.bottom + down
    )


def _glyphs(lines: Sequence[Words], height: float) -> Iterator[Glyph]:
    """The characters of all lines, in points from the lower left corner of a page of this height."""
    sizes = _sizes(lines)
    for line, size in zip(lines, sizes, strict=True):
        for word in line.words:
            for index, each in enumerate(word):
                yield Glyph(
                    each.text,
                    each.left / _POINT,
                    each.right / _POINT,
                    height - each.bottom / _POINT,
                    height - each.top / _POINT,
                    height - line.baseline / _POINT,
                    size,
                    spaced=index == 0,
                    confidence=each.confidence,
                )


def _sizes(lines: Iterable[Words]) -> list[float]:
    """The size of the font of each line, judged by the heights of its letters; sizes nearly the same count as one."""
    measured = [_size(line) for line in lines]
    usual = median(filter(None, measured)) if any(measured) else _USUAL_SIZE
    return [_snapped(size or usual, usual) for size in measured]


def _snapped(size: float, usual: float) -> float:
    return usual if abs(size - usual) < _ALIKE * usual else round(size)


def _size(line: Words) -> float | None:
    heights = [
        (each.bottom - each.top) / _HEIGHTS[each.text] / _POINT
        for word in line.words
        for each in word
        if each.text in _HEIGHTS and abs(each.bottom - line.baseline) <= 3
    ]
    return median(heights) if heights else None
