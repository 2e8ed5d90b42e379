"""How files begin that may hold several documents, to tell them from all others without loading what opens them."""

import re

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 8192  # bytes that are enough to tell
_FIRST_NAME = 30  # where the name of the first file stands in a zip archive
_PACKAGES = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels", b"docProps/")  # the first files of office documents
_HEADER = re.compile(rb"([!-9;-~]+):[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_TELLING = frozenset(
    {b"from", b"to", b"date", b"subject", b"received", b"mime-version", b"message-id", b"content-type", b"return-path"}
)


def may_hold_documents(head: bytes) -> bool:
    """Whether what begins with these bytes may be an archive or a message: most documents are known to be none."""
    if head.startswith(ZIP):
        return not head[_FIRST_NAME:].startswith(_PACKAGES)
    return head.startswith(COMPOUND) or is_mail(head)


def is_mail(head: bytes) -> bool:
    """Whether these bytes begin with headers of a mail, at least three of them with names that every mail has."""
    head, place, names = head[:HEAD].lstrip().replace(b"\r\n", b"\n"), 0, set[bytes]()
    while header := _HEADER.match(head, place):
        names.add(header[1].lower())
        place = header.end()
    return len(names & _TELLING) >= 3 and (place == len(head) or head[place : place + 1] == b"\n")
