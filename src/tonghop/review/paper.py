"""A report that is still being written, read and checked as the finished document will be.

This is done in a worker process held to limits, from its text, in which it is known where each section begins.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from tonghop.checking import check
from tonghop.core.document import Cell, Source
from tonghop.core.document import Table as Grid
from tonghop.core.language import LANGUAGES
from tonghop.core.paper import Block, Chart, Chip, Column, Note, Paper, Runs, Table, numbered
from tonghop.core.progress import counted
from tonghop.reading import read_source
from tonghop.workers import Work

_STAGES = 3
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Examined:
    """A finding about a report: the section (its key) in which it begins, and its sentence in each language."""

    section: str
    severity: str
    fingerprint: str
    messages: dict[str, str]


@dataclass(slots=True)
class _Written:
    """The text of a paper as far as it is written, its tables, and where each section begins."""

    text: str = ""
    tables: list[Grid] = field(default_factory=list)
    starts: list[tuple[int, str]] = field(default_factory=list)
    notes: int = 0

    def begin(self, key: str) -> None:
        """A section begins here."""
        self.starts.append((len(self.text), key))

    def line(self, text: str) -> None:
        """A paragraph."""
        self.text += f"{text}\n"

    def blocks(self, blocks: Iterable[Block]) -> None:
        """What stands in a section; footnotes after the paragraph that marks them."""
        for block in blocks:
            if isinstance(block, Chart):
                continue
            if isinstance(block, Table):
                self._table(block)
                continue
            notes: list[str] = []
            self.line(("- " if block.listed else "") + self._said(block.runs, notes))
            for note in notes:
                self.line(note)

    def _said(self, runs: Runs, notes: list[str]) -> str:
        said = ""
        for run in runs:
            if isinstance(run, Note):
                self.notes += 1
                mark = str(self.notes).translate(_SUPERSCRIPT)
                notes.append(f"{mark} {self._said(run.runs, notes)}")
                said += mark
            else:
                said += run.text if isinstance(run, Chip) else run
        return said

    def _table(self, table: Table) -> None:
        for above in filter(None, (table.title, table.unit and f"Đơn vị tính: {table.unit}")):
            self.line(above)
        cells: list[Cell] = []
        for number, row in enumerate(
            (*_heads(table.columns), *([self._said(c, []) for c in r.cells] for r in table.rows))
        ):
            for column, text in enumerate(row):
                cells.append(Cell(number, column, len(self.text), len(self.text) + len(text)))
                self.text += text + ("\t" if column < len(row) - 1 else "\n")
        self.tables.append(Grid(tuple(cells)))


def _heads(columns: tuple[Column, ...]) -> Iterator[list[str]]:
    """The rows of a head; the name of a group stands above the first of its columns."""
    if any(column.group for column in columns):
        named: list[str] = []
        for group, of in groupby(columns, key=lambda column: column.group):
            named += [group, *("" for _ in list(of)[1:])]
        yield named
    yield [column.title for column in columns]


def source_of(paper: Paper) -> tuple[Source, list[tuple[int, str]]]:
    """The text of a paper with its tables, and where each section begins, in order."""
    written = _Written()
    written.begin("")
    head = paper.letterhead
    for text in (head.superior, head.issuer, paper.title.upper(), paper.subject):
        written.line(text)
    written.begin("opening")
    written.blocks(paper.opening)
    for number, section in numbered(paper.sections):
        written.begin(section.key)
        written.line(f"{number} {section.title}")
        written.blocks(section.blocks)
    written.begin("closing")
    written.blocks(paper.closing)
    for count, appendix in enumerate(paper.appendices, 1):
        written.begin(f"appendix-{count}")
        written.line(appendix.title)
        written.blocks(appendix.blocks)
    return Source("", "", "text/plain", written.text, tuple(written.tables)), written.starts


def examine(paper: Paper) -> list[Examined]:
    """What the checker finds in a paper; who watches is told which of the three stages begins: reading, checking,
    telling what was found in the other languages."""
    stages = iter(counted(range(_STAGES), _STAGES))
    next(stages)
    source, starts = source_of(paper)
    document = read_source(source)
    next(stages)
    first_language, *others = LANGUAGES
    first = check(document, language=first_language)
    next(stages)
    told = others if first.findings else ()
    reports = {first_language: first} | {language: check(document, language=language) for language in told}
    places = {figure.id: figure.start for figure in document.figures}
    offsets = [start for start, _ in starts]
    found = []
    for index, finding in enumerate(first.findings):
        place = min((places[figure] for figure in finding.figures), default=0)
        messages = {language: report.findings[index].message for language, report in reports.items()}
        key = starts[bisect_right(offsets, place) - 1][1]
        found.append(Examined(key, finding.severity, finding.fingerprint, messages))
    return found


EXAMINATION: Work[Paper, list[Examined]] = Work("tonghop.review.paper", "examine")
