"""What must hold of every document, whatever it was read from."""

import re
import unicodedata
from itertools import pairwise

import tonghop
from tonghop.core.document import Document, Source
from tonghop.core.errors import UnreadableDocument
from tonghop.reading import read_source

_DIGITS = re.compile(r"[0-9]+")


def document_of(text: str) -> Document:
    """The document that a loader's text makes."""
    return read_source(Source("thử.txt", "0" * 64, "text/plain", unicodedata.normalize("NFC", text)))


def assert_sound(document: Document) -> None:
    """Figures are spans of the text, never overlap, and share out its runs of digits; cells are spans too."""
    text, figures = document.text, document.figures
    assert text == unicodedata.normalize("NFC", text)
    assert all(text[figure.start : figure.end] == figure.text and figure.start < figure.end for figure in figures)
    assert all(before.end <= after.start for before, after in pairwise(figures))
    assert len({figure.id for figure in figures}) == len(figures)
    for run in _DIGITS.finditer(text):
        assert sum(figure.start < run.end() and run.start() < figure.end for figure in figures) == 1, run
    for table in document.source.tables:
        assert all(0 <= cell.start <= cell.end <= len(text) for cell in table.cells)


def read_or_refused(data: bytes) -> Document | None:
    """The sound and checked document in the bytes, or None where they were refused with a sentence and a remedy."""
    try:
        document = tonghop.read(data, name="thử", allow_secret=True)
    except UnreadableDocument as refusal:
        if not (refusal.problem.endswith(".") and refusal.remedy.endswith(".")):
            raise AssertionError(f"not a sentence: {refusal}") from refusal
        return None
    assert_sound(document)
    tonghop.check(document)
    return document
