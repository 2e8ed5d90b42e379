"""Documents to be taken in are read by worker processes, held to limits: this is what the processes do.

Nothing of the ledger is loaded by them.
"""

from dataclasses import dataclass
from pathlib import Path

from tonghop.core.document import Document
from tonghop.core.errors import UnreadableDocument
from tonghop.reading import bytes_of, read
from tonghop.workers import Limits, Work, refuse_size


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to be read within limits: a file, or what was sent under a name."""

    name: str
    given: Path | bytes
    limits: Limits


@dataclass(frozen=True, slots=True)
class Read:
    """The bytes that were read, and what they say."""

    content: bytes
    document: Document


def work(wanted: Wanted) -> Read | Exception:
    """Read one document, or say why not; a file is read once, so that its bytes are those that were understood."""
    try:
        refuse_size(wanted.given, wanted.name, wanted.limits)
        sent = wanted.given
        found = sent if isinstance(sent, bytes) else bytes_of(sent, most=wanted.limits.most_bytes)
        return Read(found, read(found, name=wanted.name))
    except UnreadableDocument as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        return RuntimeError(repr(error))


READING: Work[Wanted, Read | Exception] = Work("tonghop.intake.reading", "work")
