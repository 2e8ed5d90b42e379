"""The files that Office kept everything in before 2007: a small file system of streams inside one file."""

from io import BytesIO

import olefile

from tonghop.core.signatures import COMPOUND
from tonghop.reading.loaders.refusal import DAMAGED, Refusal


def opened(data: bytes) -> olefile.OleFileIO:
    """The streams of a compound file; raises Refusal where it is broken."""
    try:
        return olefile.OleFileIO(BytesIO(data))
    except Exception as error:
        raise Refusal(DAMAGED) from error


def holds(data: bytes, *streams: str) -> bool:
    """Whether the data is a compound file with one of these streams at its top."""
    if not data.startswith(COMPOUND):
        return False
    with opened(data) as compound:
        return any(compound.exists(stream) for stream in streams)
