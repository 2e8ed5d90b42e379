"""A document of the inbox is read and checked by a worker process, held to limits; nothing of the ledger is loaded."""

from dataclasses import dataclass, field

from tonghop.checking import check
from tonghop.core.document import Document
from tonghop.core.errors import UnreadableDocument
from tonghop.core.finding import Finding
from tonghop.core.language import LANGUAGES
from tonghop.reading import read
from tonghop.workers import Work


@dataclass(frozen=True, slots=True)
class Lesson:
    """The bytes of a document."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Studied:
    """What a document says, and the findings about its figures in each language."""

    document: Document
    findings: dict[str, tuple[Finding, ...]]


def work(lesson: Lesson) -> Studied | UnreadableDocument:
    """Read and check a document, or say why that cannot be."""
    try:
        document = read(lesson.content, name=lesson.name)
    except UnreadableDocument as error:
        return error
    return Studied(document, {language: check(document, language=language).findings for language in LANGUAGES})


STUDY: Work[Lesson, Studied | UnreadableDocument] = Work("tonghop.intake.study", "work")
