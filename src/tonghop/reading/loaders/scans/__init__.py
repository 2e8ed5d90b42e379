"""Scans: pictures of pages recognised into the same pages that a PDF with a text layer has."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence

from tonghop.core.progress import counted
from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.pdf import content_of
from tonghop.reading.loaders.pdf.page import Page
from tonghop.reading.loaders.refusal import TOO_LARGE, Refusal
from tonghop.reading.loaders.scans.page import page_of

_PAPER = range(5, 25)  # inches that the longer side of a page may have
_A4 = 11.69


def read(data: bytes) -> Content:
    """The text of a picture file, each frame a page; raises Refusal where it is too large or nothing can read it."""
    try:
        with warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning):
            return content_of(_pages(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal(TOO_LARGE) from error


def _pages(data: bytes) -> list[Page]:
    with Image.open(BytesIO(data)) as file:
        return list(counted(map(_page, ImageSequence.Iterator(file)), getattr(file, "n_frames", 1)))


def _page(frame: Image.Image) -> Page:
    return page_of(_on_paper(ImageOps.exif_transpose(frame)), _dots_an_inch(frame))


def _on_paper(image: Image.Image) -> Image.Image:
    """The picture without transparency."""
    if image.mode in ("1", "L", "RGB"):
        return image
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    paper = Image.new("RGB", layers.size, "white")
    paper.paste(layers, mask=layers.getchannel("A"))
    return paper


def _dots_an_inch(image: Image.Image) -> float:
    """What the file says, where that makes a page of paper; else as many as make it an A4 page."""
    longer = max(image.size)
    told = float(image.info.get("dpi", (0, 0))[0])
    return told if told and int(longer / told) in _PAPER else longer / _A4
