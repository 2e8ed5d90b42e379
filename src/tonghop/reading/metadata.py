"""What a document says of itself: title, organisation, kind."""

import re
from collections import Counter
from typing import Final

from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure
from tonghop.core.relation import Relation
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
_UNIT: Final = re.compile(
    r"(?<!\w)(quận|huyện|thị xã|thành phố|tỉnh|phường|xã(?! hội)|thị trấn|đặc khu)((?: [^\W_]+){1,5})", re.IGNORECASE
)
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
    return Document(source, title, _organisation(source.text), kind, period, None, figures, relations)


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


def _organisation(text: str) -> str | None:
    """The unit of the letterhead or the signature, else the one the text names most often.

    A letterhead may open with the unit above; the one behind `ỦY BAN NHÂN DÂN` signs.
    """
    for part in (text[:_HEAD_REACH], text[-_HEAD_REACH:]):
        printed = [(match, leading_name(match[2])) for match in _UNIT.finditer(part) if match[1].isupper()]
        units = [(match, name) for match, name in printed if name]
        for match, name in [unit for unit in units if _BODY.search(part[: unit[0].start()])] or units:
            return f"{match[1].capitalize()} {name.title()}"
    named = ((match[1].capitalize(), leading_name(match[2])) for match in _UNIT.finditer(text[:_TEXT_REACH]))
    found = Counter(f"{kind} {name}" for kind, name in named if name and not name.isupper())
    return found.most_common(1)[0][0] if found else None
