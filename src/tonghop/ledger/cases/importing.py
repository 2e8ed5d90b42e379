"""Cases received from a file: checked whole, written whole or not at all, in the memory of some hundred rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import file_digest
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from tonghop.catalog.registers import Kind, Register
from tonghop.core.errors import Refusal
from tonghop.core.progress import counted
from tonghop.ledger import access
from tonghop.ledger.cases.errors import EmptyFile
from tonghop.ledger.cases.naming import Names, codes_of, names_at
from tonghop.ledger.cases.privacy import masked
from tonghop.ledger.cases.steps import reception, refuse_unlawful
from tonghop.ledger.cases.values import apply, register_of
from tonghop.ledger.exchange.errors import RowError, WrongTemplate
from tonghop.ledger.exchange.problems import Problems
from tonghop.ledger.exchange.sheets import Cells, lines
from tonghop.ledger.exchange.tables import typed
from tonghop.ledger.exchange.words import key as compared
from tonghop.ledger.handing import next_number
from tonghop.ledger.models import Account, Case, CaseStanding, CaseStep, Entry, Unit
from tonghop.ledger.rights import Action
from tonghop.registers.filling import day_of, kept
from tonghop.registers.history import History

RECEIVED = "Ngày tiếp nhận"
_SEARCHED, _BATCH = 30, 500
_LINKED = frozenset({Kind.CHOICE, Kind.UNIT, Kind.ACCOUNT, Kind.PLACE})


class _Undone(Exception):
    """Leaves the transaction of a dry run."""


def headings(register: Register) -> list[str]:
    """The columns of the template: the day of reception, and every field by its label."""
    return [RECEIVED, *(field.label for field in register.fields.values())]


def import_cases(
    account: Account, key: str, unit: Unit, path: Path, *, dry_run: bool = False, problems_to: Path | None = None
) -> int:
    """Receive all cases of an xlsx or CSV file, or none; how many. With `dry_run` all is checked and nothing kept.

    Whoever watches progress is told of each case. Raises UnknownRegister, Forbidden, UnknownFormat, WrongTemplate,
    EmptyFile, and RefusedFile where rows are wrong (all of them go to the file `problems_to`).
    """
    register = register_of(key)
    access.require(account, Action.HANDLE_CASES, unit)
    with Problems(path.name) as problems:
        reader = _Reader(register, path, names_at(unit, localdate()), problems)
        writer = _Writer(account, register, unit)
        try:
            with transaction.atomic():
                count = _receive(reader, writer, problems, problems_to, path)
                if dry_run:
                    raise _Undone
        except _Undone:
            pass
    return count


def _receive(reader: "_Reader", writer: "_Writer", problems: Problems, problems_to: Path | None, path: Path) -> int:
    count, histories = 0, counted(reader.histories())
    while batch := list(islice(histories, _BATCH)):
        count += len(batch)
        if not problems.count:
            writer.write(batch)
    problems.refuse(problems_to)
    if not count:
        raise EmptyFile(path.name)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    writer.note(path.name, digest, count)
    return count


@dataclass(frozen=True)
class _Reader:
    """The rows of a file as cases; what is wrong with one is noted, and the row left out."""

    register: Register
    path: Path
    names: Names
    problems: Problems

    def histories(self) -> Iterator[History]:
        """The cases that can be received."""
        rows = lines(self.path, lambda cells: len(self._columns(cells)))
        columns = self._heading(rows)
        for number, cells in rows:
            texts = {name: _text(cells[at]) for at, name in columns.items() if at < len(cells)}
            strange = _beside(cells, columns)
            if not strange and not any(texts.values()):
                continue
            try:
                _refuse_beside(strange)
                history = self._history(texts)
            except Refusal as refusal:
                self.problems.add(number, refusal)
            else:
                yield history

    def _history(self, texts: dict[str, str]) -> History:
        on = _day(texts.pop("", ""))
        coded = {name: self._code(name, text) for name, text in texts.items()}
        history = reception(self.register, coded, on)
        refuse_unlawful(history)
        return history

    def _heading(self, rows: Iterator[tuple[int, Cells]]) -> dict[int, str]:
        """The columns of the first line that has all that must be filled."""
        needed = {"", *(name for name, item in self.register.fields.items() if item.required)}
        best: set[str] = set()
        for _, cells in islice(rows, _SEARCHED):
            columns = self._columns(cells)
            if needed <= set(columns.values()):
                self._refuse_strange(cells, columns)
                return columns
            best = max(best, set(columns.values()), key=len)
        missing = [RECEIVED if not name else self.register.fields[name].label for name in sorted(needed - best)]
        raise WrongTemplate(
            "Tệp {name} không theo mẫu của sổ: thiếu cột {columns}. Tải lại mẫu rồi điền vào.",
            name=self.path.name,
            columns=", ".join(f"“{label}”" for label in missing),
        )

    def _refuse_strange(self, cells: Cells, columns: Mapping[int, str]) -> None:
        """Nothing that somebody wrote may get lost; what was exported is not received once more."""
        if strange := _beside(cells, columns):
            raise WrongTemplate(
                "Tệp {name} có cột không thuộc mẫu của sổ: {columns}. Bỏ các cột đó rồi nhập lại.",
                name=self.path.name,
                columns=", ".join(f"“{label}”" for label in strange[:5]),
            )

    def _columns(self, cells: Cells) -> dict[int, str]:
        """Which field stands in which column, the day of reception under the empty name."""
        found: dict[int, str] = {}
        for at, content in enumerate(cells):
            name = self._labels.get(compared(str(content)))
            if name is not None and name not in found.values():
                found[at] = name
        return found

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {compared(RECEIVED): ""} | {compared(item.label): name for name, item in self.register.fields.items()}

    @cached_property
    def _codes(self) -> dict[str, dict[str, str]]:
        """The codes of what a field may name, by how people write it."""
        linked = {name: item for name, item in self.register.fields.items() if item.type in _LINKED}
        return {name: codes_of(self.names.of(item)) for name, item in linked.items()}

    def _code(self, name: str, text: str) -> str:
        if not text or name not in self._codes:
            return text
        code = self._codes[name].get(compared(text))
        if code is None:
            label = self.register.fields[name].label
            raise RowError("{label}: không có lựa chọn “{text}”.", label=label, text=text)
        return code


def _beside(cells: Cells, columns: Mapping[int, str]) -> list[str]:
    """What stands in cells that belong to no column."""
    return [str(content) for at, content in enumerate(cells) if at not in columns and str(content).strip()]


def _refuse_beside(strange: list[str]) -> None:
    """A row with more cells than the heading has shifted: no one knows what belongs where; raises RowError."""
    if strange:
        raise RowError(
            "Thừa cột: dòng có {count} ô ngoài các cột của mẫu ({cells}).",
            count=len(strange),
            cells=", ".join(f"“{content}”" for content in strange[:5]),
        )


def _text(content: object) -> str:
    """A cell as it would be typed into the form."""
    match content:
        case date():
            return content.isoformat()
        case Decimal():
            return typed(content)
    return str(content).strip()


def _day(text: str) -> date:
    """The day of reception; raises RowError."""
    try:
        return day_of(text)
    except ValueError:
        raise RowError("Ngày tiếp nhận: “{text}” không phải là ngày, tháng, năm.", text=text) from None


@dataclass
class _Writer:
    """Writes cases that were received, some hundred at a time."""

    account: Account
    register: Register
    unit: Unit
    numbers: dict[int, int] = field(default_factory=dict)
    people: dict[str, Account | None] = field(default_factory=dict)

    def write(self, histories: list[History]) -> None:
        """Write cases with their reception, each with its entry, as if received one by one."""
        cases = [self._case(history) for history in histories]
        standings = [apply(case, history) for case, history in zip(cases, histories, strict=True)]
        for case in cases:
            case.handler = self._handler(case)
        Case.objects.bulk_create(cases)
        entries = Entry.objects.bulk_create(self._entry(case) for case in cases)
        CaseStep.objects.bulk_create(
            CaseStep(case=case, on=case.received, fields=kept(history.steps[0].fields or {}), entry=entry)
            for case, history, entry in zip(cases, histories, entries, strict=True)
        )
        for case, standing in zip(cases, standings, strict=True):
            standing.case = case
        CaseStanding.objects.bulk_create(standings)

    def note(self, name: str, digest: str, count: int) -> None:
        """Write into the journal which file was received."""
        Entry.objects.create(
            actor=self.account,
            action="case.import",
            subject=f"register {self.register.key}",
            unit=self.unit,
            after={"file": name, "sha256": digest, "cases": count},
        )

    def _case(self, history: History) -> Case:
        on = history.steps[0].on
        if on.year not in self.numbers:
            self.numbers[on.year] = next_number(self.register.key, self.unit.pk, on.year)
        number = self.numbers[on.year]
        self.numbers[on.year] += 1
        return Case(
            register=self.register.key, unit=self.unit, year=on.year, number=number, received=on, receiver=self.account
        )

    def _entry(self, case: Case) -> Entry:
        after = masked(self.register, {"state": case.state, "fields": case.fields})
        return Entry(actor=self.account, action="case.receive", subject=f"case {case.pk}", unit=self.unit, after=after)

    def _handler(self, case: Case) -> Account | None:
        """The person named by the first field that names one, asked for once."""
        named = (case.fields.get(name) for name, item in self.register.fields.items() if item.type is Kind.ACCOUNT)
        name = next(filter(None, named), None)
        if name is None:
            return None
        if name not in self.people:
            self.people[name] = Account.objects.filter(username=name).first()
        return self.people[name]
