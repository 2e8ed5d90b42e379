"""What needs somebody's attention: contradictions, late units, targets in danger, the largest moves, forms owed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.timezone import localdate

from tonghop.catalog.indicators import Better
from tonghop.ledger import rounds
from tonghop.ledger.access import within
from tonghop.ledger.ask import Plan, Status
from tonghop.ledger.models import Account, Duty, Entry
from tonghop.ledger.rights import Action
from tonghop.web.rows import Row

_UNSENT = (Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED)


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


@dataclass(frozen=True, slots=True)
class Contested:
    """A form that was sent or accepted although its figures contradict something, and the reason given."""

    duty: Duty
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Late:
    """A form that a unit has not sent in time, and since how many days."""

    duty: Duty
    days: int


def ten(*kinds: Sequence[object]) -> list[int]:
    """How many of each kind are among the ten that matter: the first of every kind, then the second, and so on."""
    ranked = sorted((rank, kind) for kind, items in enumerate(kinds) for rank in range(len(items)))
    taken = Counter(kind for _, kind in ranked[:10])
    return [taken[kind] for kind in range(len(kinds))]


def contested(account: Account) -> list[Contested]:
    """The forms in open rounds that were sent in spite of contradictions, the newest first. Two queries."""
    sent = Duty.objects.filter(
        within(account, Action.SEE_DUTIES), round__closed=None, state__in=(Duty.State.SUBMITTED, Duty.State.ACCEPTED)
    )
    duties = {f"duty {duty.pk}": duty for duty in sent.select_related("round", "form", "unit")}
    steps = Entry.objects.filter(subject__in=duties, action__in=("duty.submit", "duty.accept")).order_by("id")
    last = {step.subject: step for step in steps}
    newest = sorted(last.values(), key=lambda step: step.pk, reverse=True)
    told = [(step, len((step.after or {}).get("overridden", ()))) for step in newest]
    return [Contested(duties[step.subject], count, step.reason) for step, count in told if count]


def late(account: Account) -> list[Late]:
    """The overdue forms of the units that the account looks after, the latest first."""
    today = localdate()
    waiting = Duty.objects.filter(within(account, Action.SEE_DUTIES), round__closed=None, state__in=_UNSENT)
    found = [Late(duty, (today - rounds.due_of(duty)).days) for duty in waiting.select_related("round", "form", "unit")]
    overdue = [item for item in found if item.days > 0]
    return sorted(overdue, key=lambda item: (-item.days, item.duty.unit.code, item.duty.form.key))


def dangers(rows: Sequence[Row]) -> list[Danger]:
    """The targets that even the best of past years would miss, the farthest from its plan first."""
    found = [danger for row in rows if (danger := _danger(row))]
    return sorted(found, key=lambda danger: abs(1 - danger.expected), reverse=True)


@dataclass(frozen=True, slots=True)
class Pace:
    """How many targets not yet assessed are on the way to be reached, and how many would be missed at best."""

    ahead: int
    behind: int


def pace(rows: Sequence[Row]) -> Pace:
    """How the targets stand that only the end of the year decides, as far as there is an outlook for them."""
    told = [row for row in rows if row.status is Status.OPEN and row.outlook and row.line.plans]
    told = [row for row in told if row.line.indicator.direction in (Better.HIGHER, Better.LOWER)]
    behind = sum(_danger(row) is not None for row in told)
    return Pace(len(told) - behind, behind)


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


def moves(rows: Sequence[Row]) -> list[Row]:
    """The indicators that moved most against the same period of the year before."""
    moved = [(abs(row.line.growth), index) for index, row in enumerate(rows) if row.line.growth]
    return [rows[index] for _, index in sorted(moved, reverse=True)]


def owed(account: Account) -> list[Owed]:
    """The forms not yet sent that the account may fill in, the most urgent first."""
    today = localdate()
    duties = Duty.objects.filter(within(account, Action.DRAFT), round__closed=None, state__in=_UNSENT)
    found = [Owed(duty, (rounds.due_of(duty) - today).days) for duty in duties.select_related("round", "form", "unit")]
    return sorted(found, key=lambda item: (item.days, item.duty.unit.code, item.duty.form.key))


def to_decide(account: Account) -> list[Duty]:
    """The forms sent that the account may accept or return, the oldest first."""
    sent = Duty.objects.filter(within(account, Action.DECIDE), round__closed=None, state=Duty.State.SUBMITTED)
    return list(sent.select_related("round", "form", "unit").order_by("submitted", "id"))
