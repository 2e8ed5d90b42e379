"""Cases are received and take steps; each step has its entry, and two people never move one case at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from tonghop.catalog.registers import Kind, Register, Transition
from tonghop.core.errors import Refusal
from tonghop.ledger import access
from tonghop.ledger.cases.confirming import left_to_another
from tonghop.ledger.cases.errors import (
    BeforeLastStep,
    ImpossibleReception,
    InFuture,
    LeftToAnother,
    MovedMeanwhile,
    NeedsReason,
    NoSuchStep,
    NotExtended,
    NotFilled,
    NothingChanged,
    NotToOneself,
    NotYours,
    OnlyConverted,
    OutOfBounds,
    PartStays,
    TooEarly,
    UnknownCase,
    UnknownRegister,
)
from tonghop.ledger.cases.finding import handling, visible
from tonghop.ledger.cases.naming import insist_known
from tonghop.ledger.cases.parts import insist_part, insist_parts_closed, insist_room, named, note_parent, still_open
from tonghop.ledger.cases.privacy import hides, masked, seen_by
from tonghop.ledger.cases.values import apply, history_of, register_of, same
from tonghop.ledger.handing import next_number
from tonghop.ledger.models import Account, Case, CaseStanding, CaseStep, Entry, Role, Unit
from tonghop.ledger.rights import Action
from tonghop.registers.filling import filled, kept
from tonghop.registers.history import History, Step, Value
from tonghop.registers.rules import awaited, broken, fits, unextendable

_DAYS = {"received": "Ngày tiếp nhận", "today": "Ngày hôm nay"}
"""What the days are called that bounds name beside the fields of a case."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is told of a step that is taken: its day, the texts of fields, why, the document that it issued."""

    on: date
    texts: Mapping[str, str]
    reason: str = ""
    document: str = ""


@transaction.atomic
def receive(
    account: Account,
    key: str,
    unit: Unit,
    texts: Mapping[str, str],
    on: date,
    parent: Case | None = None,
    unseen: Mapping[str, str] | None = None,
) -> Case:
    """A new case with the next number of its year, part of `parent`.

    What it takes over from another one without the account's seeing it is `unseen`: then the account does not see it
    here either, as somebody who received the case would. Raises UnknownRegister, Forbidden, ImpossibleReception,
    WronglyFilled, NotFilled, OutOfBounds, NotInList, and as `put_below` for a parent.
    """
    register = register_of(key)
    access.require(account, Action.HANDLE_CASES, unit)
    if parent:
        insist_part(account, key, parent)
        insist_room(key, parent)
    history = reception(register, {**texts, **(unseen or {})}, on)
    number = next_number(key, unit.pk, on.year)
    receiver = None if unseen else account
    case = Case(register=key, unit=unit, year=on.year, number=number, received=on, receiver=receiver)
    _write(account, case, history, "case.receive")
    if parent:
        note_parent(account, case, parent)
        case.parent = parent
        case.save(update_fields=["parent"])
    return case


def reception(register: Register, texts: Mapping[str, str], on: date) -> History:
    """What a case is that is received; raises ImpossibleReception, WronglyFilled, NotFilled."""
    if not register.earliest <= on <= localdate():
        raise ImpossibleReception(on, register.earliest)
    values = filled(register, texts)
    _refuse_empty(register, values, [name for name, field in register.fields.items() if field.required])
    return History(register, (Step(on, "", values),))


@transaction.atomic
def take(
    account: Account,
    number: int,
    transition: str,
    on: date,
    texts: Mapping[str, str],
    *,
    seen: int,
    reason: str = "",
    document: str = "",
    together: bool = False,
) -> Case:
    """Take a step with a case of which the account saw version `seen`, `together` with its open parts or not.

    Raises UnknownCase, MovedMeanwhile, NoSuchStep, NotYours, LeftToAnother, WronglyFilled, NotFilled, OutOfBounds,
    NotInList, BeforeLastStep, InFuture, TooEarly, PartsOpen, PartStays, UpperClosed, and OnlyConverted for a step that
    is part of a conversion.
    """
    case = locked(account, number, seen)
    register = register_of(case.register)
    if register.conversion_by(transition):
        raise OnlyConverted(register.transitions[transition].label)
    done = Done(on, texts, reason, document)
    if together:
        _end_parts(account, case, _possible(register, case, transition), register.ended_with(transition), done)
    return move(account, case, transition, done)


def _end_parts(account: Account, case: Case, step: Transition, ending: Mapping[str, str], done: Done) -> None:
    """End the open parts below a case that the account may see by their own steps, those of a part before it.

    Raises PartStays.
    """
    numbers = still_open(case, ending)
    rows = Case.objects.filter(visible(account), pk__in=numbers).select_related("unit").order_by("pk")
    parts = rows.select_for_update(of=("self",)).in_bulk()
    for part in (parts[number] for number in numbers if number in parts):
        try:
            move(account, part, ending[part.register], done)
        except Refusal as refusal:
            raise PartStays(step.label, named(part), refusal) from refusal


