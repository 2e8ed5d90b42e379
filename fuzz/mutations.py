"""How sound files and texts are broken, as Hypothesis strategies: the same seed gives the same inputs."""

import tomllib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import strategies as st

from fuzz import seeds

Sequence = TypeVar("Sequence", str, bytes)

_PIECES = tomllib.loads((Path(__file__).parent / "pieces.toml").read_text("utf-8"))
_MOST = 5


def _spans(draw: st.DrawFn, whole: Sequence, longest: int) -> tuple[int, int]:
    start = draw(st.integers(0, len(whole)))
    return start, min(len(whole), start + draw(st.integers(0, longest)))


def _broken(
    draw: st.DrawFn, whole: Sequence, others: tuple[Sequence, ...], pieces: st.SearchStrategy[Sequence]
) -> Sequence:
    """A few edits: pieces put in or over, stretches cut, doubled or moved, the end cut off, another one's stretch."""
    for edit in draw(st.lists(st.sampled_from("pprcdmtx"), min_size=1, max_size=_MOST)):
        start, end = _spans(draw, whole, 200)
        match edit:
            case "p":
                whole = whole[:start] + draw(pieces) + whole[start:]
            case "r":
                piece = draw(pieces)
                whole = whole[:start] + piece + whole[start + len(piece) :]
            case "c":
                whole = whole[:start] + whole[end:]
            case "d":
                whole = whole[:end] + whole[start:end] * draw(st.integers(1, 8)) + whole[end:]
            case "m":
                to = draw(st.integers(0, len(whole)))
                rest = whole[:start] + whole[end:]
                whole = rest[:to] + whole[start:end] + rest[to:]
            case "t":
                whole = whole[:start]
            case "x":
                other = draw(st.sampled_from(others))
                first, last = _spans(draw, other, 2_000)
                whole = whole[:start] + other[first:last] + whole[end:]
    return whole


_BYTES = (
    st.sampled_from([piece.encode("latin-1") for kind in ("markup", "pdf", "binary") for piece in _PIECES[kind]])
    | st.binary(min_size=1, max_size=8)
    | st.integers(1, 500).map(lambda length: b"9" * length)
)
_TEXT = (
    st.sampled_from(_PIECES["words"])
    | st.from_regex(r"[0-9]{1,6}([.,/:-][0-9]{1,4}){0,3}", fullmatch=True)
    | st.integers(1, 500).map(lambda length: "9" * length)
    | st.characters()
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Reports with words, numbers and odd characters put in, and stretches moved about."""
    return _broken(draw, draw(st.sampled_from(seeds.texts())), seeds.texts(), _TEXT)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Files of every format with bytes changed anywhere."""
    return _broken(draw, draw(st.sampled_from(seeds.files())), seeds.files(), _BYTES)


@st.composite
def packages(draw: st.DrawFn) -> bytes:
    """Sound archives of office files in which one part is broken: this gets further than a broken archive."""
    parts = dict(seeds.members(draw(st.sampled_from(seeds.packages()))))
    name = draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    parts[name] = _broken(draw, parts[name], tuple(parts.values()), _BYTES)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


KINDS: dict[str, Callable[[], st.SearchStrategy[str] | st.SearchStrategy[bytes]]] = {
    "texts": texts,
    "files": files,
    "packages": packages,
}
