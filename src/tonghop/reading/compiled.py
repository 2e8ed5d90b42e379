"""The modules of this room that `make fast` compiled to machine code, used while they are of these very sources.

They lie beside the other installed packages, never beside their sources. Where one source has changed since, or where
TONGHOP_INTERPRETED is set, all of them are left alone and the sources are interpreted: the answers are the same.
"""

import os
import sys
import sysconfig
from hashlib import sha256
from pathlib import Path

import tonghop.reading as room

ROOM = Path(__file__).parent
PLACE = Path(sysconfig.get_path("platlib")) / "tonghop_compiled"
SOURCES = PLACE / "sources.sha256"
"""A line for each compiled module: the fingerprint of its source, and where that is in the room."""


def fingerprint(source: Path) -> str:
    """Tells two versions of a source apart."""
    return sha256(source.read_bytes()).hexdigest()


def fresh(listed: Path = SOURCES, sources: Path = ROOM) -> bool:
    """Whether modules were compiled, each from its source as it is now."""
    try:
        lines = listed.read_text("utf-8").splitlines()
        return all(fingerprint(sources / name) == known for known, name in map(str.split, lines))
    except OSError:
        return False


IN_USE = "TONGHOP_INTERPRETED" not in os.environ and fresh()
"""Whether this process reads with compiled modules."""

if IN_USE:
    sys.path.append(str(PLACE))
    room.__path__.insert(0, str(PLACE.joinpath(*room.__name__.split("."))))
