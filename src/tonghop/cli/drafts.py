"""What a worker process does with a draft to be compared with another: read it and check it."""

from dataclasses import dataclass, field
from pathlib import Path

from tonghop.core.document import Document
from tonghop.core.finding import Report
from tonghop.workers import Limits, Work, refuse_size


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to be read within limits."""

    path: Path
    language: str
    allow_secret: bool
    limits: Limits
    password: str | None = field(repr=False)


def work(draft: Draft) -> tuple[Document, Report]:
    """The draft as read, and what is wrong with it; raises UnreadableDocument."""
    from tonghop.checking import check
    from tonghop.reading import bytes_of, read

    refuse_size(draft.path, draft.path.name, draft.limits)
    content = bytes_of(draft.path, most=draft.limits.most_bytes)
    document = read(content, name=draft.path.name, allow_secret=draft.allow_secret, password=draft.password)
    return document, check(document, language=draft.language)


DRAFTS: Work[Draft, tuple[Document, Report]] = Work("tonghop.cli.drafts", "work")
