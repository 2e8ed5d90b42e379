"""The board of the registers: what is open, late and moving, by register, unit and person, each count with its cases.

One table of conditions says what each count takes, so the cases behind a count are always as many as it says.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Case as Choice
from django.db.models import CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from tonghop.catalog.boards import boards
from tonghop.catalog.registers import Kind, Register, registers
from tonghop.ledger import access
from tonghop.ledger.cases.due import SOON
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.cases.places import reach
from tonghop.ledger.models import Account, Case, Unit
from tonghop.ledger.rights import Action

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
_STAYS = """
with spent as (
    select register, case_id, state, sum(coalesce(until, %(today)s) - since) as days
    from ledger_casestanding
    where unit_id = any(%(units)s) and outcome = '' and (until is null or until >= %(first)s)
    group by register, case_id, state
)
select register, state, percentile_disc(0.5) within group (order by days), count(*) from spent group by register, state
"""


@dataclass(frozen=True, slots=True)
class Load:
    """The counts of some cases by the names of `conditions`."""

    counts: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """One of the counts."""
        return self.counts[name]

    @property
    def share(self) -> Fraction | None:
        """Which part of the open cases is overdue; None where there are too few to say so (`data/boards.toml`)."""
        count = self.counts["open"]
        return Fraction(self.counts["overdue"], count) if count >= boards().least else None


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the cases of a register stay longest: the state, the median of days spent in it, of how many cases."""

    state: str
    days: int
    cases: int


@dataclass(frozen=True, slots=True)
class Board:
    """The counts of all cases, by register, by code of unit and by name of person, and the longest stays."""

    total: Load
    registers: Mapping[str, Load]
    units: Mapping[str, Load]
    people: Mapping[str, Load]
    stays: Mapping[str, Stay]


@dataclass(frozen=True, slots=True)
class Picked:
    """The cases behind a count of the board: of a condition, and of a register, unit or person where these are told."""

    condition: str
    register: str = ""
    unit: str = ""
    person: str = ""


def conditions(today: date, since: date) -> dict[str, Q]:
    """What each count takes: of open cases, how late; of what happened from the day `since` on, what."""
    still = Q(closed=None)
    found = {
        "open": still,
        "overdue": still & Q(next_due__lt=today),
        "soon": still & Q(next_due__range=(today, today + SOON)),
        "received": Q(received__gte=since),
        "resolved": Q(closed__gte=since),
        "fallen": still & Q(next_due__gte=since - _DAY, due__lt=today),
        "moved": still & Q(since__gte=since, received__lt=since),
    }
    first = today - _DAY
    for number, days in enumerate(boards().late):
        last = today - timedelta(days=days)
        found[f"late{number}"] = still & Q(next_due__range=(last, first))
        first = last - _DAY
    found[f"late{len(boards().late)}"] = still & Q(next_due__lte=first)
    return found


def board(account: Account, place: Unit, today: date, since: date) -> Board:
    """The board of a unit and those below it, as far as the account may see their cases; five queries."""
    units = _units(account, place)
    asked = conditions(today, since)
    rows = _cases(units, since).values("register", "handler__username", led_by=_lead())
    counted: list[Any] = list(
        rows.annotate(**{f"n_{name}": Count("id", filter=condition) for name, condition in asked.items()})
    )
    return Board(
        _load(counted, asked),
        _by("register", counted, asked),
        _by("led_by", counted, asked),
        _by("handler__username", counted, asked),
        _stays(units, today),
    )


def picked(account: Account, place: Unit, today: date, since: date, asked: Picked) -> QuerySet[Case]:
    """The cases behind a count, the most urgent first."""
    rows = _cases(_units(account, place), since).annotate(lead=_lead())
    rows = rows.filter(conditions(today, since)[asked.condition])
    if asked.register:
        rows = rows.filter(register=asked.register)
    if asked.unit:
        rows = rows.filter(Q(lead=asked.unit))
    if asked.person:
        rows = rows.filter(handler__username=asked.person)
    return rows.select_related("unit", "handler").order_by(F("next_due").asc(nulls_last=True), "received", "id")


