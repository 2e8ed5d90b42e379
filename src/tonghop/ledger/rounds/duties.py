"""What a unit owes: the cells that its form asks for, and the figures proposed for them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger import permitted, units
from tonghop.ledger.cells import MEASURES, fact_of
from tonghop.ledger.models import Duty, FactVersion, FormLine, Indicator, Unit, UnitKind
from tonghop.ledger.rounds.calendars import window
from tonghop.ledger.rounds.errors import RoundClosed, UnknownDuty
from tonghop.ledger.rounds.opening import span_of

_JOINED = ("round__unit", "form", "unit")


def find_duty(number: int) -> Duty:
    """A duty by its number, with its round, form and unit; raises UnknownDuty."""
    if duty := Duty.objects.select_related(*_JOINED).filter(pk=number).first():
        return duty
    raise UnknownDuty(number)


def duty_of(round_: int, unit: str, form: str = "") -> Duty:
    """What a unit owes in a round, by the key of the form where it owes several; raises UnknownDuty."""
    found = Duty.objects.select_related(*_JOINED).filter(round=round_, unit__code=unit)
    duties = list(found.filter(form__key=form) if form else found)
    if len(duties) == 1:
        return duties[0]
    raise UnknownDuty(f"{unit} {form}".strip())


def locked(number: int) -> Duty:
    """A duty of an open round, locked until the transaction ends; raises UnknownDuty, RoundClosed."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related(*_JOINED).filter(pk=number).first()
    if duty is None:
        raise UnknownDuty(number)
    if duty.round.closed:
        raise RoundClosed(duty.round)
    return duty


def lines(duty: Duty) -> Mapping[Cell, FormLine]:
    """The cells that a form asks of a unit, with its lines in their order; plans are those of the whole year."""
    span = span_of(duty.round)
    asked = duty.form.lines.select_related("indicator")
    return {_cell(line.indicator.key, line.measure, line.breakdown, duty.unit.code, span): line for line in asked}


def line_of(duty: Duty, index: int) -> tuple[Cell, FormLine] | None:
    """The cell that one line of a form asks for, the first being 0; None where there are not so many."""
    for line in duty.form.lines.select_related("indicator")[index : index + 1]:
        cell = _cell(line.indicator.key, line.measure, line.breakdown, duty.unit.code, span_of(duty.round))
        return cell, line
    return None


def _cell(indicator: str, stored: int, breakdown: str, unit: str, span: Span) -> Cell:
    measure = MEASURES[stored]
    of = Span(span.year, 1, 12) if measure is Measure.PLAN else span
    return Cell(indicator, unit, of, measure, breakdown=breakdown)


def cells_of(duty: Duty) -> tuple[Cell, ...]:
    """The cells that a form asks of a unit, in the order of its lines."""
    span = span_of(duty.round)
    asked = duty.form.lines.values_list("indicator__key", "measure", "breakdown")
    return tuple(_cell(*line, duty.unit.code, span) for line in asked)


def proposals(duty: Duty, wanted: Collection[Cell] = ()) -> dict[Cell, FactVersion]:
    """The figures proposed for a duty and not yet settled, in the order of the form; only those of `wanted`, if any."""
    asked = wanted or cells_of(duty)
    open_ = permitted.open_versions(asked, settled=False)
    return {cell: open_[cell] for cell in asked if cell in open_ and open_[cell].duty_id == duty.pk}


def blank(duty: Duty) -> list[Fact]:
    """The figures of a form as far as they are known: what was entered, and the rest as missing."""

    held = proposals(duty)
    day = closing_day(duty)
    return [
        fact_of(held[cell]) if cell in held else Fact(cell, None, Standing.MISSING, as_of=day)
        for cell in cells_of(duty)
    ]


def closing_day(duty: Duty) -> date:
    """The day up to which the figures of a form are counted; raises UnknownCalendar."""
    span = span_of(duty.round)
    return window(duty.form.calendar, span, province_of(duty.unit, span)).last


def province_of(unit: Unit, span: Span) -> str:
    """The code of the province that a unit belongs to at the end of a span, or nothing."""
    above = units.above(unit.code, span.ends)
    found = Unit.objects.filter(code__in=above, kind=UnitKind.PROVINCE)
    return found.values_list("code", flat=True).first() or ""


def due_of(duty: Duty) -> date:
    """When it is due: by its own date, or that of the round."""
    return duty.due or duty.round.due


def names(wanted: Iterable[Cell]) -> list[str]:
    """How cells are named in a sentence."""
    cells = list(wanted)
    known = dict(Indicator.objects.filter(key__in={cell.indicator for cell in cells}).values_list("key", "name"))
    return [
        known.get(cell.indicator, cell.indicator) + (f" ({cell.breakdown})" if cell.breakdown else "") for cell in cells
    ]
