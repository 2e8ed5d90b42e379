"""Writing files whole or not at all, and never over an original."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click


@contextmanager
def written(path: Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """A file that appears at `path` only once its content is complete; folders above it are made.

    `mode` are the permissions it may have at most. Raises OSError that names `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _beside(path) as file:
            yield file
            file.flush()
            Path(file.name).chmod(mode & ~_umask())
            Path(file.name).replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file in the folder of `path`, removed where what is done with it fails."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def refuse_overwriting(targets: Iterable[Path], originals: Iterable[Path], _: Callable[[str], str]) -> None:
    """Raise a usage error where a target is one of the originals."""
    protected = {path.resolve() for path in originals}
    for target in targets:
        if target.resolve() in protected:
            sentence = _("{path} là tài liệu gốc, không được ghi đè; hãy chọn nơi ghi khác.")
            raise click.UsageError(sentence.format(path=target))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
