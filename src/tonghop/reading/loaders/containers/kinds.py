"""Which files hold documents of their own: zip archives, e-mail, Outlook messages. Told by their content."""

import re
from enum import Enum
from pathlib import Path

from tonghop.reading.loaders import compound, zips

_PACKAGES = frozenset({"[Content_Types].xml", "mimetype"})
_FIRST = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels", b"docProps/")  # where packages of Office begin
_FIRST_NAME = 30  # where the first name stands in a zip archive
_HEAD = 8192
_HEADER = re.compile(rb"([!-9;-~]+):[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_TELLING = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"mime-version", b"message-id", b"content-type", b"return-path"}
)


class Kind(Enum):
    """What a container is; its value names the module that opens it."""

    ZIP = "archive"
    MAIL = "mail"
    OUTLOOK = "outlook"


def container_of(data: bytes) -> Kind | None:
    """The kind of container that the data is, None for a document; raises Refusal where an archive is broken."""
    if data.startswith(zips.SIGNATURES):
        return None if _PACKAGES & set(zips.members(data)) else Kind.ZIP
    if compound.holds(data, "__properties_version1.0"):
        return Kind.OUTLOOK
    return Kind.MAIL if _is_mail(data[:_HEAD]) else None


def may_hold(path: Path) -> bool:
    """Whether a file may be a container, told by how it begins: most documents are known to be none at once."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    if head.startswith(zips.SIGNATURES):
        return not head[_FIRST_NAME:].startswith(_FIRST)
    return head.startswith(compound.SIGNATURE) or _is_mail(head)


def _is_mail(data: bytes) -> bool:
    """Whether the data begins with headers of a mail, at least three of them with names that every mail has."""
    head, place, names = data.lstrip().replace(b"\r\n", b"\n"), 0, set[bytes]()
    while header := _HEADER.match(head, place):
        names.add(header[1].lower())
        place = header.end()
    return len(names & _TELLING) >= 3 and (place == len(head) or head[place : place + 1] == b"\n")
