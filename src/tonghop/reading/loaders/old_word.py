"""Word files from before 2007 (doc), rich text and Word's XML of 2003: converted by LibreOffice, read as docx."""

from tonghop.reading.loaders import libreoffice, word
from tonghop.reading.loaders.assembly import Content


def read(data: bytes) -> Content:
    """The content of the same document as docx; raises Refusal where LibreOffice is missing or cannot convert it."""
    return word.read(libreoffice.converted(data, "docx"))
