"""Short texts as the reader understands them: figures by what is printed, relations with their members as printed."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure
from tonghop.core.relation import Certainty, Statement
from tonghop.reading import read_source

_DIGITS = re.compile(r"[\d.,]*\d")


@lru_cache
def document(text: str) -> Document:
    """The document that a text makes."""
    return read_source(Source("thử.txt", "0" * 64, "text/plain", text))


def measures(text: str) -> list[Figure]:
    """The figures that measure something."""
    return [figure for figure in document(text).figures if figure.role.measures]


def figure(text: str, printed: str, nth: int = 1) -> Figure:
    """The figure that begins with the nth place where `printed` stands as a number of its own."""
    places = [match.start() for match in re.finditer(rf"(?<![\w.,]){re.escape(printed)}(?!\d|[.,]\d)", text)]
    return next(figure for figure in document(text).figures if figure.start == places[nth - 1])


def stated(text: str) -> dict[Statement, Certainty]:
    """The relations of a text and how certain they are; members are named by their printed digits."""
    found = document(text)
    names = {item.id: match[0] if (match := _DIGITS.match(item.text)) else item.text for item in found.figures}
    return {_named(relation.statement, names): relation.certainty for relation in found.relations}


def stated_of(text: str, *kinds: type) -> list[Statement]:
    """The relations of these kinds."""
    return [statement for statement in stated(text) if isinstance(statement, kinds)]


def _named(value: Any, names: dict[str, str]) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{item.name: _named(getattr(value, item.name), names) for item in fields(value)})
    if isinstance(value, tuple):
        return tuple(_named(item, names) for item in value)
    return names.get(value, value) if isinstance(value, str) else value
