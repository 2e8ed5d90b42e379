"""Files on disk: their content, or why it cannot be had."""

import stat
from pathlib import Path

from tonghop.reading.loaders.refusal import (
    FOLDER,
    FORBIDDEN,
    MISSING,
    NOT_REGULAR,
    TOO_LARGE,
    UNREACHABLE,
    Refusal,
)

LARGEST = 200 * 2**20


def content_of(path: Path, most: int = LARGEST) -> bytes:
    """All bytes of a file; raises Refusal for what is no file, cannot be read or has more than `most` bytes."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refusal(FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise Refusal(NOT_REGULAR)
        if status.st_size > most:
            raise Refusal(TOO_LARGE)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(MISSING) from error
    except PermissionError as error:
        raise Refusal(FORBIDDEN) from error
    except (OSError, ValueError) as error:
        raise Refusal(UNREACHABLE) from error
