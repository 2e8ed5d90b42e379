"""Outlook messages (msg): what they say, and what is attached to them, as MS-OXMSG lays it out."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from struct import iter_unpack

import olefile

from tonghop.reading.loaders import compound
from tonghop.reading.loaders.containers.budget import Budget
from tonghop.reading.loaders.containers.mail import said_in
from tonghop.reading.loaders.containers.names import safe
from tonghop.reading.loaders.refusal import Refusal

_ATTACHMENT = "__attach_version1.0_"
_UNICODE, _BYTES, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_FILE, _NAME, _SHORT_NAME = "3701", "3707", "3704"
_CODE_PAGE, _HIDDEN = 0x3FFD0003, 0x7FFE000B


def parts(data: bytes, _password: str | None, budget: Budget) -> Iterator[tuple[str, bytes | Refusal]]:
    """Its own text, where it has any, then its attachments, those of attached messages among them."""
    with compound.opened(data) as file:
        yield from _Message(file, (), budget, _code_page(file)).parts()


@dataclass(frozen=True, slots=True)
class _Message:
    """A message that stands in the folder `place` of the file."""

    file: olefile.OleFileIO
    place: tuple[str, ...]
    budget: Budget
    encoding: str

    def parts(self) -> Iterator[tuple[str, bytes | Refusal]]:
        subject, page = self.text(_SUBJECT), self.text(_HTML)
        if said := said_in(subject, page or self.text(_BODY), "html" if page else "plain"):
            yield "", said
        folders = sorted({path[len(self.place)] for path in self.file.listdir() if self.is_attachment(path)})
        for number, folder in enumerate(folders, 1):
            yield from _Message(self.file, (*self.place, folder), self.budget, self.encoding).attached(number)

    def is_attachment(self, path: list[str]) -> bool:
        depth = len(self.place)
        return tuple(path[:depth]) == self.place and len(path) > depth and path[depth].startswith(_ATTACHMENT)

    def attached(self, number: int) -> Iterator[tuple[str, bytes | Refusal]]:
        """The attachment that this folder holds: a file, or a message with parts of its own."""
        message = (*self.place, f"__substg1.0_{_FILE}{_STORAGE}")
        if self.file.exists("/".join(message)):
            inner = _Message(self.file, message, self.budget, self.encoding)
            called = safe(f"{inner.text(_SUBJECT)}.msg", str(number))
            yield from ((f"{called}/{name}" if name else called, content) for name, content in inner.parts())
        elif not _properties(self.stream("__properties_version1.0"), 8).get(_HIDDEN):
            content = self.stream(f"__substg1.0_{_FILE}{_BINARY}")
            self.budget.take(len(content))
            yield safe(self.text(_NAME) or self.text(_SHORT_NAME), str(number)), content

    def text(self, name: str) -> str:
        """A property that is text, whichever way it is kept."""
        if wide := self.stream(f"__substg1.0_{name}{_UNICODE}"):
            return wide.decode("utf-16-le", "replace").strip("\0")
        narrow = self.stream(f"__substg1.0_{name}{_BYTES}") or self.stream(f"__substg1.0_{name}{_BINARY}")
        return _decoded(narrow, self.encoding).strip("\0")

    def stream(self, name: str) -> bytes:
        path = "/".join((*self.place, name))
        if not self.file.exists(path) or self.file.get_type(path) != olefile.STGTY_STREAM:
            return b""
        with self.file.openstream(path) as stream:
            content: bytes = stream.read()
            return content


def _code_page(file: olefile.OleFileIO) -> str:
    number = _properties(_Message(file, (), Budget(), "").stream("__properties_version1.0"), 32).get(_CODE_PAGE, 1252)
    return "utf-8" if number == 65001 else f"cp{number}"


def _properties(stream: bytes, header: int) -> dict[int, int]:
    """The properties that are numbers, by their tags."""
    entries = stream[header : header + (len(stream) - header) // 16 * 16] if len(stream) > header else b""
    return {tag: value for tag, _, value, _ in iter_unpack("<IIII", entries)}


def _decoded(content: bytes, encoding: str) -> str:
    """Text in an encoding; what is not in it is UTF-8, or kept as Latin-1."""
    for name in ("utf-8", encoding):
        with suppress(UnicodeDecodeError, LookupError):
            return content.decode(name)
    return content.decode("latin-1")
