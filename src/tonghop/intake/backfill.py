"""Old reports and decisions: taken in by date, summed up by year, and reviewed in one file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from django.db import transaction

from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.intake import letterhead
from tonghop.intake.known import Outcome
from tonghop.intake.recording import Order, put, withdraw
from tonghop.intake.reviewing import OPENING
from tonghop.intake.taking import Failed, File, Taken
from tonghop.ledger import exchange, permitted
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import Indicator, Source, State
from tonghop.ledger.record import lock
from tonghop.workers import Limits, Stopped, Worker, refuse_size


def in_order(files: Iterable[File | Failed]) -> list[File | Failed]:
    """Documents by their dates, the undated last; what could not be read comes first."""
    return sorted(files, key=_when)


def _when(file: File | Failed) -> tuple[bool, date]:
    if isinstance(file, Failed):
        return False, date.min
    day = letterhead.dated(file.document) or letterhead.spoken_of(file.document)
    return day is None, day or date.max


@dataclass(frozen=True, slots=True)
class Year:
    """What documents state of one year: plans, estimates and actuals, and how they stand to the ledger."""

    year: int
    measures: Counter[Measure]
    outcomes: Counter[Outcome]


def by_year(results: Iterable[Taken | Failed]) -> list[Year]:
    """The years that documents state figures of, in order."""
    years: dict[int, Year] = {}
    for result in results:
        for item in result.compared if isinstance(result, Taken) else ():
            number = item.fact.cell.span.year
            year = years.setdefault(number, Year(number, Counter(), Counter()))
            year.measures[item.fact.cell.measure] += 1
            year.outcomes[item.outcome] += 1
    return [years[number] for number in sorted(years)]


def write_review(results: Sequence[Taken | Failed], file: IO[bytes]) -> int:
    """Write the facts that are open for review into an xlsx file to be edited and taken back; how many.

    That is the last value proposed for each cell. A line deleted from the file stays a proposal.
    """
    cells: dict[Cell, Fact] = {}
    for result in results:
        for item in result.compared if isinstance(result, Taken) else ():
            if item.outcome not in (Outcome.CONFIRMED, Outcome.OUTDATED):
                cells[item.fact.cell] = item.fact
    held = {cell: fact_of(row) for cell, row in permitted.open_versions(cells, settled=False).items()}
    facts = [held.get(cell, fact) for cell, fact in cells.items()]
    exchange.write(sorted(facts, key=lambda fact: _sorted(fact.cell)), file)
    return len(facts)


def _sorted(cell: Cell) -> tuple[str, int, str, int, str, str, int]:
    return cell.unit, cell.span.year, cell.indicator, cell.span.last, cell.measure, cell.authority, cell.version


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many facts of a review file were settled, and how many of them were changed in it or added to it."""

    settled: int
    changed: int


def opened(path: Path, limits: Limits) -> exchange.Sheet:
    """The table of a review file, opened by a process of its own; raises UnreadableDocument and what opening raises."""
    refuse_size(path, path.name, limits)
    with Worker(OPENING, limits) as worker:
        try:
            heading, rows = worker.ask(path)
        except Stopped as stopped:
            raise stopped.of(path.name) from None
    return exchange.Sheet(heading, iter(rows))


@transaction.atomic
def take_back(path: Path, order: Order, limits: Limits) -> Reviewed:
    """Settle the facts of a review file; those left as they were proposed keep the words that state them.

    Raises RefusedFile, UnreadableDocument, and what recording raises.
    """
    stated = exchange.read(path, opening=partial(opened, limits=limits)).values()
    given = [fact for fact in stated if fact.standing is Standing.VALUE]
    cells = [fact.cell for fact in given]
    lock(Indicator.objects.filter(key__in={cell.indicator for cell in cells}).values_list("id", flat=True))
    drafts = permitted.open_versions(cells, settled=False)
    held = permitted.open_versions(cells, settled=True)
    by_source: dict[int | None, list[Fact]] = {}
    for fact in given:
        draft = drafts.get(fact.cell)
        same = draft if draft and draft.value == fact.value else None
        by_source.setdefault(same.source_id if same else None, []).append(fact_of(same) if same else fact)
    settled = 0
    for number, facts in by_source.items():
        seen = {fact.cell: held[fact.cell].pk if fact.cell in held else None for fact in facts}
        source = Source.objects.defer("content", "text").get(pk=number) if number else None
        recorded = put(facts, State.ACCEPTED, seen, order, source)
        settled += len(recorded.versions) - len(recorded.unchanged)
        withdraw((drafts[fact.cell].pk for fact in facts if fact.cell in drafts), recorded.entry)
    return Reviewed(settled, len(by_source.get(None, ())))
