"""The example office: a ward formed on 1 July 2025 out of wards of a former district, and its round in progress."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db import transaction

from tonghop.catalog.administrative import REFORM
from tonghop.catalog.offices import forms, profiles
from tonghop.core.fact import Fact, Measure
from tonghop.core.span import Span
from tonghop.ledger import accounts, bulk, units
from tonghop.ledger.cells import Names
from tonghop.ledger.models import Account, Duty, Entry, Form, Narrative, Role, Round, State, Unit, UnitKind
from tonghop.ledger.office import casework, setup
from tonghop.ledger.office.figures import LAST_MONTH, YEARS, Figures, story
from tonghop.ledger.record import Change, record
from tonghop.ledger.rounds import journal
from tonghop.ledger.units import Author, Method, New, Part

BY = Author(None, "tonghop demo-data")
_STATES = {
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "accepted": State.ACCEPTED,
}
_STEPS = {"draft": "enter", "submitted": "submit", "returned": "return", "accepted": "accept"}


@dataclass(frozen=True, slots=True)
class Filled:
    """What the example office has."""

    unit: str
    name: str
    facts: int
    people: tuple[str, ...]
    password: str


@transaction.atomic
def fill() -> Filled | None:
    """Set up the example office with its past and its figures; None, and no change, where it is there already."""
    office = story()["office"]
    if Unit.objects.filter(code=office).exists():
        return None
    before = Unit.objects.count()
    _units()
    profile = profiles()[story()["profile"]]
    setup.furnish(office, profile, story()["groups"], BY)
    setup.define(office, profile, before, BY)
    figures = Figures(place)
    facts = figures.facts()
    names = Names.of(fact.cell for fact in facts)
    change, last = Change(None, "fact.record", BY.reason, units.find(office)), Span.of(story()["published"]).ends
    published = bulk.load([fact for fact in facts if _is_out(fact, last)], names, change, State.PUBLISHED)
    accepted = bulk.load([fact for fact in facts if not _is_out(fact, last)], names, change)
    written = published.written + accepted.written + _round(figures)
    people = _people()
    _collect()
    casework.work()
    return Filled(office, units.name_of(office, REFORM), written, *people)


def _is_out(fact: Fact, last: date) -> bool:
    """Whether a figure is published: a plan, or what was done until a day."""
    return fact.cell.measure is Measure.PLAN or fact.cell.span.ends <= last


def _people() -> tuple[tuple[str, ...], str]:
    """The accounts of the office, by name, and the password they share, which is told once and kept nowhere."""
    password = accounts.one_time_password()
    for told in story()["people"]:
        unit = units.find(told["unit"])
        accounts.create(None, told["name"], password, told["full_name"], Role(told["role"]), unit)
    return tuple(told["name"] for told in story()["people"]), password


def _collect() -> None:
    """The round that is over, its forms accepted, with what the departments wrote."""
    told, collector = story()["collected"], units.find(story()["office"])
    span, sent = Span.of(told["span"]), datetime.combine(told["due"], time(9), UTC)
    held = Round.objects.create(
        name=told["name"], unit=collector, year=span.year, first=span.first, last=span.last,
        opens=told["opens"], due=told["due"], closed=sent,
    )  # fmt: skip
    Entry.objects.create(action="round.open", subject=f"round {held.id}", unit=collector, after={"name": held.name})
    owed = dict(setup.duties(collector.code, profiles()[story()["profile"]]))
    people = {account.username: account for account in Account.objects.all()}
    for row in told["written"]:
        duty = Duty.objects.create(
            round=held,
            form=Form.objects.get(key=row["form"]),
            unit=units.find(owed[row["form"]]),
            state=Duty.State.ACCEPTED,
            submitted=sent,
            accepted=sent,
        )
        journal.of_duty(duty, "accept", None, Duty.State.SUBMITTED)
        Narrative.objects.bulk_create(
            Narrative(duty=duty, heading=heading, text=row[heading].strip(), author=people[row["by"]])
            for heading in Narrative.Heading
            if heading in row
        )


def place(ward: str, key: str) -> str:
    """The unit in which a ward keeps an indicator: in the example office, the department that owes its form."""
    if ward != story()["office"]:
        return ward
    owed = dict(setup.duties(ward, profiles()[story()["profile"]]))
    return next(owed[form.key] for form in forms().values() if key in form.indicators)


def _units() -> None:
    told = story()
    province, district, wards = told["province"], told["district"], told["wards"]
    parts = [
        Part(part["predecessor"], part["successor"], Decimal(part["share"]), Method(part["method"]))
        for part in told["parts"]
    ]
    former = {part.predecessor for part in parts}
    old = [New(code, UnitKind.COMMUNE, wards[code], district["code"]) for code in sorted(former)]
    new = [
        New(code, UnitKind.COMMUNE, name, province["code"], REFORM)
        for code, name in wards.items()
        if code not in former
    ]
    above = [
        New(province["code"], UnitKind.PROVINCE, province["name"]),
        New(district["code"], UnitKind.DISTRICT, district["name"], province["code"]),
    ]
    units.create([*above, *old], BY)
    units.reorganise(REFORM, parts, BY, new=new, decision=told["decision"])
    units.close(district["code"], REFORM, BY)


def _round(figures: Figures) -> int:
    """Open the round that is in progress; how many facts its departments have written."""
    told, office = story()["round"], story()["office"]
    span = Span.of(told["span"])
    collector = units.find(office)
    opened = Round.objects.create(
        name=told["name"],
        unit=collector,
        year=span.year,
        first=span.first,
        last=span.last,
        opens=told["opens"],
        due=told["due"],
    )
    Entry.objects.create(action="round.open", subject=f"round {opened.id}", unit=collector, after={"name": opened.name})
    written = 0
    for key, department in setup.duties(office, profiles()[story()["profile"]]):
        written += _duty(opened, key, department, figures, span)
    return written


def _duty(opened: Round, key: str, department: str, figures: Figures, span: Span) -> int:
    told = story()["round"]
    state = told["forms"][key]
    sent = datetime.combine(told["due"], time(9), UTC) if state in ("submitted", "returned", "accepted") else None
    duty = Duty.objects.create(
        round=opened,
        form=Form.objects.get(key=key),
        unit=units.find(department),
        state=state,
        submitted=sent,
        accepted=sent if state == "accepted" else None,
        reason=told["reason"] if state == "returned" else "",
    )
    if state not in _STATES:
        return 0
    journal.of_duty(duty, _STEPS[state], None, Duty.State.WAITING, duty.reason)
    facts = [
        figures.fact(story()["office"], indicator, span)
        for indicator in (*story()["indicators"], *story()["derived"])
        if indicator in forms()[key].indicators
    ]
    if state == "returned":
        facts[0] = _fallen(facts[0], figures)
    change = Change(None, f"duty.{_STEPS[state]}", duty.reason or BY.reason, duty.unit, duty=duty)
    return len(record(facts, change, _STATES[state]).versions)


def _fallen(fact: Fact, figures: Figures) -> Fact:
    """A cumulative figure that is wrong: less than the month before."""
    before = figures.done(story()["office"], fact.cell.indicator, Span(YEARS[-1], 1, LAST_MONTH))
    return Fact(fact.cell, before * Decimal("0.94"), as_of=fact.as_of)
