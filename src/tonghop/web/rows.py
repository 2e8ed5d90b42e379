"""The lines of the plan board with what a page shows beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger import ask
from tonghop.ledger.ask import Line, Outlook, Status


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator on the board: its line, the outlook to the end of the year, the values to each month so far.

    `days` are the earliest and the latest day up to which its figures count, `owners` who answers for it, by codes;
    both are known only where a page asks for them.
    """

    line: Line
    outlook: Outlook | None
    series: Sequence[Fraction | None]
    days: tuple[date, date] | None = None
    owners: Sequence[str] = ()

    @property
    def status(self) -> Status:
        """The status against the last plan; open where there is none."""
        return self.line.plans[-1].status if self.line.plans else Status.OPEN


def rows_of(unit: str, span: Span) -> list[Row]:
    """The rows of a unit for a span from January; a bounded number of queries."""
    lines = ask.board(unit, span)
    cells = {line.indicator.key: Cell(line.indicator.key, unit, span) for line in lines}
    ahead, series = ask.outlooks(cells.values()), _series(cells, span)
    return [Row(line, ahead[cells[key]], series[key]) for line in lines for key in [line.indicator.key]]


def _series(cells: Mapping[str, Cell], span: Span) -> Mapping[str, Sequence[Fraction | None]]:
    spans = [Span(span.year, 1, month) for month in range(1, span.last + 1)]
    wanted = {key: [Cell(key, cell.unit, each) for each in spans] for key, cell in cells.items()}
    known = ask.values([cell for line in wanted.values() for cell in line])
    return {key: [known[cell].value for cell in line] for key, line in wanted.items()}
