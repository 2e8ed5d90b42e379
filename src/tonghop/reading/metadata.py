"""What a document says of itself: title, organisation, kind."""

import re

from tonghop.core.document import Document, Source
from tonghop.core.figure import Figure
from tonghop.core.relation import Relation

_ORGANISATION = re.compile(
    r"(?:quận|huyện|thị xã|thành phố|tỉnh|phường|xã|thị trấn|đặc khu|sở|cục|chi cục|phòng|ban) (?:[A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ][^\W\d_]*[ ,.]?){1,4}",
    re.IGNORECASE,
)
_KIND = {
    "báo cáo": "report",
    "biểu": "form",
    "phụ lục": "form",
    "quyết định": "decision",
    "nghị quyết": "decision",
    "kế hoạch": "decision",
}
_OPENING = 1200


def describe(
    source: Source, folded: str, period: str | None, figures: tuple[Figure, ...], relations: tuple[Relation, ...]
) -> Document:
    """The document with its title, organisation and kind."""
    title, kind = _title(source.text, folded)
    return Document(source, title, _organisation(source.text), kind, period, None, figures, relations)


def _title(text: str, folded: str) -> tuple[str | None, str]:
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text[:_OPENING])]
    for index, (start, end) in enumerate(lines):
        word = folded[start:end].strip(" :")
        if (kind := next((kind for name, kind in _KIND.items() if word.startswith(name)), None)) and len(word) < 160:
            rest = [text[a:b].strip(" *_") for a, b in lines[index : index + 3] if len(text[a:b]) < 260]
            return " ".join(rest) or None, kind
    first = text[slice(*lines[0])].strip(" *_") if lines else None
    return (first[:200] if first else None), "article" if first else "other"


def _organisation(text: str) -> str | None:
    found: dict[str, int] = {}
    for match in _ORGANISATION.finditer(text[:6000]):
        words = match[0].strip(" ,.").split(" ")
        if any(word[:1].isupper() for word in words[1:2]) and not all(word.isupper() for word in words[1:]):
            name = " ".join([words[0].capitalize(), *words[1:]])
            found[name] = found.get(name, 0) + 1
    return max(found, key=lambda name: found[name]) if found else None
