"""The file around the parts of a Word document: the same bytes for the same parts."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO

from tonghop.core.paper import Paper
from tonghop.printing import wording
from tonghop.printing.word.xml import Element, plain

_MADE = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive knows
_UNDATED = date(2000, 1, 1)
_LONGEST = 255  # characters of a property
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part beside the text: its file in the folder `word`, and its kind, by which the text finds it."""

    file: str
    kind: str
    content: Element | bytes


def relation(index: int) -> str:
    """The name by which the text refers to the part of this index."""
    return f"rId{index + 1}"


def packed(document: Element, parts: Sequence[Part], paper: Paper) -> bytes:
    """The bytes of a document of this text and these parts, with what its properties say of the paper."""
    texts = [part for part in parts if not isinstance(part.content, bytes)]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(texts),
        "_rels/.rels": _relations(
            [
                (f"{_OFFICE}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _properties(paper),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations([(f"{_OFFICE}/{part.kind}", part.file) for part in parts]),
        **{f"word/{part.file}": part.content for part in parts},
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            if isinstance(content, bytes):  # a picture, which is packed already
                archive.writestr(zipfile.ZipInfo(name, _MADE), content)
            else:
                archive.writestr(zipfile.ZipInfo(name, _MADE), _HEAD + content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _types(parts: Iterable[Part]) -> Element:
    usual = (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"))
    named = [("word/document.xml", f"{_WORD}.document.main+xml"), ("docProps/core.xml", _CORE)]
    named += [(f"word/{part.file}", f"{_WORD}.{part.kind}+xml") for part in parts]
    return plain(
        "Types",
        *(
            plain("Default", Extension=extension, ContentType=kind)
            for extension, kind in (*usual, ("png", "image/png"))
        ),
        *(plain("Override", PartName=f"/{name}", ContentType=kind) for name, kind in named),
        xmlns=f"{_PACKAGE}/content-types",
    )


def _relations(targets: Iterable[tuple[str, str]]) -> Element:
    made = (
        plain("Relationship", Id=relation(index), Type=kind, Target=target)
        for index, (kind, target) in enumerate(targets)
    )
    return plain("Relationships", *made, xmlns=f"{_PACKAGE}/relationships")


def _properties(paper: Paper) -> Element:
    issuer, moment = paper.letterhead.issuer, f"{paper.letterhead.dated or _UNDATED}T00:00:00Z"
    dated = {"xsi:type": "dcterms:W3CDTF"}
    return plain(
        "cp:coreProperties",
        _property("dc:title", f"{paper.title} {paper.subject}"),
        _property("dc:subject", paper.subject),
        _property("dc:creator", issuer),
        _property("cp:lastModifiedBy", issuer),
        _property("dc:language", "vi-VN"),
        _property("dcterms:created", moment, **dated),
        _property("dcterms:modified", moment, **dated),
        **{
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": "http://purl.org/dc/terms/",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )


def _property(tag: str, told: str, **attributes: str) -> Element:
    return plain(tag, Element(escape(wording.one_line(told)[:_LONGEST])), **attributes)
