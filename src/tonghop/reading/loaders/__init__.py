"""From a file of any known format to the text and tables that the reader works on."""

import hashlib
from pathlib import Path

from tonghop.core.document import Recognised, Source
from tonghop.reading.loaders.assembly import Certainty, Content
from tonghop.reading.loaders.containers import Part, unpack
from tonghop.reading.loaders.files import LARGEST, content_of
from tonghop.reading.loaders.formats import Format, format_of
from tonghop.reading.loaders.locks import unlocked
from tonghop.reading.loaders.refusal import DAMAGED, EMPTY, Refusal

__all__ = ["Part", "bytes_of", "load", "unlocked", "unpack"]


def load(document: Path | str | bytes, *, name: str | None = None, password: str | None = None) -> Source:
    """The text and tables of a file (a path) or of its content (bytes), whatever the file is called.

    `password` opens a file that is locked. Raises UnreadableDocument, with what is wrong and what to do, for
    everything that cannot be read.
    """
    called = name or ("-" if isinstance(document, bytes) else Path(document).name or str(document))
    try:
        data = document if isinstance(document, bytes) else content_of(Path(document))
        if not data.strip(b"\0 \t\r\n"):
            raise Refusal(EMPTY)
        plain = unlocked(data, password)
        known = format_of(plain)
        content = _read(known, plain)
    except Refusal as refusal:
        raise refusal.of(called) from refusal.__cause__
    digest, recognised = hashlib.sha256(data).hexdigest(), _recognised(content)
    return Source(called, digest, known.media_type, content.text, content.tables, recognised)


def _recognised(content: Content) -> tuple[Recognised, ...]:
    """What of the content comes from a scan."""
    certain = ((span, span.origin) for span in content.spans)
    return tuple(Recognised(span.start, span.end, how.percent) for span, how in certain if isinstance(how, Certainty))


def bytes_of(path: Path, *, most: int = LARGEST) -> bytes:
    """All bytes of a file, of which there may be `most`; raises UnreadableDocument."""
    try:
        return content_of(path, most)
    except Refusal as refusal:
        raise refusal.of(path.name) from refusal.__cause__


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
