"""Which characters a face can write, read from the `cmap` table of its file."""

import struct
from collections.abc import Iterator

_MAP = (3, 1)  # the platform and encoding of characters up to U+FFFF
_FORMAT = 4


def characters(file: bytes) -> frozenset[int]:
    """The code points up to U+FFFF that a TrueType file has a glyph for. Raises ValueError or struct.error."""
    start = _table(file, b"cmap")
    (count,) = struct.unpack_from(">2xH", file, start)
    entries = struct.iter_unpack(">HHI", file[start + 4 : start + 4 + 8 * count])
    at = next((start + offset for platform, encoding, offset in entries if (platform, encoding) == _MAP), None)
    if at is None or struct.unpack_from(">H", file, at) != (_FORMAT,):
        raise ValueError("no map of characters")
    return frozenset(_mapped(file, at))


def _table(file: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">4xH", file)
    for tag, _, offset, _ in struct.iter_unpack(">4sIII", file[12 : 12 + 16 * count]):
        if tag == name:
            return int(offset)
    raise ValueError("no such table")


def _mapped(file: bytes, at: int) -> Iterator[int]:
    """The characters of the segments that are mapped to a glyph other than the first, which stands for none."""
    (doubled,) = struct.unpack_from(">6xH", file, at)
    segments = doubled // 2
    places = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled]
    ends, starts, deltas, offsets = (struct.unpack_from(f">{segments}H", file, place) for place in places)
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for character in range(start, min(end, 0xFFFE) + 1):
            glyph = character
            if offset:
                place = places[3] + 2 * index + offset + 2 * (character - start)
                (glyph,) = struct.unpack_from(">H", file, place)
            if glyph and (glyph + delta) & 0xFFFF:
                yield character
