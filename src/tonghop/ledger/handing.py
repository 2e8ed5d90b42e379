"""Cases go from one unit to another, by hand or because a unit ends, and their numbers count within each unit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from tonghop.catalog.registers import Kind, registers
from tonghop.ledger.models import Account, Case, CaseStanding, CaseStep, Entry, Unit

ACTION = "case.hand_over"
_NUMBERS = "select pg_advisory_xact_lock(hashtext(%s), %s)"


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who takes over from units, by their codes; a case at one of the `places` goes with that."""

    units: Mapping[str, Unit]
    places: Mapping[str, Unit] = field(default_factory=dict)

    def of(self, case: Case) -> Unit:
        """The unit that has a case from now on."""
        if case.unit.code not in self.units:
            return case.unit
        places = (case.fields.get(key) for key in _of(case, Kind.PLACE))
        return next((self.places[place] for place in places if place in self.places), self.units[case.unit.code])

    def renamed(self, case: Case) -> dict[str, str]:
        """The fields of a case that name a unit which has an heir, with that."""
        named = {key: case.fields.get(key) for key in _of(case, Kind.UNIT)}
        return {key: self.units[code].code for key, code in named.items() if code in self.units}


@dataclass(frozen=True, slots=True)
class Handing:
    """Who hands cases over, why, by which document, and on which day."""

    actor: Account | None
    on: date
    reason: str = ""
    document: str = ""


def next_number(register: str, unit: int, year: int) -> int:
    """The next number of a unit's (id) register in a year; others wait for it until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, [f"case {register} {year}", unit])
    last = Case.objects.filter(register=register, unit=unit, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def open_cases(codes: Collection[str]) -> QuerySet[Case]:
    """The open cases of units (codes), and those of others that name one of them, as the lead of a task does."""
    named = (
        Q(register=key, **{f"fields__{field}__in": list(codes)})
        for key, register in registers().items()
        for field, of in register.fields.items()
        if of.type is Kind.UNIT
    )
    rows = Case.objects.filter(reduce(or_, named, Q(unit__code__in=codes)), closed=None)
    return rows.select_related("unit").order_by("register", "year", "number", "id")


def hand_over(cases: Iterable[Case], heirs: Heirs, handing: Handing) -> int:
    """Give cases of units that have heirs, or that name them, to those, under the next numbers there; how many."""
    keys = [case.pk for case in cases]
    rows = list(Case.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=keys))
    rows.sort(key=lambda case: (case.register, case.year, case.number))
    entries = Entry.objects.bulk_create(_moved(rows, heirs, handing))
    now = {row.case_id: row for row in CaseStanding.objects.filter(case__in=rows, until=None)}
    steps, standings = [], []
    for case, entry in zip(rows, entries, strict=True):
        standing = now[case.pk]
        on = max(standing.since, min(handing.on, localdate()))
        changed = {key: value for key, value in case.fields.items() if standing.fields.get(key) != value}
        steps.append(CaseStep(case=case, on=on, fields=changed, document=handing.document, entry=entry))
        standing.until = on
        standings.append(_again(standing, case, on))
    CaseStep.objects.bulk_create(steps)
    CaseStanding.objects.bulk_update(now.values(), ["until"], batch_size=1000)
    CaseStanding.objects.bulk_create(standings, batch_size=1000)
    Case.objects.bulk_update(rows, ["unit", "number", "fields", "version"], batch_size=1000)
    return len(rows)


def _moved(cases: Sequence[Case], heirs: Heirs, handing: Handing) -> list[Entry]:
    """The entries of cases, which are given to their heirs."""
    numbers: dict[tuple[str, int, int], int] = {}
    entries = []
    for case in cases:
        before = _told(case)
        unit = heirs.of(case)
        if unit.pk != case.unit_id:
            key = case.register, unit.pk, case.year
            case.number = numbers[key] = numbers[key] + 1 if key in numbers else next_number(*key)
            case.unit = unit
        case.fields = {**case.fields, **heirs.renamed(case)}
        case.version += 1
        entries.append(
            Entry(
                actor=handing.actor,
                action=ACTION,
                subject=f"case {case.pk}",
                unit=unit,
                reason=handing.reason,
                before=before,
                after=_told(case),
            )
        )
    return entries


def _of(case: Case, kind: Kind) -> list[str]:
    register = registers().get(case.register)
    return [key for key, field in register.fields.items() if field.type is kind] if register else []


def _told(case: Case) -> dict[str, object]:
    """Where a case is, for the journal."""
    named = {key: case.fields.get(key) for key in _of(case, Kind.UNIT)}
    return {"unit": case.unit.code, "number": f"{case.number}/{case.year}", "fields": named}


def _again(standing: CaseStanding, case: Case, on: date) -> CaseStanding:
    """What a case was, from a day on at the unit it has gone to."""
    kept = {field.attname: getattr(standing, field.attname) for field in CaseStanding._meta.concrete_fields}
    return CaseStanding(
        **kept | {"id": None, "since": on, "until": None, "unit_id": case.unit_id, "fields": case.fields}
    )
