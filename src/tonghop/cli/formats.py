"""The forms in which answers are given, as bytes ready to be written."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from tonghop.core.contract import document_to_dict, report_to_dict
from tonghop.core.document import Document
from tonghop.core.finding import Report

if TYPE_CHECKING:
    from tonghop.review.html import Entry


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its file suffix, and whether it is an office file rather than text."""

    suffix: str
    office: bool = False


FORMATS = {
    "text": Format(".txt"),
    "json": Format(".json"),
    "html": Format(".html"),
    "docx": Format(".docx", office=True),
    "xlsx": Format(".xlsx", office=True),
}


def render(
    format: str, document: Document, report: Report | None, original: Callable[[], bytes], language: str, coloured: bool
) -> bytes:
    """`document` in the named format; without a report, only what was read.

    `original` gives the user's own file: a review in an office format is that file with remarks if it has that format.
    """
    if format == "json":
        return dump(document_to_dict(document, report))
    if FORMATS[format].office:
        return _office(format, document, report, original, language)
    if format == "html":
        from tonghop.review import html

        return html.render(document, report, language).encode()
    return _text(document, report, language, coloured)


def _text(document: Document, report: Report | None, language: str, coloured: bool) -> bytes:
    if report is None:
        from tonghop.cli import listing

        return listing.render(document, language).encode()
    from tonghop.review import text

    if not coloured:
        return text.render(document, report, language).encode()
    from rich.console import Console

    console = Console(force_terminal=True)
    with console.capture() as capture:
        console.print(text.compose(document, report, language))
    return capture.get().encode()


def _office(
    format: str, document: Document, report: Report | None, original: Callable[[], bytes], language: str
) -> bytes:
    from tonghop.review import docx, xlsx

    annotate, fresh = (docx.annotate, docx.render) if format == "docx" else (xlsx.annotate, xlsx.render)
    if report is None or not document.source.media_type.endswith(_OFFICE_TYPES[format]):
        return fresh(document, report, language)
    return annotate(original(), document, report, language)


_OFFICE_TYPES = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}


def render_cross(format: str, cross: Report, language: str) -> bytes:
    """What was found across documents, as JSON or text."""
    if format == "json":
        return dump(report_to_dict(cross))
    from tonghop.review import text

    return text.render_cross(cross, language).encode()


def entry(document: Document, report: Report | None) -> "Entry":
    """What the index of reviews says of one document."""
    from tonghop.review.html import Entry

    return Entry.of(document, report, "")


def failed(label: str, problem: str) -> "Entry":
    """What the index of reviews says of a document that could not be read."""
    from tonghop.review.html import Entry

    return Entry(label, problem=problem)


def render_index(entries: Iterable[tuple["Entry", PurePath]], cross: Report, language: str) -> bytes:
    """The page that leads to the reviews, each at its place beside the page."""
    from urllib.parse import quote

    from tonghop.review import html

    linked = (replace(item, href=None if item.problem else quote(place.as_posix())) for item, place in entries)
    return html.render_index(linked, language, cross).encode()


def dump(value: object) -> bytes:
    """JSON as every command prints it."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
