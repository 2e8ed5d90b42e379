"""Reports turned into scans, good ones and bad ones, and what was read of them laid beside the original text."""

import io
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

WHITE = (255, 255, 255)


def pictures(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """The pages of a PDF as pictures in colour."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


def spoilt(page: Image.Image, seed: int) -> Image.Image:
    """A page as a tired scanner gives it: askew, blurred, noisy, full of specks, compressed."""
    chance = np.random.default_rng(seed)
    page = page.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=WHITE)
    page = page.filter(ImageFilter.GaussianBlur(0.6))
    pixels = np.asarray(page) + chance.normal(0, 18, (page.height, page.width, 1))
    pixels[chance.random((page.height, page.width)) < 0.001] = 0
    return compressed(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)), quality=50)


def stamped(page: Image.Image, centre: tuple[int, int], radius: int) -> Image.Image:
    """The page with a round red stamp over its text and a signature in blue across it; black ink shows through both."""
    ink = Image.new("RGB", page.size, WHITE)
    pen, (x, y) = ImageDraw.Draw(ink), centre
    for ring in (radius, radius * 3 // 4):
        pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline=(214, 40, 48), width=max(2, radius // 20))
    pen.regular_polygon((x, y, radius // 3), 5, fill=(214, 40, 48))
    waves = [(x - radius + step * radius // 8, y + (-1) ** step * radius // 3) for step in range(17)]
    pen.line(waves, fill=(32, 48, 150), width=max(2, radius // 25), joint="curve")
    return ImageChops.multiply(page, ink)


def compressed(page: Image.Image, quality: int) -> Image.Image:
    """The page after a journey as JPEG."""
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=quality)
    return Image.open(stream).convert("RGB")


def as_pdf(pages: Iterable[Image.Image], dpi: int) -> bytes:
    """A PDF of pictures without a text layer, as scanners make them."""
    first, *others = pages
    stream = io.BytesIO()
    first.save(stream, "PDF", resolution=dpi, save_all=True, append_images=others, quality=90)
    return stream.getvalue()


def places(read: str, original: str) -> list[int]:
    """For each offset of the text that was read, one behind its end included, the offset in the original."""
    result = [0] * (len(read) + 1)
    ours, theirs = _words(read), _words(original)
    blocks = SequenceMatcher(None, [read[a:b] for a, b in ours], [original[a:b] for a, b in theirs], autojunk=False)
    start = began = 0
    for first, second, size in blocks.get_matching_blocks():
        end = ours[first][0] if first < len(ours) else len(read)
        ended = theirs[second][0] if second < len(theirs) else len(original)
        _letters(result, read[start:end], start, original[began:ended], began)
        for (a, b), (c, _) in zip(ours[first : first + size], theirs[second : second + size], strict=True):
            result[a:b] = range(c, c + b - a)
            start, began = b, c + b - a
    result[len(read)] = len(original)
    return result


def _words(text: str) -> list[tuple[int, int]]:
    words, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        words.append((start, place))
    return words


def _letters(result: list[int], read: str, start: int, original: str, began: int) -> None:
    """Lay two short stretches that differ beside each other letter by letter."""
    last = began
    matcher = SequenceMatcher(None, read, original, autojunk=False)
    same = {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}
    for place in range(len(read)):
        last = began + same[place] if place in same else last
        result[start + place] = last
