"""Whether the text layer of a page can be read, or the page must be recognised as a picture."""

import re
import unicodedata
from collections.abc import Sequence

from tonghop.catalog.encodings import is_syllable
from tonghop.reading.loaders.pdf.page import Glyph, Page

_LETTERS_OF_A_STAMP = 200  # a scan may carry a digital signature in letters, and nothing else
_MOST_UNREADABLE = 0.1
_LEAST_MARKED = 0.03  # a quarter of the letters of Vietnamese prose are marked
_ASCII_WORD = re.compile(r"(?<![^\W_])[A-Za-z]{2,}(?![^\W_])")
_LEAST_WORDS = 30
_LEAST_SYLLABLES = (
    0.1  # nearly all such words of Vietnamese prose are syllables, of English a sixth, of shuffled letters 3%
)


def is_picture_only(page: Page) -> bool:
    """Whether what the page shows is not in its text layer: a scan, letters drawn as shapes, or a garbled layer."""
    if not page.glyphs:
        return page.drawn
    if page.pictured and len(page.glyphs) < _LETTERS_OF_A_STAMP:
        return True
    return _is_garbled(page.glyphs) or _is_shuffled(page.glyphs) or (page.pictured and _lost_its_marks(page.glyphs))


def _is_garbled(glyphs: Sequence[Glyph]) -> bool:
    """Whether the font does not tell what its letters are."""
    unknown = sum(
        unicodedata.category(glyph.text[0]) in ("Co", "Cn", "Cc") or glyph.text == "\ufffd" for glyph in glyphs
    )
    return unknown > _MOST_UNREADABLE * len(glyphs)


def _is_shuffled(glyphs: Sequence[Glyph]) -> bool:
    """Whether the font takes its letters for other letters. Words with marks tell nothing: they may be in old fonts."""
    text = "".join(" " * glyph.spaced + glyph.text for glyph in glyphs)
    words = _ASCII_WORD.findall(text)
    return len(words) >= _LEAST_WORDS and sum(map(is_syllable, words)) < _LEAST_SYLLABLES * len(words)


def _lost_its_marks(glyphs: Sequence[Glyph]) -> bool:
    """Whether the layer was recognised by a program that knows no Vietnamese."""
    letters = [glyph.text for glyph in glyphs if glyph.text.isalpha()]
    return sum(not letter.isascii() for letter in letters) < _LEAST_MARKED * len(letters)
