"""Opening and closing rounds: which unit owes which form, by when."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.utils.timezone import localdate, now

from tonghop.core.span import Span
from tonghop.ledger import access, units
from tonghop.ledger.models import Account, Duty, Form, Round, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import journal
from tonghop.ledger.rounds.errors import NeedsWhy, NobodyOwes, RoundClosed, RoundExists, UnknownForm, UnknownRound
from tonghop.ledger.rounds.values import Opening


def find_round(number: int) -> Round:
    """A round by its number; raises UnknownRound."""
    if row := Round.objects.select_related("unit").filter(pk=number).first():
        return row
    raise UnknownRound(number)


def span_of(row: Round) -> Span:
    """The span whose figures a round collects."""
    return Span(row.year, row.first, row.last)


@transaction.atomic
def open_round(account: Account, opening: Opening) -> Round:
    """Open a round: a duty for every form and every unit of its kind below, alive on the last day of the span.

    Raises Forbidden, UnknownUnit, UnknownForm, RoundExists, NobodyOwes.
    """
    unit = units.find(opening.unit)
    access.require(account, Action.RUN_ROUNDS, unit)
    if Round.objects.filter(unit=unit, name=opening.name).exists():
        raise RoundExists(opening.name)
    span, opens = opening.span, opening.opens or min(localdate(), opening.due)
    row = Round.objects.create(
        unit=unit, name=opening.name, year=span.year, first=span.first, last=span.last, opens=opens, due=opening.due
    )
    own_due = {units.find(code).pk: due for code, due in opening.own_due.items()}
    below = Unit.objects.filter(code__in=units.subtree(opening.unit, span.ends))
    duties = [
        Duty(round=row, form=form, unit=owing, due=own_due.get(owing.pk))
        for form in _forms(opening.forms)
        for owing in below.filter(kind=form.kind).order_by("code")
    ]
    if not duties:
        raise NobodyOwes
    Duty.objects.bulk_create(duties)
    journal.of_round(row, "open", account, None, _described(opening, len(duties)))
    return row


def _forms(keys: Sequence[str]) -> Iterator[Form]:
    found = {form.key: form for form in Form.objects.filter(key__in=keys)}
    for key in dict.fromkeys(keys):
        if key not in found:
            raise UnknownForm(key)
        yield found[key]


def _described(opening: Opening, duties: int) -> Mapping[str, object]:
    return {
        "name": opening.name,
        "period": opening.span.code,
        "forms": list(opening.forms),
        "due": opening.due.isoformat(),
        "own_due": {code: due.isoformat() for code, due in opening.own_due.items()},
        "duties": duties,
    }


@transaction.atomic
def close_round(account: Account, number: int, reason: str = "") -> Round:
    """Close a round, after which its figures are only corrected; with a reason where something is still owed.

    Raises UnknownRound, Forbidden, RoundClosed, NeedsWhy.
    """
    row = find_round(number)
    access.require(account, Action.RUN_ROUNDS, row.unit)
    row = Round.objects.select_for_update(of=("self",)).select_related("unit").get(pk=number)
    if row.closed:
        raise RoundClosed(row)
    owed = row.duties.exclude(state=Duty.State.ACCEPTED).count()
    if owed and not reason.strip():
        raise NeedsWhy
    row.closed = now()
    row.save(update_fields=["closed"])
    journal.of_round(row, "close", account, {"closed": None}, {"closed": row.closed.isoformat(), "owed": owed}, reason)
    return row
