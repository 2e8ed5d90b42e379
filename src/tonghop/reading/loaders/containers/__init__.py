"""Files that hold documents of their own, taken apart: zip archives, e-mail, Outlook messages, also in each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders.containers.budget import Budget
from tonghop.reading.loaders.containers.kinds import Kind, container_of
from tonghop.reading.loaders.files import content_of
from tonghop.reading.loaders.refusal import DAMAGED, DEEP_CONTAINER, EMPTY, Refusal

__all__ = ["Part", "unpack"]

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One document, called `name` (`a.zip/b.docx`): its content, or why it cannot be had."""

    name: str
    content: bytes | UnreadableDocument

    @property
    def data(self) -> bytes:
        """The content; raises UnreadableDocument where it cannot be had."""
        if isinstance(self.content, UnreadableDocument):
            raise self.content
        return self.content


class Opener(Protocol):
    """The module of one kind of container."""

    def parts(self, data: bytes, password: str | None, budget: Budget) -> Iterator[tuple[str, bytes | Refusal]]:
        """Names and contents in order; what a message itself says has the empty name."""


def unpack(document: Path | str | bytes, *, name: str | None = None, password: str | None = None) -> Iterator[Part]:
    """The documents in a file (a path) or in its content (bytes), one after the other; a document is its own part.

    `password` opens locked archives. Never raises for what it finds: what cannot be had is a part that says why.
    """
    called = name or ("-" if isinstance(document, bytes) else Path(document).name or str(document))
    try:
        data = document if isinstance(document, bytes) else content_of(Path(document))
    except Refusal as refusal:
        yield Part(called, refusal.of(called))
    else:
        yield from _Unpacking(password, Budget()).parts(called, data, _DEEPEST)


@dataclass(frozen=True, slots=True)
class _Unpacking:
    password: str | None
    budget: Budget

    def parts(self, called: str, data: bytes, deepest: int) -> Iterator[Part]:
        """The documents in the content of one file, as many containers deep at most."""
        try:
            kind = container_of(data)
            if kind is None:
                yield Part(called, data)
            elif not deepest:
                yield Part(called, Refusal(DEEP_CONTAINER).of(called))
            else:
                yield from self._inside(called, _opener(kind), data, deepest)
        except Refusal as refusal:
            yield Part(called, refusal.of(called))
        except MemoryError:
            raise
        except Exception:
            yield Part(called, Refusal(DAMAGED).of(called))

    def _inside(self, called: str, opener: Opener, data: bytes, deepest: int) -> Iterator[Part]:
        empty = True
        for inner, content in opener.parts(data, self.password, self.budget):
            name, empty = f"{called}/{inner}" if inner else called, False
            if isinstance(content, Refusal):
                yield Part(name, content.of(name))
            elif inner:
                yield from self.parts(name, content, deepest - 1)
            else:
                yield Part(name, content)
        if empty:
            raise Refusal(EMPTY)


def _opener(kind: Kind) -> Opener:
    return cast(Opener, import_module(f"{__name__}.{kind.value}"))
