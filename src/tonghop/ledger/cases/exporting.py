"""A register as a file: what the account may see of each case, and an entry of who took it out; the empty template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tonghop.catalog.registers import FieldOf, Kind, Privacy, Register
from tonghop.core.progress import counted
from tonghop.ledger import access
from tonghop.ledger.cases.finding import Sought, found
from tonghop.ledger.cases.importing import RECEIVED, headings
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.cases.privacy import MASK, entrusted, fields_of, shown
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.exchange import Content, Table, write_lines, write_rows
from tonghop.ledger.models import Account, Case, Entry, Unit
from tonghop.ledger.rights import Action

_AT_ONCE = 500
_NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA})
FORMS = {"xlsx": write_rows, "csv": write_lines}
"""The forms of a file, and what writes each."""
NARROWED = "Lọc theo: {}."
"""What is told of cases that are not all of a register."""


@dataclass(frozen=True, slots=True)
class Book:
    """The cases of a register that answer, line by line under the headings, with what somebody may see of each."""

    register: Register
    count: int
    headings: Sequence[str]
    lines: Iterator[Sequence[Content]]


def open_book(account: Account, sought: Sought, unit: Unit, form: str) -> Book:
    """The cases of a register that answer, `sought` at a unit, to be taken out in some form.

    What the account may not see of a case is masked; that it takes them out is written into the journal. Raises
    UnknownRegister, Forbidden.
    """
    register = register_of(sought.register)
    access.require(account, Action.SEE_CASES, unit)
    rows = found(account, sought)
    count = rows.count()
    seen = _seen(account, register)
    near = rows.filter(Q(handler=account) | Q(receiver=account), closed=None).exists()
    told = _private(register) if near else _private(register) & {name for names in seen.values() for name in names}
    Entry.objects.create(
        actor=account,
        action="case.export",
        subject=f"register {register.key}",
        unit=unit,
        after={"cases": count, "fields": sorted(told), "form": form},
    )
    above = ["Số", RECEIVED, "Trạng thái", "Thời hạn", *(item.label for item in register.fields.values())]
    return Book(register, count, above, _lines(account, register, rows, seen, names_at(unit, localdate())))


def export_cases(
    account: Account, sought: Sought, unit: Unit, file: IO[bytes], form: str = "xlsx", narrowed: str = ""
) -> int:
    """Write the cases of a register that answer in one of FORMS; how many. Raises as `open_book`.

    Where it is not the whole register, what it is `narrowed` to stands in the first line, before the headings. Whoever
    watches progress is told of each case.
    """
    book = open_book(account, sought, unit, form)
    table = Table(book.register.name, (), book.headings, (), NARROWED.format(narrowed) if narrowed else "")
    FORMS[form](table, counted(book.lines, book.count), file)
    return book.count


def write_template(key: str, unit: Unit, file: IO[bytes], form: str = "xlsx") -> None:
    """Write what is to be filled in to have cases received; the notes say what each column may hold."""
    register = register_of(key)
    names = names_at(unit, localdate())
    notes = [note for item in register.fields.values() if (note := _note(item, names))]
    FORMS[form](Table(register.name, notes, headings(register), ()), (), file)


def _note(item: FieldOf, names: Names) -> str:
    """What a field may hold, where not everything; which have to be filled."""
    held = "; ".join(names.of(item).values())
    needed = " (phải nhập)" if item.required else ""
    return f"{item.label}{needed}: {held}" if held else f"{item.label}{needed}" if needed else ""


def _private(register: Register) -> set[str]:
    return {name for name, item in register.fields.items() if item.privacy is not Privacy.OPEN}


def _seen(account: Account, register: Register) -> dict[int, frozenset[str]]:
    """The fields that the account may see of all cases of a unit, by its id; of others those open to everybody."""
    levels: dict[int, set[Privacy]] = {}
    rights = {Privacy.PERSONAL: Action.SEE_PERSONS, Privacy.CONFIDENTIAL: Action.SEE_CONFIDENTIAL}
    for level, action in rights.items():
        for unit in Unit.objects.filter(access.within(account, action, "id")).values_list("id", flat=True):
            levels.setdefault(unit, {Privacy.OPEN}).add(level)
    return {unit: fields_of(register, held) for unit, held in levels.items()}


def _lines(
    account: Account, register: Register, rows: "QuerySet[Case]", seen: dict[int, frozenset[str]], names: Names
) -> Iterator[Sequence[Content]]:
    open_fields, everything = fields_of(register, {Privacy.OPEN}), frozenset(register.fields)
    wholly = entrusted(account)
    for case in rows.iterator(_AT_ONCE):
        keys = everything if wholly(case) else seen.get(case.unit_id, open_fields)
        values, due = shown(case, keys), case.due if case.closed else case.next_due
        told = [content_of(item, values.get(name), names) for name, item in register.fields.items()]
        yield [f"{case.number}/{case.year}", case.received, register.states[case.state].label, due, *told]


def content_of(item: FieldOf, value: Any, names: Names) -> Content:
    """The value of a field as a cell of a table; names in place of codes, a mask as it is."""
    if value is None or value == "" or value == MASK:
        return value or None
    if item.type is Kind.DATE:
        return date.fromisoformat(value)
    if item.type in _NUMBERS:
        return Decimal(value)
    if item.type is Kind.YES_NO:
        return "có" if value else "không"
    return names.of(item).get(str(value), str(value))
