"""Đơn vị: the hierarchy at any date, and what each unit was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.ledger import units as units_of_ledger
from tonghop.ledger.models import Unit
from tonghop.ledger.units import Step
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its name on the day."""

    code: str
    name: str


@require_GET
@members
def units(request: MemberRequest) -> HttpResponse:
    """The unit of the account."""
    return redirect("unit", request.home.code)


@require_GET
@members
def unit(request: MemberRequest, code: str) -> HttpResponse:
    """A unit on a day: what it belongs to, what belongs to it, and what it was made of."""
    day = _day(request.GET.get("day", "")) or localdate()
    found = units_of_ledger.find(code)
    return page(
        request,
        "unit.html.j2",
        unit=found,
        name=units_of_ledger.name_of(code, day),
        day=day,
        above=_named(units_of_ledger.above(code, day)[1:], day),
        children=_named(units_of_ledger.children(code, day), day),
        steps=_steps(found, day),
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _named(codes: Sequence[str], day: date) -> list[Named]:
    names = units_of_ledger.names_of(codes, day)
    return [Named(code, names.get(code, code)) for code in codes]


def _steps(unit: Unit, day: date) -> Sequence[Step]:
    """The mergers and splits of which the unit came, the latest first."""
    steps = units_of_ledger.lineage(unit.code, _LONG_AGO).steps
    return [step for step in steps if step.date <= day]
