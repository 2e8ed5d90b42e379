"""Names of what stands in a container, made harmless and legible."""

import re
import unicodedata

from tonghop.catalog.encodings import is_syllable

_LONGEST = 150
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_WORD = re.compile(r"[^\W\d_]+")


def safe(name: str, otherwise: str) -> str:
    """The name as a relative path that leads nowhere else, `otherwise` where nothing is left of it."""
    parts = (_FORBIDDEN.sub("_", part).strip(" ") for part in name.replace("\\", "/").split("/"))
    kept = [_shortened(unicodedata.normalize("NFC", part)) for part in parts if part.strip(". ")]
    return "/".join(kept) or otherwise


def is_clutter(name: str) -> bool:
    """Whether a file is none of the user's: hidden, an Office lock file, or left behind by a system."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts) or parts[-1].lower() in _LEFT_BEHIND


def zip_name(name: str, is_unicode: bool) -> str:
    """The name of a file in a zip archive: programs write it in UTF-8 or Windows-1258 without saying so."""
    if is_unicode or name.isascii():
        return name
    written = name.encode("cp437", "replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            read = unicodedata.normalize("NFC", written.decode(encoding))
        except UnicodeDecodeError:
            continue
        marked = [word for word in _WORD.findall(read) if not word.isascii()]
        if encoding == "utf-8" or (marked and all(map(is_syllable, marked))):
            return read
    return name


def _shortened(part: str) -> str:
    return part if len(part) <= _LONGEST else part[: _LONGEST - 20] + part[-20:]
