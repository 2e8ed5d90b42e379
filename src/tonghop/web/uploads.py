"""Files that are sent are held in memory only: nobody has looked yet whether they may be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.core.files.uploadhandler import MemoryFileUploadHandler

_LONGEST = 80


class InMemory(MemoryFileUploadHandler):
    """Holds whatever the server lets through; it refuses what is too large before that is read."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Take all files, large or small."""
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


@contextmanager
def on_disk(file: "File[bytes]") -> Iterator[Path]:
    """A file that was sent, under its own name in a folder of its own, only for as long as it is read."""
    name = Path(file.name or "")
    with TemporaryDirectory() as folder:
        path = Path(folder, _short(name.stem) + _short(name.suffix).lower())
        with path.open("wb") as kept:
            for piece in file.chunks():
                kept.write(piece)
        yield path


def _short(name: str) -> str:
    """So much of a name as any disk takes, whatever its letters."""
    return name.encode()[:_LONGEST].decode(errors="ignore")
