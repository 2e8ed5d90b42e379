"""The face that is embedded: every Vietnamese letter, each as wide as in Times New Roman."""

import re
import struct
import unicodedata
from functools import cache, lru_cache
from math import ceil, floor
from pathlib import Path

from PIL import ImageFont

from tonghop.core.errors import Refusal
from tonghop.printing.coverage import characters
from tonghop.printing.form import Letters

FAMILY = "Liberation Serif"
FOLDER = Path(__file__).parent / "fonts"
FILES = tuple(FOLDER / f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
_BOX = "\u25a1"
_PRIVATE = range(0xE000, 0xF900)
_LEFTWARDS = ("R", "AL", "AN")
_UNIT = 1000
_WORD = re.compile(
    r"(?:tháng \d+ và )?(?:(?:\d+ tháng (?:đầu|cuối)|tháng \d+|quý [IVX]+) )?năm \d{4}\S*"
    r"|(?:kinh tế ?- ?xã hội|an ninh)(?!\w)\S*|\S+",
    re.IGNORECASE,
)
"""A word, or words that stay in one line: a period that is broken is read otherwise, a term looks so."""
_MILLIMETRES = 25.4 / 72


class NoFont(Refusal):
    """A font file of the installation that is missing or broken."""


def width(text: str, letters: Letters) -> float:
    """How wide a line of text is, in millimetres. Raises NoFont."""
    style = letters.bold + 2 * letters.italic
    return sum(_advance(style, character) for character in text) / _UNIT * letters.size * _MILLIMETRES


@lru_cache(4096)
def _advance(style: int, character: str) -> float:
    return _loaded(FILES[style]).getlength(character)


def balanced(text: str, letters: Letters, room: float) -> str:
    """The text in as few lines as fit into `room` (millimetres), of nearly one length each. Raises NoFont."""
    return "\n".join(_balanced(line, letters, room) for line in text.split("\n"))


def _balanced(line: str, letters: Letters, room: float) -> str:
    fewest = len(_wrapped(line, letters, room))
    least = ceil(width(line, letters) / fewest)
    limits = (limit for limit in range(least, floor(room)) if len(_wrapped(line, letters, limit)) == fewest)
    return "\n".join(_wrapped(line, letters, next(limits, room)))


def _wrapped(line: str, letters: Letters, room: float) -> list[str]:
    lines: list[str] = []
    for word in _WORD.findall(line) or [line]:
        if lines and width(f"{lines[-1]} {word}", letters) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def writable(text: str) -> str:
    """The text in letters of the face; what it lacks as its plain equivalent, or else as a box. Raises NoFont."""
    return "".join(map(_writable, text)) if set(text) - _letters() else text


def _writable(character: str) -> str:
    if character in _letters():
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if _letters().issuperset(plain) else _BOX


@cache
def _letters() -> frozenset[str]:
    """What all styles of the face can write from left to right, but for what means nothing outside of it."""
    known = map(chr, frozenset.intersection(*map(_characters, FILES)).difference(_PRIVATE))
    return frozenset(letter for letter in known if unicodedata.bidirectional(letter) not in _LEFTWARDS) | {"\n"}


def _characters(file: Path) -> frozenset[int]:
    try:
        return characters(file.read_bytes())
    except (OSError, ValueError, struct.error) as error:
        raise _no_font(file) from error


@cache
def _loaded(file: Path) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(file, _UNIT, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise _no_font(file) from error


def _no_font(file: Path) -> NoFont:
    return NoFont("Tệp phông chữ {name} bị thiếu hoặc hỏng. Hãy cài đặt lại chương trình.", name=file.name)
