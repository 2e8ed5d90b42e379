"""The steps of what is owed: entered, submitted, returned, accepted, published; each with its entry."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.timezone import now

from tonghop.catalog.plausible import counts_people
from tonghop.core.fact import Cell, Fact, Standing
from tonghop.ledger import access, permitted
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import Account, Duty, Entry, FactVersion, FormLine, Source, State
from tonghop.ledger.record import Change, Recorded, begin, lock, record
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import journal
from tonghop.ledger.rounds.dismissals import dismissed
from tonghop.ledger.rounds.duties import closing_day, lines, locked, names, proposals
from tonghop.ledger.rounds.errors import (
    BelowNone,
    Contradicted,
    Incomplete,
    NeedsWhy,
    NothingToPublish,
    NothingToReturn,
    NothingToSend,
    NotInForm,
    Untouched,
    WrongState,
)
from tonghop.ledger.rounds.opening import find_round
from tonghop.ledger.rounds.values import Objection

Check = Callable[[Duty], Sequence[Objection]]
"""What stands in the way of a duty's figures; the room `intake` joins the checker to it."""

_OPEN = frozenset({Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED})


@transaction.atomic
def enter(
    account: Account,
    number: int,
    facts: Iterable[Fact],
    *,
    source: Source | None = None,
    seen: Mapping[Cell, int | None] | None = None,
    reason: str = "",
) -> Recorded:
    """Enter figures of a form as drafts; those without an as-of date are counted up to the closing day.

    Raises UnknownDuty, Forbidden, RoundClosed, WrongState, NotInForm, BelowNone, Conflict.
    """
    duty = _step(account, number, Action.DRAFT, _OPEN)
    day = closing_day(duty)
    given = [replace(fact, as_of=fact.as_of or day) for fact in facts]
    asked = lines(duty)
    if strange := [fact.cell for fact in given if fact.cell not in asked]:
        raise NotInForm(duty, names(strange))
    if below := [fact.cell for fact in given if _below_none(fact, asked[fact.cell])]:
        raise BelowNone(names(below))
    recorded = record(given, Change(account, "duty.enter", reason, duty.unit, source, duty), State.DRAFT, seen)
    if duty.state == Duty.State.WAITING:
        _move(duty, Duty.State.DRAFT, account, "enter", reason)
    return recorded


@transaction.atomic
def submit(account: Account, number: int, check: Check, reason: str = "") -> Duty:
    """Submit the figures of a form, all at once.

    What is missing, was returned and is unchanged, or is contradicted by `check` needs a reason, which is kept.
    Raises UnknownDuty, Forbidden, RoundClosed, WrongState, NothingToSend, Incomplete, Untouched, Contradicted.
    """
    duty = _step(account, number, Action.SUBMIT, _OPEN)
    held = proposals(duty)
    if not held:
        raise NothingToSend
    told = bool(reason.strip())
    if (missing := _missing(duty, held)) and not told:
        raise Incomplete(names(missing))
    untouched = [cell for cell, row in held.items() if row.state == State.RETURNED]
    if untouched and not told:
        raise Untouched(names(untouched))
    objections = _objections(duty, check, told=told)
    _rewrite(held.values(), State.SUBMITTED, Change(account, "duty.submit", reason, duty.unit, None, duty))
    duty.submitted = duty.submitted or now()
    overridden = [item.fingerprint for item in objections]
    return _move(duty, Duty.State.SUBMITTED, account, "submit", reason, overridden=overridden, missing=names(missing))


@transaction.atomic
def send_back(account: Account, number: int, reason: str, cells: Collection[Cell] | None = None) -> Duty:
    """Return a form that was submitted, or only some of its figures, with the reason.

    Raises UnknownDuty, Forbidden, RoundClosed, WrongState, NeedsWhy, NotInForm, NothingToReturn.
    """
    duty = _step(account, number, Action.DECIDE, {Duty.State.SUBMITTED, Duty.State.RETURNED})
    access.require(account, Action.DECIDE, duty.round.unit)
    if not reason.strip():
        raise NeedsWhy
    held = {cell: row for cell, row in proposals(duty).items() if row.state == State.SUBMITTED}
    if strange := [cell for cell in cells or () if cell not in held]:
        raise NotInForm(duty, names(strange))
    wanted = [row for cell, row in held.items() if cells is None or cell in cells]
    if not wanted:
        raise NothingToReturn
    _rewrite(wanted, State.RETURNED, Change(account, "duty.return", reason, duty.unit, None, duty))
    duty.reason = reason
    returned = names(fact_of(row).cell for row in wanted)
    return _move(duty, Duty.State.RETURNED, account, "return", reason, returned=returned)


