"""The face that is embedded: every Vietnamese letter, each as wide as in Times New Roman."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from tonghop.core.errors import Refusal
from tonghop.printing.form import Letters

FAMILY = "Liberation Serif"
FOLDER = Path(__file__).parent / "fonts"
FILES = tuple(FOLDER / f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
_UNIT = 1000
_MILLIMETRES = 25.4 / 72


class NoFont(Refusal):
    """A font file of the installation that is missing or broken."""


def width(text: str, letters: Letters) -> float:
    """How wide a line of text is, in millimetres. Raises NoFont."""
    return _loaded(FILES[letters.bold + 2 * letters.italic]).getlength(text) / _UNIT * letters.size * _MILLIMETRES


def check() -> None:
    """Raise NoFont where a file of the face is missing or broken."""
    for file in FILES:
        _loaded(file)


@cache
def _loaded(file: Path) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(file, _UNIT, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        raise NoFont(
            "Tệp phông chữ {name} bị thiếu hoặc hỏng. Hãy cài đặt lại chương trình.", name=file.name
        ) from error
