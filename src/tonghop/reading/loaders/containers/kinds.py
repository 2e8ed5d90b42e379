"""Which files hold documents of their own: zip archives, e-mail, Outlook messages. Told by their content."""

from enum import Enum

from tonghop.core.signatures import HEAD, ZIP, is_mail
from tonghop.reading.loaders import compound, zips

_PACKAGES = frozenset({"[Content_Types].xml", "mimetype"})


class Kind(Enum):
    """What a container is; its value names the module that opens it."""

    ZIP = "archive"
    MAIL = "mail"
    OUTLOOK = "outlook"


def container_of(data: bytes) -> Kind | None:
    """The kind of container that the data is, None for a document; raises Refusal where an archive is broken."""
    if data.startswith(ZIP):
        return None if _PACKAGES & set(zips.members(data)) else Kind.ZIP
    if compound.holds(data, "__properties_version1.0"):
        return Kind.OUTLOOK
    return Kind.MAIL if is_mail(data[:HEAD]) else None
