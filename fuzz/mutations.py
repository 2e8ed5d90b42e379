"""How sound files and texts are broken, as Hypothesis strategies.

A source of randomness is all that Hypothesis draws for an input: drawing every edit takes longer than reading.
"""

import tomllib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from fuzz import seeds

Input = TypeVar("Input", str, bytes)

_PIECES = tomllib.loads((Path(__file__).parent / "pieces.toml").read_text("utf-8"))
_BYTES = [piece.encode("latin-1") for kind in ("markup", "pdf", "binary") for piece in _PIECES[kind]]
_MOST_EDITS = 5
_LONGEST = 200


def broken(random: Random, whole: Input, others: Sequence[Input], piece: Callable[[Random], Input]) -> Input:
    """A few edits: pieces put in or over, stretches cut, doubled or moved, the end cut off, another one's stretch."""
    for _ in range(random.randint(1, _MOST_EDITS)):
        start = random.randint(0, len(whole))
        end = min(len(whole), start + random.randint(0, _LONGEST))
        match random.choice("pprcdmtx"):
            case "p":
                whole = whole[:start] + piece(random) + whole[start:]
            case "r":
                new = piece(random)
                whole = whole[:start] + new + whole[start + len(new) :]
            case "c":
                whole = whole[:start] + whole[end:]
            case "d":
                whole = whole[:end] + whole[start:end] * random.randint(1, 8) + whole[end:]
            case "m":
                rest = whole[:start] + whole[end:]
                place = random.randint(0, len(rest))
                whole = rest[:place] + whole[start:end] + rest[place:]
            case "t":
                whole = whole[: max(start, len(whole) // 2)]
            case "x":
                other = random.choice(others)
                first = random.randint(0, len(other))
                whole = whole[:start] + other[first : first + random.randint(0, 2 * _LONGEST)] + whole[end:]
    return whole


def text(random: Random) -> str:
    """A report with words, numbers and odd characters put in, and stretches moved about."""
    return broken(random, random.choice(seeds.texts()), seeds.texts(), _words)


def file(random: Random) -> bytes:
    """A file of any format with bytes changed anywhere."""
    return broken(random, random.choice(seeds.files()), seeds.files(), _bytes)


def package(random: Random) -> bytes:
    """A sound archive of an office file in which one part is broken: this gets further than a broken archive."""
    parts = dict(seeds.members(random.choice(seeds.packages())))
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = broken(random, parts[name], list(parts.values()), _bytes)
    return _zipped(parts)


def _words(random: Random) -> str:
    match random.randrange(4):
        case 0:
            return "".join(random.choice("0123456789.,/-") for _ in range(random.randint(1, 14)))
        case 1:
            return random.choice("0123456789") * random.randint(1, 500)
        case 2:
            return chr(random.choice([*range(0x20, 0x250), *range(0x2000, 0x2200), random.randrange(0xE000, 0x110000)]))
        case _:
            return str(random.choice(_PIECES["words"]))


def _bytes(random: Random) -> bytes:
    match random.randrange(4):
        case 0:
            return random.randbytes(random.randint(1, 8))
        case 1:
            return b"9" * random.randint(1, 500)
        case _:
            return random.choice(_BYTES)


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


_RANDOM = st.randoms(use_true_random=True)
KINDS: dict[str, st.SearchStrategy[str] | st.SearchStrategy[bytes]] = {
    "texts": _RANDOM.map(text),
    "files": _RANDOM.map(file),
    "packages": _RANDOM.map(package),
}
