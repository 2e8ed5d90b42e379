"""Where answers go: one after another into a stream, or each into a file of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Protocol

from tonghop.cli.files import written
from tonghop.cli.formats import FORMATS, render_cross, render_index
from tonghop.cli.inputs import Input
from tonghop.cli.work import Answer
from tonghop.core.finding import Report

if TYPE_CHECKING:
    from tonghop.review.html import Entry

INDEX = "index.html"
CROSS = {"json": "cross.json", "text": "cross.txt"}


class Output(Protocol):
    """Takes the answers in order, failures too, then what was found across the documents."""

    def add(self, item: Input, answer: Answer) -> None:
        """Write the answer for one document; a failure has nothing to write."""

    def finish(self, cross: Report) -> None:
        """Write what is left once all documents are in."""


@dataclass(slots=True)
class Stream:
    """Renderings one after another, as text is read, with a blank line between them."""

    stream: BinaryIO
    language: str
    separator: bytes = b""

    def add(self, _item: Input, answer: Answer) -> None:
        """Write the rendering."""
        if answer.rendering:
            self.stream.write(self.separator + answer.rendering)
            self.separator = b"\n"

    def finish(self, cross: Report) -> None:
        """Write the findings across documents."""
        if found := render_cross("text", cross, self.language):
            self.stream.write(self.separator + found)


@dataclass(slots=True)
class JsonArray:
    """`{"documents": […], "cross": {…}}`, written document by document."""

    stream: BinaryIO
    language: str
    separator: bytes = b""

    def add(self, _item: Input, answer: Answer) -> None:
        """Write one document as an element of the list."""
        if answer.rendering:
            self.stream.write((self.separator or b'{"documents": [\n') + answer.rendering)
            self.separator = b",\n"

    def finish(self, cross: Report) -> None:
        """Close the list and write the findings across documents."""
        opening = b"" if self.separator else b'{"documents": ['
        self.stream.write(opening + b'],\n"cross": ' + render_cross("json", cross, self.language) + b"}\n")


@dataclass(slots=True)
class File:
    """The rendering of the only document, in one file."""

    path: Path

    def add(self, _item: Input, answer: Answer) -> None:
        """Write the rendering, unless there is none."""
        if answer.rendering:
            with written(self.path) as file:
                file.write(answer.rendering)

    def finish(self, cross: Report) -> None:
        """One document has nothing across documents."""


@dataclass(slots=True)
class Folder:
    """A file for each document below `root`; for HTML an index that leads to them."""

    root: Path
    format: str
    language: str
    places: Mapping[Input, PurePath]
    _entries: list[tuple["Entry", PurePath]] = field(default_factory=list)

    def add(self, item: Input, answer: Answer) -> None:
        """Write the rendering to its place."""
        File(self.root / self.places[item]).add(item, answer)
        if answer.entry:
            self._entries.append((answer.entry, self.places[item]))

    def finish(self, cross: Report) -> None:
        """Write the findings across documents where there are any; for HTML they stand in the index."""
        if self.format == "html":
            self._write(INDEX, render_index(self._entries, cross, self.language))
        elif cross.findings or cross.inferences:
            kind = "json" if self.format == "json" else "text"
            self._write(CROSS[kind], render_cross(kind, cross, self.language))

    def _write(self, name: str, content: bytes) -> None:
        with written(self.root / name) as file:
            file.write(content)


def places(items: Iterable[Input], format_name: str) -> dict[Input, PurePath]:
    """Where each review goes below an output folder: `bao-cao.docx.html`, or `bao-cao.docx` for its annotated copy."""
    form, taken = FORMATS[format_name], {PurePath(INDEX), *map(PurePath, CROSS.values())}
    result: dict[Input, PurePath] = {}
    for item in items:
        same = form.office and item.place.suffix.lower() == form.suffix
        wanted = item.place if same else item.place.with_name(item.place.name + form.suffix)
        numbered = (wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}") for number in count(2))
        result[item] = next(place for place in chain([wanted], numbered) if place not in taken)
        taken.add(result[item])
    return result
