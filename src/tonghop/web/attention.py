"""What needs somebody's attention: targets in danger, the largest moves, and forms that are owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.timezone import localdate

from tonghop.catalog.indicators import Better
from tonghop.ledger import rounds
from tonghop.ledger.access import within
from tonghop.ledger.ask import Plan
from tonghop.ledger.models import Account, Duty
from tonghop.ledger.rights import Action
from tonghop.web.rows import Row


@dataclass(frozen=True, slots=True)
class Danger:
    """A target of the year that what past years did by this time would miss, and by what part of the plan."""

    row: Row
    plan: Plan
    expected: Fraction


@dataclass(frozen=True, slots=True)
class Owed:
    """A form that a unit owes, and in how many days it is due; negative once it is late."""

    duty: Duty
    days: int


def dangers(rows: Sequence[Row]) -> list[Danger]:
    """The targets that even the best of past years would miss, the farthest from its plan first."""
    found = [danger for row in rows if (danger := _danger(row))]
    return sorted(found, key=lambda danger: abs(1 - danger.expected), reverse=True)


def _danger(row: Row) -> Danger | None:
    better, ahead = Better(row.line.indicator.direction), row.outlook
    if ahead is None or not row.line.plans or better not in (Better.HIGHER, Better.LOWER):
        return None
    plan = row.line.plans[-1]
    target = plan.value.value
    if not target:
        return None
    best = (ahead.high if better is Better.HIGHER else ahead.low) or ahead.expected
    missed = best < target if better is Better.HIGHER else best > target
    return Danger(row, plan, ahead.expected / target) if missed else None


def moves(rows: Sequence[Row], most: int) -> list[Row]:
    """The indicators that moved most against the same period of the year before."""
    moved = [(abs(row.line.growth), index) for index, row in enumerate(rows) if row.line.growth]
    return [rows[index] for _, index in sorted(moved, reverse=True)[:most]]


def owed(account: Account) -> list[Owed]:
    """The forms not yet sent that the account may fill in, the most urgent first."""
    today = localdate()
    waiting = (Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED)
    duties = Duty.objects.filter(within(account, Action.DRAFT), round__closed=None, state__in=waiting)
    found = [Owed(duty, (rounds.due_of(duty) - today).days) for duty in duties.select_related("round", "form", "unit")]
    return sorted(found, key=lambda item: (item.days, item.duty.unit.code, item.duty.form.key))


def to_decide(account: Account) -> list[Duty]:
    """The forms sent that the account may accept or return, the oldest first."""
    sent = Duty.objects.filter(within(account, Action.DECIDE), round__closed=None, state=Duty.State.SUBMITTED)
    return list(sent.select_related("round", "form", "unit").order_by("submitted", "id"))
