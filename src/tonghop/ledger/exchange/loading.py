"""Importing a file of figures: checked whole, written whole or not at all."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from django.db import transaction

from tonghop.core.fact import Fact
from tonghop.ledger import access, bulk, permitted
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.exchange.directory import Directory
from tonghop.ledger.exchange.errors import WrongTemplate
from tonghop.ledger.exchange.problems import Problems
from tonghop.ledger.exchange.reader import Figures, figures
from tonghop.ledger.models import Entry, FactVersion, Source, State
from tonghop.ledger.record import Change
from tonghop.ledger.rights import Action

_ACTIONS = {State.DRAFT: Action.DRAFT, State.SUBMITTED: Action.SUBMIT, State.ACCEPTED: Action.SETTLE}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many figures a file gave, how many of them were new, and how many superseded another."""

    given: int
    written: int
    superseded: int


class _Undone(Exception):
    """Leaves the transaction of a dry run."""


@dataclass
class _Rows:
    """The facts of a file on their way into the ledger; remembers which row each came from and whose they are.

    Where a row is wrong the last step raises RefusedFile, before anything is written.
    """

    opened: Figures
    directory: Directory
    problems: Problems
    problems_to: Path | None

    def __post_init__(self) -> None:
        self.numbers = array("L")
        self.units: set[str] = set()

    def __iter__(self) -> Iterator[Fact]:
        for number, fact in self.opened.facts(self.problems.add):
            self.numbers.append(number)
            self.units.add(fact.cell.unit)
            yield fact
        self.problems.refuse(self.problems_to)

    def told(self, error: LedgerError) -> LedgerError:
        """What is wrong with a row, with the number that the file shows where it names another row."""
        return bulk.SameCell(self.numbers[error.first - 1]) if isinstance(error, bulk.SameCell) else error


def import_file(
    path: Path,
    change: Change,
    state: State = State.ACCEPTED,
    *,
    dry_run: bool = False,
    problems_to: Path | None = None,
) -> Imported:
    """Record all figures of a file, or none; with `dry_run` everything is checked and nothing kept.

    Raises RefusedFile (all wrong rows go to the file `problems_to`), WrongTemplate, UnknownFormat, NeedsReason or
    AlreadyPublished where settled figures are replaced, and Forbidden where the actor may not write for a unit.
    """
    directory = Directory.load()
    with Problems(path.name) as problems, figures(path, directory) as opened:
        _refuse_form(path, opened)
        rows = _Rows(opened, directory, problems, problems_to)
        imported = Imported(0, 0, 0)
        try:
            with transaction.atomic():
                imported = _load(rows, replace(change, source=change.source or _source(path, change)), state)
                _require(change, state, rows)
                if dry_run:
                    raise _Undone
        except bulk.RefusedRows as refused:
            for place, error in refused.rows:
                problems.add(rows.numbers[place - 1], rows.told(error))
            problems.refuse(problems_to)
        except _Undone:
            pass
    return imported


def _refuse_form(path: Path, opened: Figures) -> None:
    if form := opened.heading.form:
        raise WrongTemplate(
            "Tệp {name} là biểu “{form}” của một đợt báo cáo. Nhập bằng lệnh “tonghop round enter”.",
            name=path.name,
            form=form,
        )


def _load(rows: _Rows, change: Change, state: State) -> Imported:
    loaded = bulk.load(rows, rows.directory.names, change, state)
    if loaded.superseded and state is State.ACCEPTED:
        _refuse_careless(loaded, change.reason)
    return Imported(loaded.given, loaded.written, loaded.superseded)


def _refuse_careless(loaded: bulk.Loaded, reason: str) -> None:
    """Look at what was replaced: published figures before others, one is enough."""
    replaced = FactVersion.objects.filter(superseded_by=loaded.entry).select_related("indicator", "unit")
    one = replaced.order_by("-state", "id")[:1]
    permitted.refuse_careless({fact_of(row).cell: row for row in one}, reason)


def _require(change: Change, state: State, rows: _Rows) -> None:
    if change.actor:
        access.require_all(change.actor, _ACTIONS[state], {rows.directory.names.units[code] for code in rows.units})


def _source(path: Path, change: Change) -> Source:
    """The file as the source of its figures, with its digest."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    entry = Entry.objects.create(actor=change.actor, action="source.add", reason=change.reason, unit=change.unit)
    return Source.objects.create(
        kind=Source.Kind.FILE, name=path.name, sha256=digest, content=path.read_bytes(), entry=entry, unit=change.unit
    )
