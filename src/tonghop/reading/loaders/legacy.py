"""Vietnamese text from before Unicode (TCVN3, VNI, VISCII …), also where it was saved as Unicode without conversion.

Which encoding a text is in is told by its words: in the right one they are Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from tonghop.catalog.encodings import Encoding, encodings, is_syllable
from tonghop.reading.loaders.capitals import with_capitals, with_sentence_case

_SAMPLE = 200_000
_LEAST_EVIDENCE = 3
_BEYOND_LATIN = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that are no character of Windows-1252
_WINDOWS = {bytes([byte]).decode("cp1252"): chr(byte) for byte in range(0x80, 0xA0) if byte not in _UNDEFINED}
_TO_BYTES = str.maketrans(_WINDOWS)
_FROM_BYTES = str.maketrans({byte: character for character, byte in _WINDOWS.items()})
_BYTES = re.compile(f"[{''.join(_WINDOWS.values())}]")
_SYMBOLS = "‚„…†‡‰‹‘’“”•–—™›\xa0°¹²³"  # letters in some encodings, symbols in a text that never had these letters
_SYMBOL = re.compile(f"[{_SYMBOLS}]")
_SQUARE = re.compile(r"(?<![^\W\d])k?m([²³])(?!\w)")
_LETTER_WORDS = frozenset("ởýổ")


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """A font whose letters are in an encoding; `capitals` where it shows every letter as a capital."""

    encoding: Encoding
    capitals: bool = False


def font_of(name: str) -> LegacyFont | None:
    """The legacy font of this name, None for a font of Unicode."""
    for encoding in encodings():
        if name.lower().startswith(encoding.fonts):
            return LegacyFont(encoding, name.endswith(encoding.capital_fonts))
    return None


def from_bytes(data: bytes) -> str | None:
    """The text of a file in a legacy encoding, None where no encoding makes Vietnamese of it."""
    text = data.decode("latin-1")
    best = _best(text[:_SAMPLE])
    return in_unicode(text, best) if _evidence(text[:_SAMPLE], best) > 0 else None


def encoding_of(text: str) -> Encoding | None:
    """The encoding that a text of Unicode characters is still in, at least in some of its lines."""
    lines = [line for line in text.split("\n") if _may_be_old(line)]
    if not lines:
        return None
    old = "\n".join(lines)[:_SAMPLE]
    best = _best(old)
    return best if _evidence(old, best) >= max(_evidence(old), 0) + _LEAST_EVIDENCE else None


def in_unicode(text: str, encoding: Encoding) -> str:
    """The text with those of its lines converted that are in the encoding."""
    lines = ["".join(_line_parts(line, encoding)) for line in text.split("\n")]
    return with_sentence_case("\n".join(lines)) if encoding.capitalless else "\n".join(lines)


def pieces_in_unicode(texts: Sequence[str], fonts: Sequence[LegacyFont | None]) -> list[str]:
    """The pieces of one paragraph converted, each set in its font, None for Unicode."""
    converted: list[str] = []
    for font, group in groupby(zip(texts, fonts, strict=True), key=lambda piece: piece[1]):
        together = [text for text, _ in group]
        converted += _set_in(font, together) if font else together
    return converted


def _set_in(font: LegacyFont, texts: Sequence[str]) -> list[str]:
    """Pieces of one font, converted together: a mark may stand in another piece than its letter."""
    parts = [part for line in "".join(texts).splitlines(True) for part in _line_parts(line, font.encoding)]
    if font.capitals:
        parts = [part.upper() for part in parts]
    elif font.encoding.capitalless:
        parts = list(with_sentence_case("".join(parts)))
    rest = iter(parts)
    return ["".join(next(rest) for _ in text) for text in texts]


def _line_parts(line: str, encoding: Encoding) -> list[str]:
    """What each character of a line stands for: itself where the line is in Unicode already."""
    if not _may_be_old(line) or _evidence(line) > _evidence(line, encoding):
        return list(line)
    parts = _translated(line, encoding)
    shown = line.translate(_FROM_BYTES)
    for place in _symbols(shown, parts) if _SYMBOL.search(shown) else ():
        parts[place] = shown[place]
    return list(with_capitals("".join(parts))) if encoding.capitalless else parts


def _symbols(line: str, parts: Sequence[str]) -> Iterator[int]:
    """Where a symbol of the line was taken for a letter: the word is one without it and none with it."""
    yield from (match.start(1) for match in _SQUARE.finditer(line))
    shape = "".join("a" if part.isalpha() else " " for part in parts)
    for run in re.finditer("a+", shape):
        start, end = run.span()
        word = "".join(parts[start:end])
        if is_syllable(word) and (len(word) > 1 or word.lower() in _LETTER_WORDS):
            continue
        before = sum(1 for _ in takewhile(_SYMBOL.match, line[start:end]))
        after = sum(1 for _ in takewhile(_SYMBOL.match, line[start + before : end][::-1]))
        inside = word[before : len(word) - after]
        if inside.isascii() or is_syllable(inside):
            yield from (*range(start, start + before), *range(end - after, end))


def _may_be_old(line: str) -> bool:
    return not line.isascii() and not _BEYOND_LATIN.search(line)


def _best(text: str) -> Encoding:
    return max(encodings(), key=lambda encoding: _evidence(text, encoding))


def _evidence(text: str, encoding: Encoding | None = None) -> int:
    """How much the different words with marks tell for an encoding, for Unicode without one: one wrong undoes two."""
    text = _SQUARE.sub(" ", text)
    read = "".join(_translated(text, encoding)) if encoding else text
    words = set(_WORD.findall(unicodedata.normalize("NFC", read)))
    return sum(1 if is_syllable(word) else -2 for word in words if not word.isascii())


def _translated(text: str, encoding: Encoding) -> list[str]:
    """What each character stands for; one that Windows shows in place of a byte counts as the byte."""
    source = text if _BYTES.search(text) else text.translate(_TO_BYTES)
    return [part.translate(_FROM_BYTES) for part in encoding.parts(source)]
