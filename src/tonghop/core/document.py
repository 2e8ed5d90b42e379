"""A document: its text, exactly as printed, and everything found in it as spans of that text."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tonghop.core.figure import Figure
from tonghop.core.relation import Relation


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: `text[start:end]` of the document at (row, column), counted from 0.

    `rows` and `columns` tell how far a merged cell reaches; `reference` is the place in the
    officer's own file (`Biểu 1!C5`) where there is one.
    """

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. Its rows stand in the document's text as lines, cells parted by tabs."""

    cells: tuple[Cell, ...]
    name: str | None = None


class Recognised(NamedTuple):
    """`text[start:end]` was recognised in a picture of it, with a confidence of so many whole percent."""

    start: int
    end: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a loader hands to the reader: NFC text, its tables, and where it came from.

    Footnotes are plain text by convention: the mark is a superscript digit run (`¹²`) and the
    note a paragraph of its own that begins with the same mark, after the paragraph that cites it.
    `recognised` are the parts of the text that come from a scan, in text order.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    tables: tuple[Table, ...] = ()
    recognised: tuple[Recognised, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A document as it was sent, not read yet."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that has been read.

    `text[f.start:f.end] == f.text` for every figure; figures are in text order and never overlap.
    `kind` is one of report, form, article, decision, other; `period` and `as_of` those the whole
    document speaks of (`docs/reading.md` lists the forms of a period).
    """

    source: Source
    title: str | None = None
    organisation: str | None = None
    kind: str = "report"
    period: str | None = None
    as_of: str | None = None
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    _by_id: dict[str, Figure] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.source.text

    @property
    def name(self) -> str:
        """The file's name, or `-` for standard input."""
        return self.source.name

    def figure(self, figure_id: str) -> Figure:
        """The figure with this id; raises KeyError where there is none."""
        if not self._by_id:
            self._by_id.update((figure.id, figure) for figure in self.figures)
        return self._by_id[figure_id]
