"""A report as it is written: what stands in it and in which order, before it has pages.

Text is free; a number that says what the ledger knows is a `Chip` and stays bound to its cells. Sections are numbered
where they stand (`numbered`), so that one may be left out or moved.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tonghop.core.fact import Cell


class Kind(StrEnum):
    """What a chip says of the values of its cells, in the order in which they are named here."""

    VALUE = "value"  # the value
    PERCENT_OF_PLAN = "percent_of_plan"  # done, plan
    GROWTH = "growth"  # now, before: by how many percent more
    DECLINE = "decline"  # now, before: by how many percent less
    INDEX = "index"  # now, before: how many percent of it
    SHARE = "share"  # part, whole
    MORE = "more"  # now, before: by how much more
    LESS = "less"  # now, before: by how much less
    ADDED = "added"  # at the end, at the beginning: what was done in between
    COUNTED = "counted"  # how many cells are spoken of


@dataclass(frozen=True, slots=True)
class Chip:
    """A number of a report, bound to what it was drafted from.

    `text` is the number as printed, without its unit (`2.979`, `56,2`, `09`), rounded to `decimals` places of `unit`,
    the unit as printed (`tỷ đồng`, `%`, `hộ`). `values` are those of the cells when it was drafted, in the canonical
    unit of their indicators (money in đồng): where the ledger holds others now, the chip is out of date.
    """

    text: str
    kind: Kind
    cells: tuple[Cell, ...]
    values: tuple[Decimal, ...]
    unit: str
    decimals: int = 0

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.values):
            raise ValueError("a chip has one value for each of its cells")

    @property
    def exact(self) -> Fraction:
        """What it says before rounding: in canonical units, or in percent. ZeroDivisionError on a base of zero."""
        return computed(self.kind, self.values)


def computed(kind: Kind, values: Sequence[Decimal]) -> Fraction:
    """What a chip of this kind says of `values`: in their unit, or in percent. ZeroDivisionError on a base of zero."""
    if kind is Kind.COUNTED:
        return Fraction(len(values))
    first, *rest = map(Fraction, values)
    if kind is Kind.VALUE:
        return first
    base = rest[0]
    match kind:
        case Kind.MORE | Kind.ADDED:
            return first - base
        case Kind.LESS:
            return base - first
        case Kind.GROWTH:
            return 100 * (first - base) / base
        case Kind.DECLINE:
            return 100 * (base - first) / base
        case _:
            return 100 * first / base


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, marked at this place."""

    runs: "tuple[Run, ...]"


Run = str | Chip | Note
"""What a line of text is made of."""

Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one of a list where `listed`, a line in the middle where `heading` (`QUYẾT ĐỊNH:`).

    `basis` is what a document is founded on (`Căn cứ …`), `article` the number of one that it begins with (`Điều 1.`).
    `author` wrote it where it was not drafted from figures.
    """

    runs: Runs
    listed: bool = False
    author: str = ""
    heading: bool = False
    basis: bool = False
    article: str = ""


class Align(StrEnum):
    """Where the text of a column stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its width relative to the others; neighbours of one `group` have a common head above."""

    title: str
    width: int
    align: Align = Align.END
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell for each column; a `heading` parts the rows below it from those above."""

    cells: tuple[Runs, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on every page. `unit` is told above it where all figures share one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    unit: str = ""


class Shape(StrEnum):
    """How a chart is drawn."""

    BARS = "bars"  # one bar for each label, a line at `mark` where there is one
    LINES = "lines"  # one line for each series over the labels
    STACK = "stack"  # one bar for each series, made up of the labels


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each label of the chart, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, readable in grey. `told` says in words what it shows."""

    shape: Shape
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    told: str
    mark: Decimal | None = None


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of `level` 1 (I), 2 (1), 3 (1.1) or 4 (a) and what stands below it, up to the next heading."""

    key: str
    level: int
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Appendix:
    """A `Phụ lục` on pages of its own; `wide` on pages turned on their side."""

    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues it, where and when; number and date are None until it is issued.

    `symbol` is what follows the number: `BC-UBND`; `named` the issuer within a sentence, as far as it is known.
    """

    superior: str
    issuer: str
    symbol: str
    place: str
    number: int | None = None
    dated: date | None = None
    named: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature block: `lines` in capitals (`TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`), the name."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report in the form of Nghị định 30/2020/NĐ-CP. `recipients` are lines without their dash and mark.

    Without a `title` it is a letter (công văn), what it is about stands below its number. `address` is to whom it is
    written. Who signs `beside` stands to the left, in place of the recipients.
    """

    letterhead: Letterhead
    title: str
    subject: str
    sections: tuple[Section, ...]
    signature: Signature
    opening: tuple[Block, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    remark: str = ""
    address: str = ""
    beside: Signature | None = None

    def chips(self) -> Iterator[Chip]:
        """All its chips in reading order, those of a footnote where it is marked."""
        yield from chips(self.opening)
        for section in self.sections:
            yield from chips(section.blocks)
        yield from chips(self.closing)
        for appendix in self.appendices:
            yield from chips(appendix.blocks)


def chips(blocks: Iterable[Block]) -> Iterator[Chip]:
    """The chips of some blocks in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _chips(block.runs)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _chips(cell)


def _chips(runs: Runs) -> Iterator[Chip]:
    for run in runs:
        if isinstance(run, Chip):
            yield run
        elif isinstance(run, Note):
            yield from _chips(run.runs)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def numbered(sections: Iterable[Section]) -> Iterator[tuple[str, Section]]:
    """Sections with the number that stands before their title: `I.`, `1.`, `1.1.`, `a)`."""
    counts = [0, 0, 0, 0]
    for section in sections:
        at = section.level - 1
        counts[at] += 1
        counts[at + 1 :] = [0] * (3 - at)
        yield _number(section.level, counts), section


def _number(level: int, counts: Sequence[int]) -> str:
    match level:
        case 1:
            return f"{_ROMAN[counts[0] - 1]}."
        case 2:
            return f"{counts[1]}."
        case 3:
            return f"{counts[1]}.{counts[2]}."
        case _:
            return f"{_LETTERS[counts[3] - 1]})"
