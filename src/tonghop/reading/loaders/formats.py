"""Which format a file has, told by its content and never by its name.

A new format is a module with `read(data: bytes) -> Content` and one line in `FORMATS`.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Protocol, cast

from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.refusal import (
    ARCHIVE,
    DAMAGED,
    ENCRYPTED,
    OLD_OFFICE,
    OTHER_OFFICE,
    PICTURE,
    SWOLLEN,
    UNKNOWN,
    Reason,
    Refusal,
)
from tonghop.reading.loaders.text import is_text

_UNPACKED_LIMIT = 400 * 2**20
_XML_LIMIT = 100 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)


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


def _zip_holds(folder: str) -> Callable[[bytes], bool]:
    def recognises(data: bytes) -> bool:
        return data.startswith(_ZIP) and any(
            name.startswith(folder) and name.endswith(".xml") for name in _members(data)
        )

    return recognises


def _members(data: bytes) -> list[str]:
    """Names of the files in a zip archive; raises Refusal where it is broken or would swell beyond the limits."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refusal(DAMAGED) from error
    xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
    if xml > _XML_LIMIT or sum(file.file_size for file in files) > _UNPACKED_LIMIT:
        raise Refusal(SWOLLEN)
    return [file.filename for file in files]


def _is_html(data: bytes) -> bool:
    return bool(_HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]))


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = (
    Format("application/pdf", "pdf", lambda data: b"%PDF-" in data[:1024]),
    Format(_OFFICE + "wordprocessingml.document", "word", _zip_holds("word/")),
    Format(_OFFICE + "spreadsheetml.sheet", "excel", _zip_holds("xl/")),
    Format("text/html", "html", _is_html),
    Format("text/plain", "text", is_text),
)


def format_of(data: bytes) -> Format:
    """The format of the content; raises Refusal with the reason where none can read it."""
    if reason := _unreadable_kind(data):
        raise Refusal(reason)
    for known in FORMATS:
        if known.recognises(data):
            return known
    if data.startswith(_ZIP):
        raise Refusal(OTHER_OFFICE if {"mimetype", "[Content_Types].xml"} & set(_members(data)) else ARCHIVE)
    raise Refusal(UNKNOWN)


def _unreadable_kind(data: bytes) -> Reason | None:
    if data.startswith(_OLE):
        return ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data else OLD_OFFICE
    if data.startswith(_PICTURES):
        return PICTURE
    if data.startswith(b"{\\rtf"):
        return OTHER_OFFICE
    return ARCHIVE if data.startswith(_ARCHIVES) else None
