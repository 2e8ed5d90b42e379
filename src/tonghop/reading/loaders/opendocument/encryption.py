"""OpenDocument files locked with a password, as LibreOffice has locked them since version 3.5 (AES-256)."""

import base64
import hashlib
import hmac
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from lxml import etree

from tonghop.reading.loaders import zips
from tonghop.reading.loaders.opendocument.package import MANIFEST
from tonghop.reading.loaders.refusal import SWOLLEN, UNKNOWN_LOCK, WRONG_PASSWORD, Refusal

_MANIFEST = "META-INF/manifest.xml"
_KNOWN = ("#aes256-cbc", "PBKDF2", "#sha256", "#sha256-1k")  # how the names of the four algorithms end
_CHECKED = 1024  # bytes at the start of a part that its checksum is of
_MOST_TURNS = 2_000_000
_LARGEST = 200 * 2**20
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class _Lock:
    """How one part is locked."""

    salt: bytes
    turns: int
    vector: bytes
    checksum: bytes


def is_locked(data: bytes) -> bool:
    """Whether the data is an OpenDocument file with parts that are locked."""
    return _MANIFEST in zips.members(data) and b"encryption-data" in zips.part(data, _MANIFEST)


def unlocked(data: bytes, password: str) -> bytes:
    """The same document without a password; raises Refusal for a wrong password or another kind of lock."""
    zips.refuse_swollen(data)
    manifest = etree.fromstring(zips.part(data, _MANIFEST), _XML)
    locks = {
        str(entry.get(f"{MANIFEST}full-path")): _lock(found)
        for entry in manifest.iter(f"{MANIFEST}file-entry")
        if (found := entry.find(f"{MANIFEST}encryption-data")) is not None
    }
    start, stream = hashlib.sha256(password.encode()).digest(), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as result:
        for name in archive.namelist():
            if name != _MANIFEST:
                content = archive.read(name)
                result.writestr(name, _opened(content, locks[name], start) if name in locks else content)
    return stream.getvalue()


def _lock(encryption: etree._Element) -> _Lock:
    algorithm, derivation, start = (
        encryption.find(f"{MANIFEST}{tag}") for tag in ("algorithm", "key-derivation", "start-key-generation")
    )
    if algorithm is None or derivation is None or start is None:
        raise Refusal(UNKNOWN_LOCK)
    kinds = (
        algorithm.get(f"{MANIFEST}algorithm-name", ""),
        derivation.get(f"{MANIFEST}key-derivation-name", ""),
        start.get(f"{MANIFEST}start-key-generation-name", ""),
        encryption.get(f"{MANIFEST}checksum-type", ""),
    )
    turns = int(derivation.get(f"{MANIFEST}iteration-count", "1024"))
    if not all(map(str.endswith, kinds, _KNOWN)) or not 0 < turns <= _MOST_TURNS:
        raise Refusal(UNKNOWN_LOCK)
    return _Lock(
        base64.b64decode(derivation.get(f"{MANIFEST}salt", "")),
        turns,
        base64.b64decode(algorithm.get(f"{MANIFEST}initialisation-vector", "")),
        base64.b64decode(encryption.get(f"{MANIFEST}checksum", "")),
    )


def _opened(content: bytes, lock: _Lock, start: bytes) -> bytes:
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.turns, 32)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(lock.vector)).decryptor()
    plain = decryptor.update(content) + decryptor.finalize()
    plain = plain[: -plain[-1]] if plain else plain
    if not hmac.compare_digest(hashlib.sha256(plain[:_CHECKED]).digest(), lock.checksum):
        raise Refusal(WRONG_PASSWORD)
    unpacking = zlib.decompressobj(-15)
    result = unpacking.decompress(plain, _LARGEST)
    if unpacking.unconsumed_tail:
        raise Refusal(SWOLLEN)
    return result
