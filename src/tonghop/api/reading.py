"""Documents that are sent in are read by a process of their own, one after the other, held to limits."""

import os
from dataclasses import replace
from functools import cache
from threading import Lock

import tonghop
from tonghop.core.document import Document
from tonghop.workers import Limits, Stopped, Work, Worker

Sent = tuple[bytes, str]
_READING: Work[Sent, Document] = Work("tonghop.api.reading", "read")
_MOST_SECONDS = 60
_ONE_AT_A_TIME = Lock()


def document(content: bytes, name: str) -> Document:
    """What is read of a document that is called `name`; raises UnreadableDocument."""
    try:
        with _ONE_AT_A_TIME:
            return _worker().ask((content, name))
    except Stopped as stopped:
        raise stopped.of(name) from None


def read(sent: Sent) -> Document:
    """The work of the process."""
    content, name = sent
    return tonghop.read(content, name=name)


@cache
def _worker() -> Worker[Sent, Document]:
    limits = Limits.of(os.environ)
    return Worker(_READING, replace(limits, seconds=min(limits.seconds, _MOST_SECONDS)))
