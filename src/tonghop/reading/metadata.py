"""What a document says of itself: title, organisation, kind."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure
from tonghop.core.relation import Relation
from tonghop.reading.lexicon import beginning
from tonghop.reading.names import leading_name

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_KINDS: Final = {
    "báo cáo": "report",
    "biểu": "form",
    "phụ lục": "form",
    "quyết định": "decision",
    "nghị quyết": "decision",
    "kế hoạch": "decision",
}
_KINDS_OF_UNITS: Final = ("quận", "huyện", "thị xã", "thành phố", "tỉnh", "phường", "xã", "thị trấn", "đặc khu")
_UNIT: Final = re.compile(rf"({beginning(_KINDS_OF_UNITS)})(?!(?<=xã) hội)((?: [^\W_]+){{1,5}})")
_BODY: Final = re.compile(r"(?:NHÂN DÂN|UBND|HĐND)\s*$")
_OUTLINE: Final = re.compile(r"\s*(?:[IVX]+[.\s]|[A-D][.)]|\d+ ?[.)/]|[-+*(]|phần)", re.IGNORECASE)
_TITLE_REACH: Final = 2500
_HEAD_REACH: Final = 600
_TEXT_REACH: Final = 6000


def describe(
    source: Source, folded: str, period: str | None, figures: tuple[Figure, ...], relations: tuple[Relation, ...]
) -> Document:
    """The document with its title, organisation and kind."""
    title, kind = _title(source.text, folded)
    return Document(source, title, _organisation(source.text, folded), kind, period, None, figures, relations)


def _title(text: str, folded: str) -> tuple[str | None, str]:
    """The line that names the kind of document and its subject lines; without one, the first line of an article."""
    lines = list(_LINE.finditer(text[:_TITLE_REACH]))
    for index, line in enumerate(lines):
        word = folded[line.start() : line.end()].strip(" :*_")
        kind = next((kind for name, kind in _KINDS.items() if word.startswith(name)), None)
        if kind and len(word) < 160:
            subject = lines[index : index + 1] + _subject_lines(lines[index + 1 : index + 4])
            return " ".join(match[0].strip(" *_\t") for match in subject), kind
    first = lines[0][0].strip(" *_\t") if lines else ""
    return (first[:200], "article") if first else (None, "other")


def _subject_lines(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    """The lines under `BÁO CÁO` that belong to the title: short, and no sentence, outline mark or table row."""
    result: list[re.Match[str]] = []
    for line in lines:
        printed = line[0].strip(" *_")
        if len(printed) > 180 or printed.endswith((".", ":", ";", ",")) or _OUTLINE.match(printed) or "\t" in printed:
            break
        result.append(line)
    return result[:2]


def _organisation(text: str, folded: str) -> str | None:
    """The unit of the letterhead or the signature, else the one the text names most often.

    A letterhead may open with the unit above; the one behind `ỦY BAN NHÂN DÂN` signs.
    """
    for start, end in ((0, _HEAD_REACH), (max(0, len(text) - _HEAD_REACH), len(text))):
        units = [unit for unit in _units(text, folded, start, end) if unit[1].isupper()]
        for _, kind, name in [unit for unit in units if _BODY.search(text, start, unit[0])] or units:
            return f"{kind.capitalize()} {name.title()}"
    named = (unit for unit in _units(text, folded, 0, _TEXT_REACH) if not unit[2].isupper())
    found = Counter(f"{kind.capitalize()} {name}" for _, kind, name in named)
    return found.most_common(1)[0][0] if found else None


def _units(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """(place, kind, name) of the units that are named in a part of the text, as printed."""
    for match in _UNIT.finditer(folded, start, end):
        if name := leading_name(text[match.start(2) : match.end(2)]):
            yield match.start(), text[match.start(1) : match.end(1)], name
