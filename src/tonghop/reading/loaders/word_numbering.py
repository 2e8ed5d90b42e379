"""Automatic numbering of Word paragraphs, written out as the officer sees it: `1.`, `2.1.`, `a)`, `-`."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tonghop.core.numbers import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
BULLET = "bullet"
_BULLETS = frozenset("-+*–•")


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is formatted, the pattern around it, where it starts."""

    format: str
    pattern: str
    start: int

    def written(self, number: int) -> str:
        """The number alone, as this level writes it."""
        return _WRITTEN.get(self.format, str)(number)


def count(counters: dict[int, int], levels: Mapping[int, Level], depth: int) -> None:
    """Count one more paragraph at this depth of a list; deeper levels begin anew."""
    counters[depth] = counters[depth] + 1 if depth in counters else levels[depth].start
    for deeper in [level for level in counters if level > depth]:
        del counters[deeper]


def label(levels: Mapping[int, Level], counters: Mapping[int, int], depth: int) -> str:
    """What stands in front of a paragraph at this depth, `%2` in the pattern being the number of the second level."""
    level = levels[depth]
    if level.format == BULLET:
        return level.pattern if level.pattern in _BULLETS else "-"
    return re.sub(r"%([1-9])", lambda match: _shown(levels, counters, int(match[1]) - 1), level.pattern)


@dataclass(slots=True)
class Numbering:
    """Counts the list paragraphs of one document in the order they are asked for."""

    styles: etree._Element | None
    definitions: etree._Element | None
    _counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _started: set[str] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """The label in front of a paragraph with these properties (`w:pPr`), empty where it is not in a list."""
        place = self._place(properties)
        if place is None or self.definitions is None:
            return ""
        number_id, depth = place
        abstract_id = self._abstract_id(number_id)
        levels = self._levels(number_id, abstract_id)
        if depth not in levels:
            return ""
        counters = self._counters[abstract_id]
        if levels[depth].format != BULLET:
            self._start(number_id, counters)
            count(counters, levels, depth)
        return label(levels, counters, depth)

    def _start(self, number_id: str, counters: dict[int, int]) -> None:
        if number_id not in self._started:
            self._started.add(number_id)
            for override in self._overrides(number_id):
                if override.find(f"{W}startOverride") is not None:
                    counters.pop(int(override.get(f"{W}ilvl", "0")), None)

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        if properties is None:
            return None
        number = properties.find(f"{W}numPr")
        style = _value(properties, "pStyle")
        depth = _value(number, "ilvl")
        seen: set[str] = set()
        while (number is None or _value(number, "numId") is None) and style and style not in seen:
            seen.add(style)
            definition = _named(self.styles, "style", "styleId", style)
            number = definition.find(f"{W}pPr/{W}numPr") if definition is not None else None
            depth = depth or _value(number, "ilvl") or self._depth_of_style(_value(number, "numId"), style)
            style = _value(definition, "basedOn")
        number_id = _value(number, "numId")
        return None if number_id in (None, "0") else (str(number_id), int(depth or 0))

    def _depth_of_style(self, number_id: str | None, style: str) -> str | None:
        abstract = _named(self.definitions, "abstractNum", "abstractNumId", self._abstract_id(number_id))
        levels = abstract.findall(f"{W}lvl") if abstract is not None else []
        return next((level.get(f"{W}ilvl") for level in levels if _value(level, "pStyle") == style), None)

    def _abstract_id(self, number_id: str | None) -> str:
        return _value(_named(self.definitions, "num", "numId", number_id), "abstractNumId") or ""

    def _overrides(self, number_id: str) -> list[etree._Element]:
        number = _named(self.definitions, "num", "numId", number_id)
        return number.findall(f"{W}lvlOverride") if number is not None else []

    def _levels(self, number_id: str, abstract_id: str) -> dict[int, Level]:
        abstract = _named(self.definitions, "abstractNum", "abstractNumId", abstract_id)
        elements = abstract.findall(f"{W}lvl") if abstract is not None else []
        overrides = self._overrides(number_id)
        elements += [level for override in overrides for level in override.findall(f"{W}lvl")]
        levels = {int(element.get(f"{W}ilvl", "0")): _level(element) for element in elements}
        for override in overrides:
            depth, start = int(override.get(f"{W}ilvl", "0")), _value(override, "startOverride")
            if start is not None and depth in levels:
                levels[depth] = Level(levels[depth].format, levels[depth].pattern, int(start))
        return levels


def _level(element: etree._Element) -> Level:
    return Level(
        _value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", int(_value(element, "start") or 0)
    )


def _shown(levels: Mapping[int, Level], counters: Mapping[int, int], depth: int) -> str:
    if depth not in levels:
        return ""
    return levels[depth].written(counters.get(depth, levels[depth].start))


def _named(parent: etree._Element | None, tag: str, attribute: str, value: str | None) -> etree._Element | None:
    elements = parent.findall(f"{W}{tag}") if parent is not None and value is not None else []
    return next((element for element in elements if element.get(f"{W}{attribute}") == value), None)


def _value(parent: etree._Element | None, tag: str) -> str | None:
    child = parent.find(f"{W}{tag}") if parent is not None else None
    return child.get(_VAL) if child is not None else None
