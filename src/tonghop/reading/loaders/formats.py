"""Which format a file has, told by its content and never by its name.

A new format is a module with `read(data: bytes) -> Content` and one line in `FORMATS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from tonghop.core.signatures import COMPOUND, ZIP
from tonghop.reading.loaders import compound, zips
from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.containers.kinds import container_of
from tonghop.reading.loaders.refusal import ARCHIVE, CONTAINER, OTHER_OFFICE, UNKNOWN, Reason, Refusal
from tonghop.reading.loaders.text import is_text

_PICTURES = (
    ("png", b"\x89PNG"),
    ("jpeg", b"\xff\xd8\xff"),
    ("tiff", b"II*\0"),
    ("tiff", b"MM\0*"),
    ("gif", b"GIF8"),
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_2003 = re.compile(rb"\s*<\?xml[^>]*>\s*<\?mso-application\s+progid=\"Word\.Document\"")


class Reader(Protocol):
    """The module of one format."""

    def read(self, data: bytes) -> Content:
        """The content of a file of this format; raises Refusal where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """A readable format: its media type, the module that reads it, and how its content is recognised."""

    media_type: str
    module: str
    recognises: Callable[[bytes], bool]

    @property
    def reader(self) -> Reader:
        """The module that reads the format, imported on first use."""
        return cast(Reader, import_module(f"tonghop.reading.loaders.{self.module}"))


def _office_zip(folder: str) -> Callable[[bytes], bool]:
    def recognises(data: bytes) -> bool:
        names = zips.members(data)
        return "[Content_Types].xml" in names and any(
            name.startswith(folder) and name.endswith(".xml") for name in names
        )

    return recognises


def _open_document(kind: str) -> Callable[[bytes], bool]:
    media_type = f"{_OPEN}{kind}".encode()

    def recognises(data: bytes) -> bool:
        return "mimetype" in zips.members(data) and zips.part(data, "mimetype").strip().startswith(media_type)

    return recognises


def _is_old_word(data: bytes) -> bool:
    return data.startswith(b"{\\rtf") or compound.holds(data, "WordDocument") or bool(_WORD_2003.match(data[:4096]))


def _is_old_excel(data: bytes) -> bool:
    return compound.holds(data, "Workbook", "Book")


def _begins(mark: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(mark)


def _is_html(data: bytes) -> bool:
    return bool(_HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]))


_OFFICE, _OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
FORMATS = (
    Format("application/pdf", "pdf", lambda data: b"%PDF-" in data[:1024]),
    Format(_OFFICE + "wordprocessingml.document", "word", _office_zip("word/")),
    Format(_OFFICE + "spreadsheetml.sheet", "excel", _office_zip("xl/")),
    Format(_OPEN + "text", "opendocument.text", _open_document("text")),
    Format(_OPEN + "spreadsheet", "opendocument.sheets", _open_document("spreadsheet")),
    Format("application/msword", "old_word", _is_old_word),
    Format("application/vnd.ms-excel", "old_excel", _is_old_excel),
    *(Format(f"image/{kind}", "scans", _begins(mark)) for kind, mark in _PICTURES),
    Format("text/html", "html", _is_html),
    Format("text/plain", "text", is_text),
)


def format_of(data: bytes) -> Format:
    """The format of the content; raises Refusal with the reason where none can read it."""
    if reason := _unreadable_kind(data):
        raise Refusal(reason)
    if data.startswith(ZIP):
        zips.refuse_swollen(data)
    for known in FORMATS:
        if known.recognises(data):
            return known
    raise Refusal(OTHER_OFFICE if data.startswith((COMPOUND, *ZIP)) else UNKNOWN)


def _unreadable_kind(data: bytes) -> Reason | None:
    if container_of(data):
        return CONTAINER
    return ARCHIVE if data.startswith(_ARCHIVES) else None
