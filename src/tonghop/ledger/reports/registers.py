"""Registers of the numbers of documents: one series a year, no number twice, none left out.

A number is given with the register locked, in the transaction that uses it: whatever goes wrong there, the next one
gets the same number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from tonghop.ledger import access
from tonghop.ledger.models import Account, Register, RegisterNumber, Report, Unit
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.errors import (
    NoPurpose,
    NoRegister,
    NotReserved,
    NumberAhead,
    NumberTaken,
    RegisterEnded,
    RegisterExists,
    WrongLast,
    WrongRegister,
)
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.journal import name_of

_PURPOSE = 500
_SYMBOL = re.compile(r"[A-Z\u01100-9]+(?:-[A-Z\u01100-9]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A number of a register: what it was given to, by whom and when; the report and its day where it is one.

    The `purpose` of a report is its type and what it is about, whatever the number was kept for.
    """

    number: int
    purpose: str
    at: datetime
    actor: str
    report: int | None
    dated: date | None


@transaction.atomic
def open_register(
    account: Account, unit: Unit, year: int, symbol: str, first: int = 1, last: int | None = None
) -> Register:
    """Open the register of a symbol for a year, from `first` on where earlier numbers were given on paper.

    Raises Forbidden, WrongRegister, RegisterExists.
    """
    access.require(account, Action.ISSUE_REPORTS, unit)
    symbol = symbol_of(symbol)
    if not _SYMBOL.fullmatch(symbol) or first < 1 or (last is not None and last < first):
        raise WrongRegister
    if Register.objects.filter(unit=unit, year=year, symbol=symbol).exists():
        raise RegisterExists(symbol, year)
    row = Register(unit=unit, year=year, symbol=symbol, first=first, last=last)
    row.entry = journal.of_register(row, "open", account, after={"first": first, "last": last})
    row.save()
    return row


def symbol_of(text: str) -> str:
    """The symbol of a register as it is kept: in capitals."""
    return text.strip().upper()


@transaction.atomic
def extend_register(account: Account, unit: Unit, year: int, symbol: str, last: int | None) -> None:
    """Let a register, closed or used up, give numbers up to `last` (None: without end); the series goes on.

    Raises Forbidden, NoRegister, WrongLast.
    """
    access.require(account, Action.ISSUE_REPORTS, unit)
    row = locked_register(unit, year, symbol)
    if last is not None and last < following(row):
        raise WrongLast(following(row) - 1)
    before = {"last": row.last, "closed": row.closed and row.closed.isoformat()}
    row.last, row.closed = last, None
    row.save(update_fields=["last", "closed"])
    journal.of_register(row, "extend", account, before, {"last": last, "closed": None})


@transaction.atomic
def close_register(account: Account, unit: Unit, year: int, symbol: str) -> None:
    """Let a register give no more numbers; raises Forbidden, NoRegister, RegisterEnded."""
    access.require(account, Action.ISSUE_REPORTS, unit)
    row = locked_register(unit, year, symbol)
    if row.closed:
        raise RegisterEnded(row)
    row.closed = now()
    row.save(update_fields=["closed"])
    journal.of_register(row, "close", account, {"closed": None}, {"closed": row.closed.isoformat()})


def locked_register(unit: Unit, year: int, symbol: str) -> Register:
    """A register, locked until the transaction ends; raises NoRegister."""
    row = Register.objects.select_for_update().filter(unit=unit, year=year, symbol=symbol_of(symbol)).first()
    if row is None:
        raise NoRegister(symbol, year)
    return row


def following(register: Register) -> int:
    """The number that a register gives next."""
    given = register.numbers.aggregate(Max("number"))["number__max"]
    return register.first if given is None else int(given) + 1


def take(account: Account, register: Register, purpose: str, number: int | None = None) -> RegisterNumber:
    """Give the next number of a locked register; where one is named, it must be that.

    Raises RegisterEnded, NumberTaken, NumberAhead.
    """
    due = following(register)
    if number is not None and number != due:
        _refuse(register, number, due)
    if register.closed or (register.last is not None and due > register.last):
        raise RegisterEnded(register)
    entry = journal.of_register(register, "number", account, after={"number": due, "purpose": purpose})
    return RegisterNumber.objects.create(register=register, number=due, purpose=purpose[:_PURPOSE], entry=entry)


def _refuse(register: Register, number: int, due: int) -> None:
    held = register.numbers.filter(number=number).first()
    if held:
        raise NumberTaken(number, register.symbol, held.purpose)
    raise NumberAhead(number, due, register.symbol)


@transaction.atomic
def reserve(
    account: Account, unit: Unit, year: int, symbol: str, purpose: str, number: int | None = None
) -> RegisterNumber:
    """Keep the next number for a document: one that is written elsewhere, or a report that is issued later.

    Raises Forbidden, NoPurpose, NoRegister and what `take` raises.
    """
    access.require(account, Action.ISSUE_REPORTS, unit)
    if not purpose.strip():
        raise NoPurpose
    return take(account, locked_register(unit, year, symbol), purpose.strip(), number)


def kept(register: Register, number: int) -> RegisterNumber:
    """A number of a locked register that was kept and not used; raises NotReserved, NumberTaken."""
    row = register.numbers.select_related("issue__report").filter(number=number).first()
    if row is None:
        raise NotReserved(number, register.symbol)
    if hasattr(row, "issue"):
        raise NumberTaken(number, register.symbol, row.issue.report.title)
    return row


def lines(register: Register) -> Sequence[Line]:
    """The numbers of a register, the newest first."""
    rows = register.numbers.select_related("issue__report", "entry__actor").order_by("-number")
    rows = rows.defer("issue__paper", "issue__report__examined")
    return [
        Line(
            row.number,
            _named(row.issue.report) if hasattr(row, "issue") else row.purpose,
            row.entry.at,
            name_of(row.entry.actor),
            row.issue.report_id if hasattr(row, "issue") else None,
            row.issue.dated if hasattr(row, "issue") else None,
        )
        for row in rows
    ]


def _named(report: Report) -> str:
    return f"{report.frame['title'].capitalize()}: {report.title}"
