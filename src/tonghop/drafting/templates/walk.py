"""The paragraphs of a template, where each stands, and the tags in it, however Word has cut them into runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from tonghop.core.errors import Refusal
from tonghop.drafting.templates.tags import TAG
from tonghop.reading.loaders.refusal import Refusal as Damaged
from tonghop.reading.loaders.zips import refuse_swollen

P, T, TBL, TR, TC = map(qn, ("w:p", "w:t", "w:tbl", "w:tr", "w:tc"))
_NEAR = 30
Element = Any
"""An element of lxml."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: a msgid of gettext in which names in braces stand for `values`."""

    message: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of a story (the body, a page header or footer). `row` is its row where it stands in a table."""

    paragraph: Element
    body: bool
    place: Place
    row: Element | None

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(text.text or "" for text in texts(self.paragraph))

    def near(self, start: int, end: int) -> str:
        """The words around a part of it."""
        return self.text[max(0, start - _NEAR) : end + _NEAR].strip()


def opened(content: bytes) -> Any:
    """The document of python-docx; raises Refusal for what is no docx."""
    try:
        refuse_swollen(content)
        return docx.Document(BytesIO(content))
    except (Damaged, BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError):
        raise Refusal("Mẫu phải là tệp Word (.docx). Mở tệp bằng Word, lưu lại dạng .docx rồi thử lại.") from None


def spots(document: Any) -> Iterator[Spot]:
    """All paragraphs: those of the body, of tables and text boxes in it, then of page headers and footers."""
    yield from _of_body(document.element.body)
    for place, story in _around(document):
        for paragraph in story.iter(P):
            yield Spot(paragraph, False, Place(place, {}), next(paragraph.iterancestors(TR), None))


def texts(paragraph: Element) -> list[Element]:
    """The elements that hold the text of a paragraph, without those of paragraphs in text boxes within it."""
    return [text for text in paragraph.iter(T) if next(text.iterancestors(P)) is paragraph]


def replace(paragraph: Element, start: int, end: int, value: str) -> None:
    """Put a value in the place of a part of a paragraph's text, in the letters in which that part begins."""
    at = 0
    for text in texts(paragraph):
        old = text.text or ""
        first, last = max(0, start - at), min(len(old), end - at)
        if first < last:
            text.text = old[:first] + value + old[last:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            value = ""
        at += len(old)


def formats(paragraph: Element, start: int, end: int) -> set[bytes]:
    """The settings of letters that a part of a paragraph's text is set in."""
    at, found = 0, set()
    for text in texts(paragraph):
        length = len(text.text or "")
        if at < end and at + length > start:
            found.add(_setting(text.getparent()))
        at += length
    return found


def tags_of(spot: Spot) -> Iterator[tuple[str, int, int]]:
    """What stands between braces in a paragraph, with the offsets of the whole tag."""
    for found in TAG.finditer(spot.text):
        yield found[1], found.start(), found.end()


def _of_body(body: Element) -> Iterator[Spot]:
    tables = {table: number for number, table in enumerate(body.iter(TBL), 1)}
    number = 0
    for paragraph in body.iter(P):
        cell = next(paragraph.iterancestors(TC), None)
        if cell is None:
            number += 1
            yield Spot(paragraph, True, Place("đoạn {number}", {"number": number}), None)
            continue
        row = next(cell.iterancestors(TR))
        table = next(row.iterancestors(TBL))
        at = {
            "table": tables[table],
            "row": list(table.iterchildren(TR)).index(row) + 1 if row.getparent() is table else 1,
            "column": list(row.iter(TC)).index(cell) + 1,
        }
        yield Spot(paragraph, True, Place("bảng {table}, hàng {row}, cột {column}", at), row)


def _around(document: Any) -> Iterator[tuple[str, Element]]:
    for section in document.sections:
        heads = (section.header, section.first_page_header, section.even_page_header)
        feet = (section.footer, section.first_page_footer, section.even_page_footer)
        for place, stories in (("đầu trang", heads), ("chân trang", feet)):
            for story in stories:
                if not story.is_linked_to_previous:
                    yield place, story._element


def _setting(run: Element) -> bytes:
    """The setting of a run without what does not show."""
    from lxml import etree

    unseen = {qn("w:lang"), qn("w:noProof")}
    settings = run.find(qn("w:rPr"))
    return b"" if settings is None else b"".join(etree.tostring(each) for each in settings if each.tag not in unseen)
