"""The door of the inbox: what is sent is taken apart and looked at for stamps while it is in memory only.

This is done in a worker process held to limits; a document that is stamped as secret goes no further.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice

from tonghop.core.document import Sent
from tonghop.core.errors import UnreadableDocument
from tonghop.reading import admitted, unpack
from tonghop.reading.loaders.formats import format_of
from tonghop.reading.loaders.refusal import EMPTY, RECOGNISER_FAILED, RECOGNISER_MISSING, RECOGNISER_SLOW
from tonghop.workers import Limits, Work, refuse_size

_MOST = 60
_UNREAD = {reason.problem for reason in (EMPTY, RECOGNISER_MISSING, RECOGNISER_SLOW, RECOGNISER_FAILED)}
_MANY = "Bên trong tệp có hơn {most} văn bản."
_FEWER = "Chia thành nhiều tệp nhỏ hơn rồi gửi lần lượt."


@dataclass(frozen=True, slots=True)
class Knock:
    """What is sent under a name, with the password that opens it, and the limits to which it is held.

    Where it is `unread`, a picture or a scan in which nothing is recognised is let in too.
    """

    name: str
    content: bytes = field(repr=False)
    limits: Limits
    password: str | None = field(default=None, repr=False)
    unread: bool = False


def work(knock: Knock) -> list[Sent | UnreadableDocument]:
    """Each document of what is sent, without its password, or why it is not let in."""
    try:
        refuse_size(knock.content, knock.name, knock.limits)
    except UnreadableDocument as error:
        return [error]
    parts = list(islice(unpack(knock.content, name=knock.name, password=knock.password), _MOST + 1))
    if len(parts) > _MOST:
        return [UnreadableDocument(knock.name, _MANY, _FEWER, most=_MOST)]
    return [_let_in(part.name, part.content, knock) for part in parts]


def _let_in(name: str, content: bytes | UnreadableDocument, knock: Knock) -> Sent | UnreadableDocument:
    if isinstance(content, UnreadableDocument):
        return content
    try:
        plain, media_type = admitted(content, name=name, password=knock.password)
    except UnreadableDocument as error:
        if not (knock.unread and error.problem in _UNREAD and content.strip(b"\0 \t\r\n")):
            return error
        plain, media_type = content, format_of(content).media_type
    return Sent(name, media_type, plain, sha256(plain).hexdigest())


DOOR: Work[Knock, list[Sent | UnreadableDocument]] = Work("tonghop.intake.door", "work")
