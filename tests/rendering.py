"""Plain-text reports rendered to docx and PDF, with real footnotes, to test that all formats read alike."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import typst
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"(?<![\d ]m)[{SUPERSCRIPTS}]+")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def split(text: str) -> tuple[list[str], dict[int, str]]:
    """Paragraphs of a text, and the notes that its superscript marks 1, 2, 3 … cite."""
    paragraphs = [paragraph.strip("\n") for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip()]
    notes: dict[int, str] = {}
    body = []
    for paragraph in paragraphs:
        mark = _MARK.match(paragraph)
        if mark and paragraph[mark.end() :].startswith(" "):
            notes[int(mark[0].translate(_DIGITS))] = paragraph[mark.end() :].strip()
        else:
            body.append(paragraph)
    cited = [int(mark[0].translate(_DIGITS)) for paragraph in body for mark in _MARK.finditer(paragraph)]
    return (body, notes) if cited == list(range(1, len(notes) + 1)) else (paragraphs, {})


def with_notes_in_place(text: str) -> str:
    """The text as every loader should give it: each note right after the paragraph that cites it."""
    paragraphs, notes = split(text)
    placed = []
    for paragraph in paragraphs:
        placed.append(paragraph)
        numbers = [number for _, number in cut(paragraph, notes) if number]
        placed += [f"{str(number).translate(_RAISED)} {notes[number]}" for number in numbers]
    return "\n\n".join(placed)


def to_docx(text: str) -> bytes:
    """A Word document with a paragraph for each paragraph; marks with a note become footnotes of Word."""
    paragraphs, notes = split(text)
    document = docx.Document()
    for paragraph in paragraphs:
        write(document.add_paragraph(), paragraph, notes)
    add_footnotes(document, notes)
    return saved(document)


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx or a workbook of openpyxl."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def write(paragraph: Any, text: str, notes: dict[int, str]) -> None:
    """Append text to a paragraph of python-docx, with references to the notes it cites."""
    for part, number in cut(text, notes):
        if part:
            paragraph.add_run(part)
        if number:
            reference = f'<w:footnoteReference xmlns:w="{_MAIN}" w:id="{number}"/>'
            paragraph.add_run()._r.append(parse_xml(reference))


def cut(text: str, notes: dict[int, str]) -> Iterator[tuple[str, int | None]]:
    """Stretches of text, each with the number of the note cited at its end."""
    start = 0
    for mark in _MARK.finditer(text):
        number = int(mark[0].translate(_DIGITS))
        if number in notes:
            yield text[start : mark.start()], number
            start = mark.end()
    yield text[start:], None


def add_footnotes(document: Any, notes: dict[int, str]) -> None:
    """Give a document of python-docx the part that holds its footnotes."""
    small = '<w:sz w:val="20"/>'
    raised = f'{small}<w:vertAlign w:val="superscript"/>'
    bodies = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr>{raised}</w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:rPr>{small}</w:rPr><w:t xml:space="preserve"> {_escaped(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in notes.items()
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f'<w:footnotes xmlns:w="{_MAIN}">{separators}{bodies}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_pdf(text: str) -> bytes:
    """A PDF with a text layer, page numbers, and marks with a note as footnotes at the bottom of the page."""
    paragraphs, notes = split(text)
    return typeset("\n\n".join(typst_paragraph(paragraph, notes) for paragraph in paragraphs))


def typst_paragraph(text: str, notes: dict[int, str]) -> str:
    """Typst source of one paragraph."""
    parts = cut(text, notes)
    return "".join(
        _literal(part) + (f"#footnote[{_literal(notes[number])}]" if number else "") for part, number in parts
    )


def typeset(source: str) -> bytes:
    """Compile Typst source on A4 in the form of an administrative document."""
    head = (
        '#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 1.5cm), '
        'numbering: "1", number-align: top + center)\n'
        '#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)\n'
        "#set par(justify: true, first-line-indent: 1cm, spacing: 1em)\n"
    )
    return typst.compile((head + source).encode())


def _literal(text: str) -> str:
    """Text as a Typst string, so that nothing in it is markup."""
    lines = [line.replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return "#linebreak()".join(f'#"{line}"' if line else "" for line in lines)