def move(account: Account, case: Case, transition: str, done: Done) -> Case:
    """Take a step with a case that is `locked`; of the texts only what the step asks for. Raises as `take` does."""
    register = register_of(case.register)
    step = _possible(register, case, transition)
    if not handling(account, case) & set(step.who):
        raise NotYours(step.label)
    if left_to_another(account, case, step):
        raise LeftToAnother(step.label, register.transitions[step.other_than].label)
    asked = {key: text for key, text in done.texts.items() if key in step.needs}
    history, values = history_of(case), filled(register, asked)
    _refuse_day(done.on, history.steps[-1].on)
    _refuse_empty(register, {**_fields(history), **values}, step.needs)
    _refuse_beside_parts(account, case, register, transition)
    moved = History(register, (*history.steps, Step(done.on, transition, values)))
    return _write(account, case, moved, f"case.{transition}", done.reason, done.document)


@transaction.atomic
def amend(account: Account, number: int, texts: Mapping[str, str], *, seen: int, reason: str) -> Case:
    """Change fields of a case that the account may see and decide, without any step.

    What steps ask for counts from today on, anything else from the last step on.
    Raises as `take` does, and Forbidden, NeedsReason, NothingChanged.
    """
    case = locked(account, number, seen)
    register = register_of(case.register)
    held = handling(account, case)
    if not held:
        raise access.Forbidden(case.unit)
    if not reason:
        raise NeedsReason
    free = amendable(register, held, seen_by(account, case, register))
    history, values = history_of(case), filled(register, {key: text for key, text in texts.items() if key in free})
    before, last = _fields(history), history.steps[-1].on
    _refuse_empty(register, {**before, **values}, [name for name, item in register.fields.items() if item.required])
    changed = {name: value for name, value in values.items() if not same(value, before.get(name))}
    if not changed:
        raise NothingChanged
    on = max(localdate(), last) if asked_by_steps(register) & changed.keys() else last
    moved = History(register, (*history.steps, Step(on, "", changed)))
    return _write(account, case, moved, "case.amend", reason)


def amendable(register: Register, held: Collection[Role], seen: Collection[str]) -> frozenset[str]:
    """The fields that somebody may change without a step, by the roles he holds over a case and the fields he sees.

    What steps ask for is decided by those who may take one of them: who may not extend a deadline cannot rewrite it.
    """
    decided = {name for step in register.transitions.values() if set(held) & set(step.who) for name in step.needs}
    return frozenset(seen) - (asked_by_steps(register) - decided)


def asked_by_steps(register: Register) -> frozenset[str]:
    """The fields that some step asks for."""
    return frozenset(name for step in register.transitions.values() for name in step.needs)


@transaction.atomic
def send_in(key: str, unit: Unit, texts: Mapping[str, str], reason: str) -> Case:
    """A new case, today, by somebody without an account, who said why he may be asked (`reason`).

    Only the fields of the register that are asked of such people are taken. Raises UnknownRegister, WronglyFilled,
    NotFilled.
    """
    register, on = register_of(key), localdate()
    if register.outside is None:
        raise UnknownRegister(key)
    asked = {name: texts[name] for name in register.outside.asks if name in texts}
    values = filled(register, asked | dict(register.outside.given))
    _refuse_empty(register, values, [name for name, field in register.fields.items() if field.required])
    case = Case(register=key, unit=unit, year=on.year, number=next_number(key, unit.pk, on.year), received=on)
    return _write(None, case, History(register, (Step(on, "", values),)), "case.receive", reason)


