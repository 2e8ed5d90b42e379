"""Cases that came of others: prefilled from them, made of them, and found from either side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from tonghop.catalog.registers import Conversion, Offshoot, Register
from tonghop.ledger import access
from tonghop.ledger.cases.errors import AlreadyConverted, NoSuchOffshoot
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.cases.privacy import seen_by
from tonghop.ledger.cases.steps import Done, locked, move, receive
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case, CaseLink, Entry
from tonghop.ledger.rights import Action

_YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A case at the other end of a link; `onward` where it came of this one, and by which conversion (its key)."""

    case: Case
    kind: str
    onward: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new case takes over: `shown` texts of fields that the account may see, `hidden` of those it may not."""

    shown: Mapping[str, str]
    hidden: Mapping[str, str]


def text_of(value: Any) -> str:
    """The value of a field as a form sends it."""
    return _YES_NO[value] if isinstance(value, bool) else str(value)


def carried(account: Account, case: Case, offshoot: Offshoot) -> Carried:
    """What a case that comes of another one takes over from it."""
    seen = seen_by(account, case, register_of(case.register))
    shown: dict[str, str] = dict(offshoot.given)
    hidden: dict[str, str] = {}
    for name, source in offshoot.fields.items():
        value = case.fields.get(source)
        if value not in (None, ""):
            (shown if source in seen else hidden)[name] = text_of(value)
    return Carried(shown, hidden)


def conversion_of(register: Register, key: str) -> Conversion:
    """What cases of a register may be made into, by its key; raises NoSuchOffshoot."""
    if key not in register.conversions:
        raise NoSuchOffshoot
    return register.conversions[key]


def part_of(register: Register, key: str) -> Offshoot:
    """What may be below cases of a register, by its key; raises NoSuchOffshoot."""
    if key not in register.parts:
        raise NoSuchOffshoot
    return register.parts[key]


@transaction.atomic
def convert(
    account: Account, number: int, key: str, texts: Mapping[str, str], on: date, *, seen: int, again: bool = False
) -> Case:
    """The case that one is made into; both know of each other.

    Raises AlreadyConverted where there is one already, unless `again`, NoSuchOffshoot, and as `receive` and `take`.
    """
    case = locked(account, number, seen)
    conversion = conversion_of(register_of(case.register), key)
    access.require(account, Action.HANDLE_CASES, case.unit)
    made = CaseLink.objects.filter(source=case, kind=key).select_related("target").order_by("id").first()
    if made and not again:
        raise AlreadyConverted(register_of(conversion.to).name, f"{made.target.number}/{made.target.year}")
    unseen = carried(account, case, conversion).hidden
    new = receive(account, conversion.to, case.unit, texts, on, unseen=unseen)
    CaseLink.objects.create(source=case, target=new, kind=key, entry=_note(account, case, new, key))
    if conversion.step and not made:
        move(account, case, conversion.step, Done(on, {}))
    return new


def _note(account: Account, case: Case, new: Case, key: str) -> Entry:
    """The entries of both cases; that of the one which was made into another."""
    before, after = {"case": case.pk, "register": case.register}, {"case": new.pk, "register": new.register}
    common: dict[str, Any] = {"actor": account, "unit": case.unit, "reason": key, "before": before, "after": after}
    Entry.objects.create(action="case.converted", subject=f"case {new.pk}", **common)
    return Entry.objects.create(action="case.convert", subject=f"case {case.pk}", **common)


def convertible(account: Account, case: Case) -> dict[str, Conversion]:
    """What the account may make a case into now, by key; again too, where it was made into it before."""
    steps = register_of(case.register).transitions
    held = access.roles(account, Action.HANDLE_CASES, case.unit)
    return {
        key: item
        for key, item in register_of(case.register).conversions.items()
        if held and (not item.step or (case.state in steps[item.step].sources and held & set(steps[item.step].who)))
    }


def linked(account: Account, case: Case) -> list[Linked]:
    """The cases that a case was made into, and those it was made of, which the account may see; two queries."""
    rows = list(CaseLink.objects.filter(Q(source=case) | Q(target=case)).order_by("id"))
    if not rows:
        return []
    others = {row.source_id for row in rows} | {row.target_id for row in rows}
    known = Case.objects.filter(visible(account), pk__in=others).in_bulk()
    ends = ((row, row.source_id == case.pk) for row in rows)
    found = ((row, onward, known.get(row.target_id if onward else row.source_id)) for row, onward in ends)
    return [Linked(other, row.kind, onward) for row, onward, other in found if other]
