"""The picture of a page made fit to be read: grey, without coloured ink and specks, at the recogniser's resolution."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]
WHITE = 255
_COLOURED = 60  # difference of the strongest and the weakest channel that the noise of JPEG does not reach
_SPECKED = 150  # dots an inch at which a speck is so many pixels at most, in a square that reaches one pixel each way
_SPECK, _FAR, _LINE = 3, 3, 5  # more pixels than `_LINE` in a square that reaches `_FAR` make a thin line
_PATCH = 16  # pixels: the light is measured in squares of five patches
_DARKEST, _DARK = 0.2, 80  # percent of the pixels that are surely ink; ink has some that are darker than that
_BLURRED = 0.65  # of the way from ink to paper: blurred strokes are that light
_SMALL = 75  # dots an inch at which the skew is measured
_STEPS = ((6.0, 0.5), (0.4, 0.1), (0.08, 0.02))  # degrees either way, and from one try to the next
_LEVEL = 0.03


def fit(image: Image.Image, dpi: float, wanted: int) -> Image.Image:
    """A grey picture of `wanted` dots an inch: stamps and signatures in colour gone, specks gone, paper white."""
    if dpi > wanted:
        image, dpi = _resized(image, wanted / dpi), wanted
    reach = max(1, round(dpi / _SPECKED))
    grey = _contrasted(_without_specks(_evenly_lit(_without_colour(image)), reach))
    return _resized(Image.fromarray(grey), wanted / dpi)


def _resized(image: Image.Image, scale: float) -> Image.Image:
    if scale == 1:
        return image
    if image.mode not in ("L", "RGB"):
        image = image.convert("L")
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _without_colour(image: Image.Image) -> Grey:
    """Grey values in which coloured ink is as light as paper, unless the page is mostly written in colour."""
    grey = np.asarray(image.convert("L"))
    if image.mode in ("1", "L"):
        return grey
    channels = np.asarray(image.convert("RGB"))
    strongest, spread = channels.max(axis=2), np.ptp(channels, axis=2)
    coloured, dark = spread > _COLOURED, ink(grey)
    if (coloured & dark).sum() * 2 > dark.sum():
        return grey
    lightened = (strongest.astype(np.uint16) + spread // 2).clip(0, WHITE)
    return np.where(coloured, lightened, grey).astype(np.uint8)


def _without_specks(grey: Grey, reach: int) -> Grey:
    """The picture white wherever there is no stroke of ink, nor its soft edge; a thin line must be long."""
    dark, area = ink(grey), reach * reach
    strokes = dark & (_around(dark, reach) > _SPECK * area)
    strokes |= dark & (_around(strokes, reach) > 0)
    thin = dark & ~strokes
    lines = thin & (_around(thin, _FAR * reach) > _LINE * area)
    strokes |= thin & (_around(lines, _FAR * reach) > 0)
    return np.where(_around(strokes, reach) > 0, grey, WHITE).astype(np.uint8)


def _around(mask: Mask, reach: int) -> NDArray[np.uint8]:
    """How many pixels are set in the square around each that goes so many pixels either way."""
    height, width = mask.shape
    padded = np.pad(mask, reach).astype(np.uint8)
    places = range(2 * reach + 1)
    rows: NDArray[np.uint8] = np.sum([padded[place : place + height] for place in places], axis=0, dtype=np.uint8)
    total: NDArray[np.uint8] = np.sum([rows[:, place : place + width] for place in places], axis=0, dtype=np.uint8)
    return total


def _evenly_lit(grey: Grey) -> Grey:
    """The picture with its paper white everywhere, whatever shadow or tint lies on it."""
    image = Image.fromarray(grey)
    paper = image.reduce(_PATCH).filter(ImageFilter.MaxFilter(5)).resize(image.size, Image.Resampling.BILINEAR)
    light = np.maximum(np.asarray(paper), 1).astype(np.uint16)
    lit: Grey = (grey.astype(np.uint16) * WHITE // light).clip(0, WHITE).astype(np.uint8)
    return lit


def _contrasted(grey: Grey) -> Grey:
    """The picture with its ink black and its paper white."""
    dark = ink(grey)
    black = float(np.median(grey[dark])) if dark.any() else 0
    white = (_threshold(grey) + WHITE) / 2
    return ((grey - black) / (white - black) * WHITE).clip(0, WHITE).astype(np.uint8)


def _threshold(grey: Grey) -> float:
    """The grey value between ink and paper; on a page that is all but blank the darkest pixels are no ink."""
    black = min(float(np.percentile(grey, _DARKEST)), _DARK)
    return black + _BLURRED * (WHITE - black)


def ink(grey: Grey) -> Mask:
    """Which pixels of an evenly lit picture are ink."""
    dark: Mask = grey < _threshold(grey)
    return dark


def levelled(grey: Image.Image, dpi: int) -> Image.Image:
    """The picture turned, by at most 6 degrees, until its lines of text are level."""
    reduced = grey.reduce(max(1, dpi // _SMALL))
    dark = Image.fromarray(np.where(ink(np.asarray(reduced)), WHITE, 0).astype(np.uint8))
    best = 0.0
    for reach, step in _STEPS:
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = max(angles, key=lambda angle: stripes(dark.rotate(angle, Image.Resampling.BILINEAR)))
    return grey.rotate(best, Image.Resampling.BICUBIC, fillcolor=WHITE) if abs(best) > _LEVEL else grey


def stripes(dark: Image.Image) -> float:
    """How sharply lines of text and the white between them alternate down a picture in which ink is bright."""
    rows = np.asarray(dark, dtype=np.float64).mean(axis=1)
    return float((np.diff(rows) ** 2).mean())


def stacked(pieces: Sequence[Image.Image], gap: int) -> tuple[Image.Image, list[int]]:
    """The pieces one below the other on white, `gap` apart and from the edges; and where each begins from the top."""
    tops, height = [], gap
    for piece in pieces:
        tops.append(height)
        height += piece.height + gap
    sheet = Image.new("L", (max(piece.width for piece in pieces) + 2 * gap, height), WHITE)
    for piece, top in zip(pieces, tops, strict=True):
        sheet.paste(piece, (gap, top))
    return sheet, tops


def array(grey: Image.Image) -> Grey:
    """The pixels of a grey picture."""
    pixels: Grey = np.asarray(grey)
    return pixels
