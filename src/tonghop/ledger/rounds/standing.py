"""How far a round has come: what is complete, in time, late or missing, now or as known on a moment."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, localtime, now

from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import Duty, Entry, FactVersion, FormLine, Standing
from tonghop.ledger.rounds.duties import due_of
from tonghop.ledger.rounds.journal import name_of
from tonghop.ledger.rounds.opening import find_round
from tonghop.ledger.rounds.values import Changed, Progress, Reminder, Timeliness

_Line = tuple[int, int, str]
"""Indicator, measure and breakdown of a line, by which its figures are known."""


def progress(number: int, known_on: datetime | None = None) -> tuple[Progress, ...]:
    """How far each unit is with each form of a round, now or as known on a moment. Four queries.

    Raises UnknownRound.
    """
    find_round(number)
    moment = known_on or now()
    duties = list(
        Duty.objects.filter(round=number).select_related("round", "form", "unit").order_by("unit__code", "form__key")
    )
    asked, states = _asked({duty.form_id for duty in duties}), _states(duties, moment)
    filled = _filled(duties, moment)
    return tuple(_progress(duty, states, asked[duty.form_id], filled[duty.pk], moment) for duty in duties)


def _progress(
    duty: Duty,
    states: Mapping[str, tuple[str, str]],
    asked: Mapping[_Line, bool],
    filled: set[_Line],
    moment: datetime,
) -> Progress:
    submitted = duty.submitted if duty.submitted and duty.submitted <= moment else None
    state, reason = states.get(f"duty {duty.pk}", (Duty.State.WAITING, ""))
    due = due_of(duty)
    timeliness, days = timely(due, localdate(submitted) if submitted else None, localdate(moment))
    required = {line for line, needed in asked.items() if needed}
    there = filled & asked.keys()
    return Progress(
        duty.pk,
        duty.unit.code,
        duty.form.key,
        state,
        due,
        submitted,
        timeliness,
        days,
        len(there),
        len(asked),
        len(there & required),
        len(required),
        reason if state == Duty.State.RETURNED else "",
    )


def timely(due: date, submitted: date | None, today: date) -> tuple[Timeliness, int]:
    """Whether what was due came in time, and how many days too late it came or has been missing."""
    days = max(((submitted or today) - due).days, 0)
    if submitted:
        return (Timeliness.LATE if days else Timeliness.ON_TIME), days
    return (Timeliness.MISSING if days else Timeliness.PENDING), days


def late(unit: str, span: Span) -> tuple[str, ...]:
    """The units (codes) whose forms came too late in the rounds that a unit held for a span, or are overdue."""
    held = Duty.objects.filter(
        round__unit__code=unit, round__year=span.year, round__first=span.first, round__last=span.last
    ).select_related("round", "unit")
    found = {
        duty.unit.code
        for duty in held
        if timely(due_of(duty), localdate(duty.submitted) if duty.submitted else None, localdate())[1]
    }
    return tuple(sorted(found))


def tally(rows: tuple[Progress, ...]) -> Counter[Timeliness]:
    """How many forms are on time, late, missing and not yet due."""
    return Counter(row.timeliness for row in rows)


def _asked(forms: set[int]) -> Mapping[int, Mapping[_Line, bool]]:
    found: dict[int, dict[_Line, bool]] = defaultdict(dict)
    for line in FormLine.objects.filter(form__in=forms):
        found[line.form_id][line.indicator_id, line.measure, line.breakdown] = line.required
    return found


def _states(duties: list[Duty], moment: datetime) -> dict[str, tuple[str, str]]:
    """The state that each duty was in on a moment, and why it was brought there."""
    subjects = [f"duty {duty.pk}" for duty in duties]
    entries = Entry.objects.filter(subject__in=subjects, at__lte=moment, action__startswith="duty.").order_by(
        "at", "id"
    )
    return {entry.subject: (entry.after["state"], entry.reason) for entry in entries if entry.after}


def _filled(duties: list[Duty], moment: datetime) -> Mapping[int, set[_Line]]:
    """The lines of each duty that had a value, or did not apply, on a moment."""
    rows = FactVersion.objects.filter(
        Q(known_to=None) | Q(known_to__gt=moment), duty__in=duties, known_from__lte=moment
    ).exclude(standing=Standing.MISSING)
    found: dict[int, set[_Line]] = defaultdict(set)
    for row in rows:
        found[row.duty_id or 0].add((row.indicator_id, row.measure, row.breakdown))
    return found


def reminders(number: int, today: date | None = None, ahead: int = 2) -> tuple[Reminder, ...]:
    """Who is to be reminded: what was returned, is overdue, or is due within `ahead` days; the most urgent first."""
    day = today or localdate()
    waiting = (row for row in progress(number) if row.state not in (Duty.State.SUBMITTED, Duty.State.ACCEPTED))
    found = [Reminder(row.unit, row.form, row.due, (row.due - day).days, row.reason) for row in waiting]
    urgent = (item for item in found if item.returned or item.due <= day + timedelta(days=ahead))
    return tuple(sorted(urgent, key=lambda item: (item.days, item.unit, item.form)))


def changes_since(duty: Duty) -> tuple[Changed, ...]:
    """The figures of a duty that were corrected since it was accepted."""
    accepted = FactVersion.objects.filter(duty=duty, settled=True, entry__action="duty.accept")
    first = {_cell(row): row for row in accepted.select_related("indicator", "unit")}
    wanted = Q(pk__in=())
    for row in first.values():
        wanted |= Q(indicator=row.indicator_id, unit=row.unit_id, year=row.year, first=row.first, last=row.last)
    held = FactVersion.objects.filter(wanted, known_to=None, settled=True).order_by("known_from", "id")
    return tuple(
        Changed(
            _cell(row),
            fact_of(first[_cell(row)]),
            fact_of(row),
            localtime(row.known_from),
            name_of(row.entry.actor),
            row.entry.reason,
        )
        for row in held.select_related("indicator", "unit", "entry__actor")
        if _cell(row) in first and fact_of(row) != fact_of(first[_cell(row)])
    )


def _cell(row: FactVersion) -> Cell:
    return fact_of(row).cell
