"""Zip archives as office programs use them: the names of their parts, and a part by its name."""

import zipfile
from io import BytesIO

from tonghop.core.signatures import ZIP
from tonghop.reading.loaders.refusal import DAMAGED, SWOLLEN, Refusal

_UNPACKED_LIMIT = 400 * 2**20
_XML_LIMIT = 100 * 2**20


def members(data: bytes) -> tuple[str, ...]:
    """Names of the files in a zip archive, none where the data is something else; raises Refusal where it is broken."""
    return tuple(file.filename for file in _files(data)) if data.startswith(ZIP) else ()


def refuse_swollen(data: bytes) -> None:
    """Raise Refusal where an archive would swell beyond the limits of one document."""
    files = _files(data)
    xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
    if xml > _XML_LIMIT or sum(file.file_size for file in files) > _UNPACKED_LIMIT:
        raise Refusal(SWOLLEN)


def part(data: bytes, name: str) -> bytes:
    """The content of one file in an archive, empty where it has none of that name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name) if name in archive.namelist() else b""


def _files(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refusal(DAMAGED) from error