@transaction.atomic
def rate_outside(number: int, choice: str) -> Case:
    """How content the sender is with the answer to his case; raises UnknownCase, NoSuchStep, WronglyFilled."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=number).first()
    if case is None or (outside := register_of(case.register).outside) is None:
        raise UnknownCase
    register = register_of(case.register)
    step, history = _possible(register, case, outside.rating), history_of(case)
    values = filled(register, {step.needs[0]: choice})
    _refuse_empty(register, values, step.needs)
    on = max(localdate(), history.steps[-1].on)
    moved = History(register, (*history.steps, Step(on, outside.rating, values)))
    return _write(None, case, moved, f"case.{outside.rating}")


def possible(account: Account, case: Case) -> dict[str, Transition]:
    """The steps that a case can take next and that the account may take."""
    return ahead(account, case)[0]


def ahead(account: Account, case: Case) -> tuple[dict[str, Transition], list[Transition]]:
    """The steps that a case can take next by a role of the account: those it may take, those left to another person."""
    held, register = handling(account, case), register_of(case.register)
    mine, left = {}, []
    for key, step in register.transitions.items():
        alone = case.state in step.sources and not register.conversion_by(key)
        if not (alone and held & set(step.who) and fits(register, step, case.fields)):
            continue
        if left_to_another(account, case, step):
            left.append(step)
        else:
            mine[key] = step
    return mine, left


def locked(account: Account, number: int, seen: int) -> Case:
    """A case that nobody else moves until the transaction ends; raises UnknownCase, MovedMeanwhile."""
    rows = Case.objects.filter(visible(account), pk=number).select_related("unit")
    case = rows.select_for_update(of=("self",)).first()
    if case is None:
        raise UnknownCase
    if case.version != seen:
        last = case.steps.select_related("entry__actor").latest("id")
        who = last.entry.actor.full_name or last.entry.actor.username if last.entry.actor else ""
        raise MovedMeanwhile(register_of(case.register).states[case.state].label, who)
    return case


def _possible(register: Register, case: Case, transition: str) -> Transition:
    step = register.transitions.get(transition)
    if step is None or case.state not in step.sources:
        raise NoSuchStep(step.label if step else transition, register.states[case.state].label)
    return step


def _refuse_beside_parts(account: Account, case: Case, register: Register, step: str) -> None:
    """Raise PartsOpen or UpperClosed where what is below a case, or above it, does not go with where a step leads."""
    if not (target := register.transitions[step].target):
        return
    insist_parts_closed(account, case, register, step)
    if case.parent and case.closed and not register.states[target].outcome:
        insist_room(case.register, case.parent)


def _fields(history: History) -> Mapping[str, Value]:
    standing = history.at(history.steps[-1].on)
    return standing.fields if standing else {}


def _refuse_day(on: date, last: date) -> None:
    if on > localdate():
        raise InFuture
    if on < last:
        raise BeforeLastStep(last)


def _refuse_empty(register: Register, values: Mapping[str, Value], needed: Iterable[str]) -> None:
    if empty := [register.fields[name].label for name in needed if values.get(name) in (None, "")]:
        raise NotFilled(empty)


def refuse_unlawful(history: History) -> None:
    """Raise NotFilled, OutOfBounds, TooEarly or NotExtended where the last step is against its register."""
    fields = history.register.fields
    labels = {**_DAYS, **{key: field.label for key, field in fields.items()}}
    for bound in broken(history, localdate()):
        if bound.other in fields and _fields(history).get(bound.other) is None:
            raise NotFilled([labels[bound.other]])
        day = fields[bound.field].type is Kind.DATE
        raise OutOfBounds(labels[bound.field], labels[bound.other], at_most=bool(bound.at_most), day=day)
    if running := awaited(history):
        raise TooEarly(history.register.limits[running.limit].label, running.due.last, running.due.basis)
    if running := unextendable(history):
        raise NotExtended(history.register.limits[running.limit].label, running.due, history.steps[-1].on)


def _write(
    account: Account | None, case: Case, history: History, action: str, reason: str = "", document: str = ""
) -> Case:
    """Write the last step of a history, with its entry, and what the case is after it.

    Raises NotFilled, OutOfBounds, NotInList, TooEarly, NotToOneself.
    """
    refuse_unlawful(history)
    changed = {key: value for key, value in (history.steps[-1].fields or {}).items() if value != case.fields.get(key)}
    insist_known(case.unit, history.register, changed, localdate())
    step, before = history.steps[-1], {"state": case.state, "fields": case.fields} if case.pk else None
    partly = account if account and case.pk and hides(account, case, history.register) else None
    standing, handled = apply(case, history), case.handler
    case.handler = _handler(history.register, case)
    if partly and handled != partly == case.handler:
        raise NotToOneself
    case.version = len(history.steps)
    case.save()
    after = {"state": case.state, "fields": case.fields}
    entry = Entry.objects.create(
        actor=account,
        action=action,
        subject=f"case {case.pk}",
        unit=case.unit,
        reason=reason,
        before=masked(history.register, before),
        after=masked(history.register, after),
    )
    kept_fields = kept(step.fields or {})
    CaseStep.objects.create(
        case=case, on=step.on, transition=step.transition, fields=kept_fields, document=document, entry=entry
    )
    CaseStanding.objects.filter(case=case, until=None).update(until=step.on)
    standing.save(force_insert=True)
    return case


def _handler(register: Register, case: Case) -> Account | None:
    """The person named by the first field that names one."""
    names = (case.fields.get(key) for key, field in register.fields.items() if field.type is Kind.ACCOUNT)
    name = next(filter(None, names), None)
    return Account.objects.filter(username=name).first() if name else None
