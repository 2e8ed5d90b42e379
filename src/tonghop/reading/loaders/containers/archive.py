"""Zip archives of documents, also locked ones."""

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pyzipper

from tonghop.reading.loaders.containers.budget import Budget
from tonghop.reading.loaders.containers.names import is_clutter, safe, zip_name
from tonghop.reading.loaders.refusal import (
    DAMAGED,
    ENCRYPTED,
    SWOLLEN,
    TOO_LARGE,
    UNKNOWN_LOCK,
    WRONG_PASSWORD,
    Refusal,
)

_LOCKED, _UNICODE = 0x1, 0x800
_LARGEST = 200 * 2**20
_DENSE, _RATIO = 10 * 2**20, 200  # what unpacks to this much and this many times its size is no document


def parts(data: bytes, password: str | None, budget: Budget) -> Iterator[tuple[str, bytes | Refusal]]:
    """The files of the archive in order."""
    with pyzipper.AESZipFile(BytesIO(data)) as archive:
        for number, file in enumerate(archive.infolist(), 1):
            name = safe(zip_name(file.filename, bool(file.flag_bits & _UNICODE)), str(number))
            if not file.is_dir() and not stat.S_ISLNK(file.external_attr >> 16) and not is_clutter(name):
                yield name, _content(archive, file, password, budget)


def _content(archive: Any, file: Any, password: str | None, budget: Budget) -> bytes | Refusal:
    if file.file_size > _LARGEST:
        return Refusal(TOO_LARGE)
    if file.file_size > _DENSE and file.file_size > _RATIO * file.compress_size:
        return Refusal(SWOLLEN)
    locked = bool(file.flag_bits & _LOCKED)
    if locked and not password:
        return Refusal(ENCRYPTED)
    budget.take(file.file_size)
    try:
        content: bytes = archive.read(file, password.encode() if locked and password else None)
    except NotImplementedError:
        return Refusal(UNKNOWN_LOCK if locked else DAMAGED)
    except (RuntimeError, ValueError, EOFError, OSError, zlib.error, pyzipper.BadZipFile):
        return Refusal(WRONG_PASSWORD if locked else DAMAGED)
    return content
