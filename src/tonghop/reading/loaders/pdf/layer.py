"""Whether the text layer of a page can be read, or the page must be recognised as a picture."""

import unicodedata
from collections.abc import Sequence

from tonghop.reading.loaders.pdf.page import Glyph, Page

_LETTERS_OF_A_STAMP = 200  # a scan may carry a digital signature in letters, and nothing else
_MOST_UNREADABLE = 0.1
_LEAST_MARKED = 0.03  # a quarter of the letters of Vietnamese prose are marked


def is_picture_only(page: Page) -> bool:
    """Whether what the page shows is not in its text layer: a scan, letters drawn as shapes, or a garbled layer."""
    if not page.glyphs:
        return page.drawn
    if page.pictured and len(page.glyphs) < _LETTERS_OF_A_STAMP:
        return True
    return _is_garbled(page.glyphs) or (page.pictured and _lost_its_marks(page.glyphs))


def _is_garbled(glyphs: Sequence[Glyph]) -> bool:
    """Whether the font does not tell what its letters are."""
    unknown = sum(
        unicodedata.category(glyph.text[0]) in ("Co", "Cn", "Cc") or glyph.text == "\ufffd" for glyph in glyphs
    )
    return unknown > _MOST_UNREADABLE * len(glyphs)


def _lost_its_marks(glyphs: Sequence[Glyph]) -> bool:
    """Whether the layer was recognised by a program that knows no Vietnamese."""
    letters = [glyph.text for glyph in glyphs if glyph.text.isalpha()]
    return sum(not letter.isascii() for letter in letters) < _LEAST_MARKED * len(letters)
