"""Which font a run of a Word document is set in: its own, that of its style, or that of its paragraph's style."""

from collections.abc import Mapping

from lxml import etree

from tonghop.reading.loaders.legacy import LegacyFont, font_of
from tonghop.reading.loaders.word_numbering import W


class Fonts:
    """The fonts of one document, given the root of its part of styles."""

    def __init__(self, styles: etree._Element | None) -> None:
        definitions = list(styles.iter(f"{W}style")) if styles is not None else []
        by_id = {str(definition.get(f"{W}styleId")): definition for definition in definitions}
        self._of_styles = {style: _inherited(by_id, style) for style in by_id}
        document = _named(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")) if styles is not None else None
        usual = [style for style, one in by_id.items() if one.get(f"{W}default") and one.get(f"{W}type") == "paragraph"]
        self._usual = next((font for style in usual if (font := self._of_styles[style])), document)

    def legacy(self, run: etree._Element) -> LegacyFont | None:
        """The font of a run where it is one from before Unicode."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        styles = (run.find(f"{W}rPr/{W}rStyle"), paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None)
        named = [_named(run.find(f"{W}rPr")), *(self._of_styles.get(_value(style)) for style in styles)]
        font = next(filter(None, named), self._usual)
        return font_of(font) if font else None


def _inherited(definitions: Mapping[str, etree._Element], style: str) -> str | None:
    """The font that a style names, or one that it is based on."""
    seen: set[str] = set()
    while style in definitions and style not in seen:
        seen.add(style)
        if font := _named(definitions[style].find(f"{W}rPr")):
            return font
        style = _value(definitions[style].find(f"{W}basedOn"))
    return None


def _named(properties: etree._Element | None) -> str | None:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")) if fonts is not None else None


def _value(element: etree._Element | None) -> str:
    return str(element.get(f"{W}val")) if element is not None else ""
