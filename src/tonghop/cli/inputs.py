"""Which documents a command line means: files, whole folders, standard input."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from tonghop.core.errors import UnreadableDocument

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: `label` as the user knows it, `place` where its review goes in an output folder.

    `path` is None for standard input and for `lost` documents, those known to be unreadable. `name` is set where the
    document is not called like its file.
    """

    label: str
    place: PurePath
    path: Path | None = None
    name: str | None = None
    lost: UnreadableDocument | None = None


def inputs(names: Iterable[str]) -> Iterator[Input]:
    """Every document that `names` mean, folders opened in order of name, each file once.

    A folder without documents stands for itself, so that it is not passed over in silence.
    """
    seen: set[str] = set()
    for item in _named(names):
        key = os.path.realpath(item.path) if item.path else STANDARD_INPUT
        if key not in seen:
            seen.add(key)
            yield item


def _named(names: Iterable[str]) -> Iterator[Input]:
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            yield Input(STANDARD_INPUT, PurePath("stdin"), name=STANDARD_INPUT)
        elif path.is_dir():
            yield from list(_folder(path)) or [Input(name, PurePath(path.resolve().name), path)]
        else:
            yield Input(name, PurePath(path.name), path)


def _folder(folder: Path) -> Iterator[Input]:
    for parent, children, names in os.walk(folder):
        children[:] = sorted(child for child in children if not _is_hidden(child))
        for name in sorted(names):
            if not _is_hidden(name):
                path = Path(parent, name)
                yield Input(str(path), path.relative_to(folder), path)


def _is_hidden(name: str) -> bool:
    """Hidden files, and the lock files (`~$…`) that Office leaves beside an open document."""
    return name.startswith((".", "~$"))
