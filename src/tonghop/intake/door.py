"""The door of the inbox: what is sent is taken apart and looked at for stamps while it is in memory only.

This is done in a worker process held to limits; a document that is stamped as secret goes no further.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from tonghop.core.document import Sent
from tonghop.core.errors import UnreadableDocument
from tonghop.reading import admitted, unpack
from tonghop.workers import Limits, Work, refuse_size

_MOST = 60
_MANY = "Bên trong tệp có hơn {most} văn bản."
_FEWER = "Chia thành nhiều tệp nhỏ hơn rồi gửi lần lượt."


@dataclass(frozen=True, slots=True)
class Knock:
    """What is sent under a name, with the password that opens it, and the limits to which it is held."""

    name: str
    content: bytes = field(repr=False)
    limits: Limits
    password: str | None = field(default=None, repr=False)


def work(knock: Knock) -> list[Sent | UnreadableDocument]:
    """Each document of what is sent, without its password, or why it is not let in."""
    try:
        refuse_size(knock.content, knock.name, knock.limits)
    except UnreadableDocument as error:
        return [error]
    parts = list(islice(unpack(knock.content, name=knock.name, password=knock.password), _MOST + 1))
    if len(parts) > _MOST:
        return [UnreadableDocument(knock.name, _MANY, _FEWER, most=_MOST)]
    return [_let_in(part.name, part.content, knock.password) for part in parts]


def _let_in(name: str, content: bytes | UnreadableDocument, password: str | None) -> Sent | UnreadableDocument:
    if isinstance(content, UnreadableDocument):
        return content
    try:
        plain, media_type = admitted(content, name=name, password=password)
    except UnreadableDocument as error:
        return error
    return Sent(name, media_type, plain, sha256(plain).hexdigest())


DOOR: Work[Knock, list[Sent | UnreadableDocument]] = Work("tonghop.intake.door", "work")
