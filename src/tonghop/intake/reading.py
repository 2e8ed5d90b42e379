"""Documents to be taken in are read by worker processes, held to limits: this is what the processes do.

Nothing of the ledger is loaded by them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tonghop.core.document import Document
from tonghop.core.errors import UnreadableDocument
from tonghop.reading import bytes_of, read, unpack
from tonghop.workers import Limits, Work, refuse_size


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document called `name` to be read within limits: a file, what was sent, or why it cannot be had.

    In an archive or message that holds several documents, `part` is the name of the one that is meant.
    """

    name: str
    given: Path | bytes | UnreadableDocument
    limits: Limits
    password: str | None = field(default=None, repr=False)
    part: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """The bytes that were read, and what they say."""

    content: bytes
    document: Document


class ChooseDocument(UnreadableDocument):
    """An archive or message of several documents, `parts` by name, none of which is the one meant."""

    def __init__(self, name: str, parts: Iterable[str]) -> None:
        super().__init__(name, "Tệp chứa nhiều tài liệu.", "Chọn một tài liệu trong danh sách rồi gửi lại.")
        self.parts = tuple(parts)


def work(wanted: Wanted) -> Read | Exception:
    """Read one document, or say why not; a file is read once, so that its bytes are those that were understood."""
    try:
        name, content = _chosen(wanted)
        return Read(content, read(content, name=name, password=wanted.password))
    except UnreadableDocument as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        return RuntimeError(repr(error))


def _chosen(wanted: Wanted) -> tuple[str, bytes]:
    """The document that is meant, out of what holds it: its name and content."""
    if isinstance(wanted.given, UnreadableDocument):
        raise wanted.given
    refuse_size(wanted.given, wanted.name, wanted.limits)
    sent = wanted.given
    content = sent if isinstance(sent, bytes) else bytes_of(sent, most=wanted.limits.most_bytes)
    parts = list(unpack(content, name=wanted.name, password=wanted.password))
    meant = [part for part in parts if wanted.part in ("", part.name)]
    if len(meant) != 1:
        raise ChooseDocument(wanted.name, (part.name for part in parts))
    return meant[0].name, meant[0].data


READING: Work[Wanted, Read | Exception] = Work("tonghop.intake.reading", "work")
