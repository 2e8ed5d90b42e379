"""How files that are sent come in: looked at in a worker held to limits before a byte of them is kept."""

import os
from functools import cache

from django.http import HttpRequest

from tonghop.api.problems import MOST_UPLOADED
from tonghop.core.document import Sent
from tonghop.core.errors import SecretDocument, UnreadableDocument
from tonghop.intake.door import DOOR, Knock
from tonghop.reading.loaders.refusal import ENCRYPTED
from tonghop.web.saying import saying
from tonghop.workers import Limits, Stopped, Worker
from tonghop.workers.limits import MEGABYTE

_SECONDS = 60
_SECRET = "Hệ thống không nhận văn bản mật. Không có gì của văn bản này được lưu lại."
_LOCKED = "Nhập mật khẩu của tệp vào ô trên trang này rồi gửi lại."


def let_in(knock: Knock) -> list[Sent | UnreadableDocument]:
    """Each document of what is sent, or why it is not let in."""
    try:
        return _door().ask(knock)
    except Stopped as stopped:
        return [stopped.of(knock.name)]


def told(request: HttpRequest, error: UnreadableDocument) -> str:
    """Why a document is not let in, in the reader's language."""
    say = saying(request)
    if isinstance(error, SecretDocument):
        return f"{say(error.problem)} {say(_SECRET)}"
    if error.problem == ENCRYPTED.problem:
        return f"{say(error.problem)} {say(_LOCKED)}"
    return UnreadableDocument("", error.problem, error.remedy, error.place, **error.values).sentence(say)


@cache
def limits() -> Limits:
    """What one file that is sent may take."""
    allowed = Limits.of(os.environ)
    return Limits(min(allowed.seconds, _SECONDS), allowed.memory, min(allowed.size, MOST_UPLOADED // MEGABYTE))


@cache
def _door() -> Worker[Knock, list[Sent | UnreadableDocument]]:
    return Worker(DOOR, limits())