def last_meeting(account: Account, place: Unit, today: date) -> date | None:
    """The day of the last meeting of a unit that was held, as far as the account may see; None where there is none."""
    held = boards().meetings
    rows = Case.objects.filter(visible(account), register=held.register, unit=place, state__in=held.states)
    days = rows.filter(**{f"fields__{held.day}__lte": today.isoformat()}).order_by(f"-fields__{held.day}")
    day = days.values_list(f"fields__{held.day}", flat=True).first()
    return date.fromisoformat(day) if day else None


def feeding(indicator: str) -> list[Register]:
    """The registers one of whose measures feeds an indicator."""
    fed = (item for item in registers().values() if any(m.indicator == indicator for m in item.measures.values()))
    return list(fed)


def holding_up(account: Account, place: Unit, indicator: str, owner: str = "") -> QuerySet[Case]:
    """The open cases of the registers that feed an indicator, and of the unit that owns it, the most urgent first."""
    fed = Q(register__in=[register.key for register in feeding(indicator)])
    rows = Case.objects.filter(closed=None, unit_id__in=_units(account, place)).annotate(lead=_lead())
    rows = rows.filter(fed | Q(lead=owner) if owner else fed)
    return rows.select_related("unit", "handler").order_by(F("next_due").asc(nulls_last=True), "received", "id")


def _units(account: Account, place: Unit) -> list[int]:
    """The units (ids) whose cases are counted: told beforehand, so that the indexes of cases serve."""
    counted = reach([place.pk])[place.pk]
    seen = Unit.objects.filter(access.within(account, Action.SEE_CASES, "id"), id__in=counted)
    return list(seen.values_list("id", flat=True))


def _cases(units: Collection[int], since: date) -> QuerySet[Case]:
    """The cases that are open, and those that came or ended from a day on."""
    return Case.objects.filter(Q(closed=None) | Q(closed__gte=since) | Q(received__gte=since), unit_id__in=units)


def _lead() -> Coalesce:
    """The code of the unit that a case names as its lead in the first such field of its register, else its own."""
    fields = {
        register.key: next((key for key, field in register.fields.items() if field.type is Kind.UNIT), None)
        for register in registers().values()
    }
    named = [
        When(register=key, then=NullIf(KeyTextTransform(field, "fields"), Value("")))
        for key, field in fields.items()
        if field
    ]
    return Coalesce(Choice(*named, default=None, output_field=CharField()), F("unit__code"))


def _load(rows: Iterable[Mapping[str, int]], names: Iterable[str]) -> Load:
    held = list(rows)
    return Load({name: sum(row[f"n_{name}"] for row in held) for name in names})


def _by(key: str, rows: Iterable[Mapping[str, int]], names: Iterable[str]) -> dict[str, Load]:
    """The counts by a column, ranked."""
    held: dict[str, list[Mapping[str, int]]] = {}
    for row in rows:
        if row[key]:
            held.setdefault(str(row[key]), []).append(row)
    loads = {name: _load(found, names) for name, found in held.items()}
    return dict(sorted(loads.items(), key=_rank))


def _rank(item: tuple[str, Load]) -> tuple[bool, Fraction, int, str]:
    """Where a load stands among others: by its share, those that have none last."""
    name, load = item
    return load.share is None, -(load.share or Fraction(0)), -load["overdue"], name


def _stays(units: Collection[int], today: date) -> dict[str, Stay]:
    """The state of each register in which cases stayed longest within a year, where enough cases were in it."""
    longest: dict[str, Stay] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, {"units": list(units), "today": today, "first": today - _YEAR})
        for register, state, days, count in cursor.fetchall():
            held = longest.get(register)
            if days and count >= boards().least and (held is None or days > held.days):
                longest[register] = Stay(state, days, count)
    return longest
