"""Documents that are sent in are read by a process of their own, one after the other, held to limits."""

import os
from dataclasses import replace
from functools import cache
from threading import Lock

from tonghop.intake.reading import READING, Read, Wanted
from tonghop.workers import Limits, Stopped, Worker

_MOST_SECONDS = 60
_ONE_AT_A_TIME = Lock()


def document(content: bytes, name: str, password: str = "", part: str = "") -> Read:
    """What is read of a document that is called `name`, or of the `part` of that name in an archive or message.

    Raises UnreadableDocument.
    """
    try:
        with _ONE_AT_A_TIME:
            answer = _worker().ask(Wanted(name, content, _limits(), password or None, part))
    except Stopped as stopped:
        raise stopped.of(name) from None
    if isinstance(answer, Read):
        return answer
    raise answer


@cache
def _limits() -> Limits:
    limits = Limits.of(os.environ)
    return replace(limits, seconds=min(limits.seconds, _MOST_SECONDS))


@cache
def _worker() -> Worker[Wanted, Read | Exception]:
    return Worker(READING, _limits())
