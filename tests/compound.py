"""Compound files (the container of Outlook messages), written as [MS-CFB] lays them out, for tests."""

from collections.abc import Mapping
from struct import pack

_SMALL = 4096  # what is smaller would stand elsewhere
_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_NONE, _FOLDER, _STREAM, _ROOT = 0xFFFFFFFF, 1, 2, 5


def written(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; `/` in a name stands between folders. Small ones are filled up with zeros."""
    names = _names(streams)
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = {
        name: _placed(streams[name].ljust(_SMALL, b"\0"), sectors, chains) if name in streams else (_NONE, 0)
        for name in names
    }
    directory = b"".join(_entry(name, names, name in streams, *entries[name]) for name in names)
    start, _ = _placed(directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0"), sectors, chains)
    count = -(-len(sectors) // 127)
    table = [*chains, *[_FAT] * count]
    table += [_FREE] * (count * 128 - len(table))
    places = [len(sectors) + number for number in range(count)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<IIIIIIIII", 0, count, start, 0, _SMALL, _END, 0, _END, 0)
    head += pack("<109I", *places, *[_FREE] * (109 - count))
    return head + b"".join(sectors) + pack(f"<{len(table)}I", *table)


def _names(streams: Mapping[str, bytes]) -> list[str]:
    """The root, then every folder and stream."""
    folders = {"/".join(name.split("/")[:depth]) for name in streams for depth in range(1, name.count("/") + 1)}
    return ["", *sorted(folders | set(streams))]


def _placed(content: bytes, sectors: list[bytes], chains: list[int]) -> tuple[int, int]:
    first, count = len(sectors), -(-len(content) // _SECTOR)
    for number in range(count):
        sectors.append(content[number * _SECTOR :][:_SECTOR].ljust(_SECTOR, b"\0"))
        chains.append(first + number + 1 if number + 1 < count else _END)
    return (first, len(content)) if count else (_END, 0)


def _entry(name: str, names: list[str], is_stream: bool, start: int, size: int) -> bytes:
    """One entry of the directory; brothers hang one behind the other."""
    brothers = (
        [other for other in names if other and other.rpartition("/")[0] == name.rpartition("/")[0]] if name else []
    )
    later = brothers[brothers.index(name) + 1 :] if name else []
    children = [other for other in names if other and other.rpartition("/")[0] == name] if not is_stream else []
    label = (name.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
    kind = _STREAM if is_stream else _FOLDER if name else _ROOT
    right = names.index(later[0]) if later else _NONE
    child = names.index(children[0]) if children else _NONE
    place = start if is_stream else (_END if not name else 0)
    return (
        label.ljust(64, b"\0")
        + pack("<HBBIII", len(label), kind, 1, _NONE, right, child)
        + bytes(36)
        + pack("<IQ", place, size)
    )
