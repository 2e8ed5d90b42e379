"""What the styles of an OpenDocument file say of its text: fonts, list numbers, borders, what is hidden."""

from collections.abc import Iterator, Mapping

from lxml import etree

from tonghop.reading.loaders.legacy import LegacyFont, font_of
from tonghop.reading.loaders.opendocument.package import FO, OFFICE, STYLE, SVG, TABLE, TEXT
from tonghop.reading.loaders.word_numbering import BULLET, Level

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SHOWN_LEVELS = 9


class Styles:
    """The styles of one document, given the roots of its parts; those of the content come before the common ones."""

    def __init__(self, content: etree._Element, common: etree._Element | None) -> None:
        parts = [part for part in (common, content) if part is not None]
        self._faces = {
            str(face.get(f"{STYLE}name")): (face.get(f"{SVG}font-family") or "").strip("'\"")
            for part in parts
            for face in part.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face")
        }
        self._styles = {(style.get(f"{STYLE}family"), style.get(f"{STYLE}name")): style for style in _all(parts, STYLE)}
        self._lists = {style.get(f"{STYLE}name"): _levels(style) for style in _all(parts, TEXT, "list-style")}
        self.outline = next((_levels(style) for style in _all(parts, TEXT, "outline-style")), {})
        defaults = _all(parts, STYLE, "default-style")
        usual = (self._font(style) for style in defaults if style.get(f"{STYLE}family") == "paragraph")
        self._usual = next(filter(None, usual), None)

    def setting(self, family: str, name: str | None, what: str) -> str | None:
        """What a style of this family says of its text, or inherits: the value of one attribute."""
        properties = (style.find(f"{STYLE}text-properties") for style in self._line(family, name))
        return next((found.get(what) for found in properties if found is not None and found.get(what)), None)

    def font(self, family: str, name: str | None) -> str | None:
        """The font that a style of this family (`text`, `paragraph`, `table-cell`) names or inherits."""
        return next(filter(None, map(self._font, self._line(family, name))), None)

    def legacy(self, font: str | None) -> LegacyFont | None:
        """The font, or the usual one of the document where it is None, if it is one from before Unicode."""
        name = font or self._usual
        return font_of(name) if name else None

    def levels(self, name: str | None) -> Mapping[int, Level]:
        """The levels of a list, counted from 0, by the name of its style."""
        return self._lists.get(name, {})

    def list_of(self, paragraph: str | None) -> str | None:
        """The name of the list style that a style of paragraphs brings with it."""
        names = (style.get(f"{STYLE}list-style-name") for style in self._line("paragraph", paragraph))
        return next(filter(None, names), None)

    def is_bordered(self, cell: str | None) -> bool:
        """Whether a cell of this style has a border."""
        return any(
            str(name).startswith(f"{FO}border") and value != "none"
            for style in self._line("table-cell", cell)
            for properties in style.iterfind(f"{STYLE}table-cell-properties")
            for name, value in properties.items()
        )

    def is_hidden_table(self, name: str | None) -> bool:
        """Whether a sheet of this style is hidden."""
        properties = (style.find(f"{STYLE}table-properties") for style in self._line("table", name))
        return any(found is not None and found.get(f"{TABLE}display") == "false" for found in properties)

    def _line(self, family: str, name: str | None) -> Iterator[etree._Element]:
        """The style and those it inherits from."""
        seen: set[str | None] = set()
        while (style := self._styles.get((family, name))) is not None and name not in seen:
            seen.add(name)
            yield style
            name = style.get(f"{STYLE}parent-style-name")

    def _font(self, style: etree._Element) -> str | None:
        properties = style.find(f"{STYLE}text-properties")
        if properties is None:
            return None
        face = properties.get(f"{STYLE}font-name")
        return self._faces.get(face, face) if face else (properties.get(f"{FO}font-family") or "").strip("'\"")


def _all(parts: list[etree._Element], namespace: str, tag: str = "style") -> Iterator[etree._Element]:
    for part in parts:
        for group in ("styles", "automatic-styles"):
            yield from part.iterfind(f"{OFFICE}{group}/{namespace}{tag}")


def _levels(style: etree._Element) -> dict[int, Level]:
    return {int(level.get(f"{TEXT}level", "1")) - 1: _level(level) for level in style if level.get(f"{TEXT}level")}


def _level(level: etree._Element) -> Level:
    if level.tag == f"{TEXT}list-level-style-bullet":
        return Level(BULLET, level.get(f"{TEXT}bullet-char", ""), 1)
    depth, shown = int(level.get(f"{TEXT}level", "1")), int(level.get(f"{TEXT}display-levels", "1"))
    numbers = ".".join(f"%{number}" for number in range(max(1, depth - shown + 1), min(depth, _SHOWN_LEVELS) + 1))
    kind = _FORMATS.get(level.get(f"{STYLE}num-format", ""))
    pattern = f"{level.get(f'{STYLE}num-prefix', '')}{numbers}{level.get(f'{STYLE}num-suffix', '')}" if kind else ""
    return Level(kind or "none", pattern, int(level.get(f"{TEXT}start-value", "1")))
