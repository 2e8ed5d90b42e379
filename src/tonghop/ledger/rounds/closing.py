"""Closing rounds: what registers come to in the span is posted as figures then, and once more on demand."""

from django.db import transaction
from django.utils.timezone import localdate, now

from tonghop.ledger import access, cases
from tonghop.ledger.cases import Posted, Query
from tonghop.ledger.cases.posting import post_with
from tonghop.ledger.models import Account, Duty, Round
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import journal
from tonghop.ledger.rounds.calendars import Window, window
from tonghop.ledger.rounds.duties import province_of
from tonghop.ledger.rounds.errors import NeedsWhy, RoundClosed, UnknownCalendar
from tonghop.ledger.rounds.opening import find_round, span_of

_REASON = "Kết chuyển từ sổ theo dõi khi đóng kỳ “{name}”"


@transaction.atomic
def close_round(account: Account, number: int, reason: str = "") -> Round:
    """Close a round, after which its figures are only corrected; with a reason where something is still owed.

    What registers come to by then is posted, but figures stay that were published or came from elsewhere.
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
    posted = post_with(account, row.unit, query_of(row), _REASON.format(name=row.name))
    row.closed = now()
    row.save(update_fields=["closed"])
    after = {"closed": row.closed.isoformat(), "owed": owed, "posted": posted.written, "kept": len(posted.kept)}
    journal.of_round(row, "close", account, {"closed": None}, after, reason)
    return row


def post(account: Account, number: int, reason: str = "", *, replacing: bool = False) -> Posted:
    """Post once more what the registers of the unit of a round and below it come to; with a reason once it is closed.

    Raises UnknownRound, Forbidden, Conflict, NeedsWhy.
    """
    row = find_round(number)
    access.require(account, Action.SETTLE, row.unit)
    if row.closed and not reason.strip():
        raise NeedsWhy
    return cases.post(account, row.unit, query_of(row), reason, replacing=replacing)


def query_of(row: Round) -> Query:
    """The days whose cases count in a round, up to today: by the calendar of its forms, or whole months without one."""
    span = span_of(row)
    key = Duty.objects.filter(round=row).order_by("id").values_list("form__calendar", flat=True)[0]
    try:
        days = window(key, span, province_of(row.unit, span))
    except UnknownCalendar:
        days = Window(span.starts, span.ends)
    return Query(span, days.first, min(days.last, localdate()))
