"""Reading: a document of any format becomes figures and the relations its words state."""

from pathlib import Path

from tonghop.core.document import Document
from tonghop.reading.heads import admitted, refuse_stamped
from tonghop.reading.loaders import Part, bytes_of, load, unlocked, unpack
from tonghop.reading.reader import read_source

__all__ = ["Part", "admitted", "bytes_of", "read", "read_source", "unlocked", "unpack"]


def read(
    document: Path | str | bytes, *, name: str | None = None, allow_secret: bool = False, password: str | None = None
) -> Document:
    """Read a file (a path or its bytes) into a document with figures and stated relations.

    `password` opens a file that is locked. Files that hold several documents are taken apart with `unpack` first.
    Raises UnreadableDocument where the file cannot be read, and SecretDocument for a text stamped MẬT, TỐI MẬT or
    TUYỆT MẬT unless `allow_secret`.
    """
    source = load(document, name=name, password=password)
    if not allow_secret:
        refuse_stamped(source.text, source.name)
    return read_source(source)
