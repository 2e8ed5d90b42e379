"""Of documents, only what can be compared between them: however many they are, little of each is held."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from tonghop.core.document import Document
from tonghop.core.figure import Figure

Quantity = tuple[str | None, ...]


def organisation_of(document: Document) -> str:
    """The organisation that a document is about, however its name is written; empty where it is unknown."""
    return " ".join((document.organisation or "").casefold().split())


def quantity(organisation: str, figure: Figure) -> Quantity:
    """What two figures share where they may be one quantity, at one time or at several."""
    return organisation, figure.indicator, figure.unit, figure.place


def comparable(document: Document) -> Document:
    """The document with nothing left of it but the figures of known indicators and what qualifies these."""
    bare = replace(document.source, text="", tables=())
    slight = replace(document, source=bare, relations=())
    return _with_only(slight, _stated(document) if document.organisation else {})


def meeting(documents: Collection[Document]) -> list[Document]:
    """All documents, in each only the quantities that another one states too. They are gone through twice."""
    found = Counter(known for document in documents for known in set(_stated(document).values()))
    return [
        _with_only(comparable(document), {name: known for name, known in _stated(document).items() if found[known] > 1})
        for document in documents
    ]


def _stated(document: Document) -> dict[str, Quantity]:
    """The quantity of each figure that has one, by the figure's id."""
    organisation = organisation_of(document)
    return {
        figure.id: quantity(organisation, figure)
        for figure in document.figures
        if organisation and figure.indicator and figure.role.measures
    }


def _with_only(document: Document, kept: Iterable[str]) -> Document:
    names = frozenset(kept)
    figures = (figure for figure in document.figures if figure.id in names or figure.of in names)
    return replace(document, figures=tuple(figures))
