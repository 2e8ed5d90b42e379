"""Plain text, Markdown and text pasted from chat: the file's own characters, line ends included."""

import codecs
import re
import unicodedata

from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.chat import as_prose, without_heads
from tonghop.reading.loaders.invisible import without_invisible
from tonghop.reading.loaders.legacy import encoding_of, from_bytes, in_unicode
from tonghop.reading.loaders.plain import is_plain
from tonghop.reading.loaders.refusal import EMPTY, NOT_UNICODE, UNKNOWN, Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_LEAST_ASCII = 8  # one character in so many is ASCII in any report
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(128) if _CONTROL.match(chr(byte)))


def decode(data: bytes) -> str:
    """The characters of a text file without its byte order mark, legacy encodings converted.

    Raises Refusal where they are not text, or no text of a known encoding.
    """
    text = _characters(data)
    _refuse_controls(text, data)
    return text


def _refuse_controls(text: str, data: bytes) -> None:
    suspect = len(data.translate(None, _CONTROL_BYTES)) < len(data)
    if suspect and _CONTROL.search(text):
        raise Refusal(UNKNOWN)


def _characters(data: bytes) -> str:
    try:
        text = data.decode(_unicode_encoding(data) or "utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise Refusal(UNKNOWN) from error
        converted = from_bytes(data)
        if converted is None:
            raise Refusal(NOT_UNICODE) from error
        return converted
    encoding = encoding_of(text)
    return in_unicode(text, encoding) if encoding else text


def is_text(data: bytes) -> bool:
    """Whether the data could be a text file; only `decode` can tell for sure."""
    return b"\0" not in data or _unicode_encoding(data) is not None


def _unicode_encoding(data: bytes) -> str | None:
    """The form of Unicode that a byte order mark tells, or zeros in every other byte wherever a letter is ASCII."""
    if marked := next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None):
        return marked
    even, odd = (data[start:_SAMPLE:2].count(0) for start in (0, 1))
    if len(data) % 2 or min(even, odd) or max(even, odd) * _LEAST_ASCII < len(data[:_SAMPLE]) // 2:
        return None
    return "utf-16-le" if odd else "utf-16-be" if even else None


def read(data: bytes) -> Content:
    """The file's own text, in NFC, without what is invisible; of a chat only what was said."""
    text = _characters(data)
    if is_plain(text):
        text = without_heads(text)
    else:
        _refuse_controls(text, data)
        text = unicodedata.normalize("NFC", as_prose(without_invisible(text)))
    if not text.strip():
        raise Refusal(EMPTY)
    return Content(text)
