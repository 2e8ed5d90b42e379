"""From a file of any known format to the text and tables that the reader works on."""

import hashlib
import stat
from pathlib import Path

from tonghop.core.document import Source
from tonghop.reading.loaders.assembly import Content
from tonghop.reading.loaders.formats import Format, format_of
from tonghop.reading.loaders.refusal import (
    DAMAGED,
    EMPTY,
    FOLDER,
    FORBIDDEN,
    MISSING,
    NOT_REGULAR,
    TOO_LARGE,
    UNREACHABLE,
    Refusal,
)

__all__ = ["load"]

_SIZE_LIMIT = 200 * 2**20


def load(document: Path | str | bytes, *, name: str | None = None) -> Source:
    """The text and tables of a file (a path) or of its content (bytes), whatever the file is called.

    Raises UnreadableDocument, with what is wrong and what to do, for everything that cannot be read.
    """
    called = name or ("-" if isinstance(document, bytes) else Path(document).name or str(document))
    try:
        data = document if isinstance(document, bytes) else _bytes_of(Path(document))
        if not data.strip(b"\0 \t\r\n"):
            raise Refusal(EMPTY)
        known = format_of(data)
        content = _read(known, data)
    except Refusal as refusal:
        raise refusal.of(called) from refusal.__cause__
    return Source(called, hashlib.sha256(data).hexdigest(), known.media_type, content.text, content.tables)


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(NOT_REGULAR)
        if status.st_size > _SIZE_LIMIT:
            raise Refusal(TOO_LARGE)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(MISSING) from error
    except PermissionError as error:
        raise Refusal(FORBIDDEN) from error
    except (OSError, ValueError) as error:
        raise Refusal(UNREACHABLE) from error


def _read(known: Format, data: bytes) -> Content:
    """Read with the module of the format. Its library may raise anything on a broken file: that file is damaged."""
    try:
        content = known.reader.read(data)
    except (Refusal, ImportError, MemoryError):
        raise
    except Exception as error:
        raise Refusal(DAMAGED) from error
    if not content.text.strip():
        raise Refusal(EMPTY)
    return content
