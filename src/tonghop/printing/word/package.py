"""The file around the document: parts that say nothing of the report left out, and the same bytes each time."""

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from tonghop.core.paper import Paper
from tonghop.printing import wording
from tonghop.printing.word import footnotes
from tonghop.printing.word.styles import bullets, styles
from tonghop.printing.word.xml import Element, element

_MADE = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive knows
_UNDATED = date(2000, 1, 1)
_LEFT_OUT = ("stylesWithEffects", "customXml", "webSettings", "thumbnail")


def emptied(document: Any) -> Any:
    """The document that python-docx starts with, its styles, lists and settings replaced by ours."""
    part = document.part
    for relations in (part.rels, part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFT_OUT)]:
            del relations[key]
    _fill(part.styles.element, *styles())
    _fill(part.numbering_part.element, *bullets())
    _fill(document.settings.element, *_settings())
    return document


def saved(document: Any, paper: Paper) -> bytes:
    """The bytes of the document, with what its properties say of the paper."""
    _describe(document.core_properties, paper)
    stream = BytesIO()
    document.save(stream)
    return _undated(stream)


def _fill(root: Element, *content: Element) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(content)


def _settings() -> tuple[Element, ...]:
    mode = element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return (
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        footnotes.setting(),
        element("compat", mode),
        element("themeFontLang", val="vi-VN"),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    )


def _describe(properties: Any, paper: Paper) -> None:
    moment = datetime.combine(paper.letterhead.dated or _UNDATED, time(), UTC)
    properties.title = _property(f"{paper.title} {paper.subject}")
    properties.author = properties.last_modified_by = _property(paper.letterhead.issuer)
    properties.subject, properties.language = _property(paper.subject), "vi-VN"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _property(text: str) -> str:
    """Text as long as a property may be."""
    return wording.one_line(text)[:255]


def _undated(stream: BytesIO) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MADE), old.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()