@transaction.atomic
def accept(account: Account, number: int, check: Check, reason: str = "") -> Duty:
    """Accept a form: its figures are settled and no longer proposals, in one transaction.

    Nobody accepts what he submitted; what `check` contradicts, or a settled figure that changes, needs a reason.
    Raises UnknownDuty, Forbidden, OwnSubmission, RoundClosed, WrongState, Contradicted, NeedsReason,
    AlreadyPublished.
    """
    duty = _step(account, number, Action.DECIDE, {Duty.State.SUBMITTED})
    access.require(account, Action.DECIDE, duty.round.unit)
    held = proposals(duty)
    submitted = Entry.objects.filter(id__in={row.entry_id for row in held.values()})
    access.refuse_own(account, submitted.values_list("actor_id", flat=True))
    told = bool(reason.strip())
    objections = _objections(duty, check, told=told)
    permitted.refuse_careless(_replaced(held), reason)
    change = Change(account, "duty.accept", reason, duty.unit, None, duty)
    lock(row.indicator_id for row in held.values())
    _withdraw(held.values(), begin(change))
    _rewrite(held.values(), State.ACCEPTED, change)
    duty.accepted, duty.reason = now(), ""
    overridden = [item.fingerprint for item in objections]
    return _move(duty, Duty.State.ACCEPTED, account, "accept", reason, overridden=overridden)


@transaction.atomic
def publish(account: Account, number: int, reason: str = "") -> int:
    """Publish the figures that a round settled; how many. Nobody publishes what he accepted himself.

    Raises UnknownRound, Forbidden, OwnSubmission, NothingToPublish.
    """
    row = find_round(number)
    rows = FactVersion.objects.filter(duty__round=row, known_to=None, state=State.ACCEPTED)
    ids = list(rows.values_list("id", flat=True))
    if not ids:
        raise NothingToPublish
    access.require(account, Action.PUBLISH, row.unit)
    published = sum(len(item.versions) for item in permitted.publish(account, ids, reason))
    journal.of_round(row, "publish", account, None, {"published": published}, reason)
    return published


def _step(account: Account, number: int, action: Action, states: Collection[str]) -> Duty:
    """The duty, locked, on which the account may take a step that its state allows."""
    duty = locked(number)
    access.require(account, action, duty.unit)
    if duty.state not in states:
        raise WrongState(duty)
    return duty


def _move(duty: Duty, state: Duty.State, account: Account, action: str, reason: str, **more: object) -> Duty:
    before, duty.state = duty.state, state
    duty.save(update_fields=["state", "submitted", "accepted", "reason"])
    journal.of_duty(duty, action, account, before, reason, **more)
    return duty


def _below_none(fact: Fact, line: FormLine) -> bool:
    return fact.value is not None and fact.value < 0 and counts_people(line.indicator.unit)


def _missing(duty: Duty, held: Mapping[Cell, FactVersion]) -> list[Cell]:
    """The required cells that have neither a value nor do not apply."""
    stated = {cell for cell, row in held.items() if fact_of(row).standing is not Standing.MISSING}
    return [cell for cell, line in lines(duty).items() if line.required and cell not in stated]


def _objections(duty: Duty, check: Check, *, told: bool) -> list[Objection]:
    """What the checker objects to and nobody has dismissed; raises Contradicted unless told why it may stay."""
    aside = dismissed(duty.unit.code)
    found = [item for item in check(duty) if item.fingerprint not in aside]
    if found and not told:
        raise Contradicted(found)
    return found


def _replaced(held: Mapping[Cell, FactVersion]) -> dict[Cell, FactVersion]:
    """The settled figures that others would replace."""
    settled = permitted.open_versions(held, settled=True)
    return {cell: row for cell, row in settled.items() if fact_of(row) != fact_of(held[cell])}


def _withdraw(rows: Iterable[FactVersion], entry: Entry) -> None:
    """Close proposals."""
    FactVersion.objects.filter(id__in=[row.id for row in rows]).update(known_to=entry.at, superseded_by=entry)


def _rewrite(rows: Iterable[FactVersion], state: State, change: Change) -> None:
    """Record figures as they are in another state, with the sources they have."""
    by_source: dict[int | None, list[FactVersion]] = {}
    for row in rows:
        by_source.setdefault(row.source_id, []).append(row)
    lock(row.indicator_id for group in by_source.values() for row in group)
    for group in by_source.values():
        record([fact_of(row) for row in group], replace(change, source=group[0].source), state)
