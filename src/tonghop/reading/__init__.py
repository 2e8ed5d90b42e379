"""Reading: a document of any format becomes figures and the relations its words state."""

from pathlib import Path

from tonghop.core.document import Document
from tonghop.core.errors import SecretDocument
from tonghop.reading.loaders import Part, bytes_of, load, unlocked, unpack
from tonghop.reading.reader import read_source
from tonghop.reading.secrecy import secrecy_mark

__all__ = ["Part", "bytes_of", "read", "read_source", "unlocked", "unpack"]

_STAMPED = {
    "MẬT": "Văn bản đóng dấu MẬT.",
    "TỐI MẬT": "Văn bản đóng dấu TỐI MẬT.",
    "TUYỆT MẬT": "Văn bản đóng dấu TUYỆT MẬT.",
}
_ONLY_WHERE_ALLOWED = "Chỉ đọc trên máy được phép, với tùy chọn --allow-secret."


def read(
    document: Path | str | bytes, *, name: str | None = None, allow_secret: bool = False, password: str | None = None
) -> Document:
    """Read a file (a path or its bytes) into a document with figures and stated relations.

    `password` opens a file that is locked. Files that hold several documents are taken apart with `unpack` first.
    Raises UnreadableDocument where the file cannot be read, and SecretDocument for a text stamped MẬT, TỐI MẬT or
    TUYỆT MẬT unless `allow_secret`.
    """
    source = load(document, name=name, password=password)
    if not allow_secret and (mark := secrecy_mark(source.text)):
        raise SecretDocument(source.name, _STAMPED[mark], _ONLY_WHERE_ALLOWED)
    return read_source(source)
