"""Tổng Hợp: reads reports of Vietnamese local authorities and checks their figures.

    import tonghop
    document = tonghop.read("bao-cao.docx")
    report = tonghop.check(document)

    for part in tonghop.unpack("mail.eml"):
        document = tonghop.read(part.data, name=part.name)

Each room is imported when a name of it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tonghop import compiled  # noqa: F401, first: it says where the others are found

if TYPE_CHECKING:
    from tonghop.checking import check
    from tonghop.reading import read, unpack

__version__ = "0.1.0"
__all__ = ["check", "read", "unpack"]

_ROOMS = {"check": "tonghop.checking", "read": "tonghop.reading", "unpack": "tonghop.reading"}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_ROOMS[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOMS})
