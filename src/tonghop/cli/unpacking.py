"""Archives and messages among the documents of a command line: what they hold is read in their place.

Their contents stand in a folder of this process, which goes with it. A worker takes them apart.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from tonghop.cli.inputs import Input
from tonghop.core.errors import UnreadableDocument
from tonghop.core.signatures import HEAD, may_hold_documents
from tonghop.workers import Limits, Stopped, Work, Worker, refuse_size


@dataclass(frozen=True, slots=True)
class Container:
    """What is to be taken apart: `path`, called `name`, into files in `folder`."""

    path: Path
    name: str
    folder: Path
    password: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """One document of a container: the file it stands in now, or why it cannot be had."""

    name: str
    place: Path | UnreadableDocument


UNPACKING: Work[Container, list[Found]] = Work("tonghop.cli.unpacking", "take_apart")


@contextmanager
def unpacked(items: Iterable[Input], password: str | None, limits: Limits) -> Iterator[list[Input]]:
    """The documents of a command line, those inside archives and messages in place of these; all are files or lost."""
    with (
        tempfile.TemporaryDirectory(prefix="tonghop-", ignore_cleanup_errors=True) as folder,
        Worker(UNPACKING, limits) as worker,
    ):
        yield [
            part
            for number, item in enumerate(items)
            for part in _parts(
                _on_disk(item, Path(folder), limits), Path(folder, str(number)), password, limits, worker
            )
        ]


def take_apart(container: Container) -> list[Found]:
    """Write every document of a container, or the only one that the file is, to a file of its own."""
    from tonghop.reading import unpack

    found = []
    for number, part in enumerate(unpack(container.path, name=container.name, password=container.password)):
        if isinstance(part.content, UnreadableDocument):
            found.append(Found(part.name, part.content))
        else:
            container.folder.mkdir(exist_ok=True)
            place = container.folder / str(number)
            place.write_bytes(part.content)
            found.append(Found(part.name, place))
    return found


def _on_disk(item: Input, folder: Path, limits: Limits) -> Input:
    """The input as a file: of standard input, at most a little more than a document may have."""
    if item.path:
        return item
    path = folder / "stdin"
    path.write_bytes(sys.stdin.buffer.read(limits.most_bytes + 1))
    return replace(item, path=path)


def _parts(
    item: Input, folder: Path, password: str | None, limits: Limits, worker: Worker[Container, list[Found]]
) -> list[Input]:
    """The documents of an input that holds several, else the input itself."""
    if item.path is None or not may_hold_documents(_head(item.path)):
        return [item]
    name = item.name or item.path.name
    try:
        refuse_size(item.path, item.label, limits)
        found = worker.ask(Container(item.path, name, folder, password))
    except Stopped as stopped:
        return [replace(item, lost=stopped.of(item.label))]
    except UnreadableDocument as error:
        return [replace(item, lost=error)]
    return [_input(item, name, part) for part in found]


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(HEAD)
    except (OSError, ValueError):
        return b""


def _input(item: Input, name: str, part: Found) -> Input:
    """The input that a document of `item` makes; its review goes into a folder called like the container."""
    inner = PurePath(part.name).relative_to(PurePath(name))
    place = item.place.with_suffix("") / inner if inner.parts else item.place
    label = item.label + part.name.removeprefix(name)
    if isinstance(part.place, UnreadableDocument):
        return Input(label, place, lost=part.place)
    return Input(label, place, part.place, part.name)
