"""Plain text and Markdown: the file's own characters, line ends included."""

import codecs
import unicodedata

from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.refusal import EMPTY, NOT_UNICODE, UNKNOWN, Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(map(chr, [*range(9), *range(14, 27), *range(28, 32), 127]))


def decode(data: bytes) -> str:
    """The characters of a text file without its byte order mark; raises Refusal where they are not Unicode text."""
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(UNKNOWN if b"\0" in data else NOT_UNICODE) from error
    if not _CONTROLS.isdisjoint(text):
        raise Refusal(UNKNOWN)
    return text


def is_text(data: bytes) -> bool:
    """Whether the data could be a text file; only `decode` can tell for sure."""
    return data.startswith(tuple(bom for bom, _ in _BOMS)) or b"\0" not in data


def read(data: bytes) -> Content:
    """The file's own text, in NFC."""
    text = decode(data)
    if not text.strip():
        raise Refusal(EMPTY)
    return Content(unicodedata.normalize("NFC", text))
