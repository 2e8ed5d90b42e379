"""When which forms are due: the days of a calendar, as far as somebody sees what is owed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models.functions import Coalesce

from tonghop.ledger import access
from tonghop.ledger.models import Account, Duty, Form, Round
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.duties import due_of

UNSENT = (Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which units owe a form of a round, and what each of them owes."""

    day: date
    round: Round
    form: Form
    duties: tuple[Duty, ...]

    @property
    def unsent(self) -> int:
        """How many of them have not been sent."""
        return sum(duty.state in UNSENT for duty in self.duties)


def deadlines(account: Account, action: Action, first: date, last: date) -> list[Deadline]:
    """The days from the first to the last on which forms are due of units to which the account may do `action`."""
    rows = Duty.objects.filter(access.within(account, action)).annotate(day=Coalesce("due", "round__due"))
    duties = rows.filter(day__range=(first, last)).select_related("round", "form", "unit")
    return list(_grouped(duties.order_by("day", "round_id", "form__key", "unit__code")))


def _grouped(duties: Iterable[Duty]) -> Iterator[Deadline]:
    for (day, _round, _form), held in groupby(duties, lambda duty: (due_of(duty), duty.round_id, duty.form_id)):
        alike = tuple(held)
        yield Deadline(day, alike[0].round, alike[0].form, alike)
