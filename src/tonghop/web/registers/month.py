"""The time limits of a register in a month."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.ledger import access, cases, units
from tonghop.ledger.cases import Sought
from tonghop.ledger.models import Case
from tonghop.ledger.rights import Action
from tonghop.web.agenda import first_of
from tonghop.web.asked import misread_as
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_MOST, _ON_A_DAY = 1000, 5


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the page, with the first open cases that are due on it and how many more there are."""

    date: date
    cases: list[Case]
    more: int


@require_GET
@members
def month(request: MemberRequest, key: str) -> HttpResponse:
    """The open cases of a register on the days on which they are due, of a month, by default this one."""
    register, code = cases.register_of(key), request.GET.get("unit", "").strip()
    place = units.find(code) if code else request.home
    access.require(request.account, Action.SEE_CASES, place)
    first = first_of(request.GET.get("thang", ""))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    rows = cases.found(request.account, Sought(key, place, only_open=True))
    rows = rows.filter(next_due__range=(weeks[0][0], weeks[-1][-1])).order_by("next_due", "id")
    due: dict[date, list[Case]] = {}
    for row in rows[:_MOST]:
        if row.next_due:
            due.setdefault(row.next_due, []).append(row)
    return page(
        request,
        "registers/month.html.j2",
        register=register,
        place=place,
        first=first,
        unclear=misread_as("thang", "Tháng", request.GET, f"{first:%Y-%m}"),
        weeks=[[_day(day, due.get(day, [])) for day in week] for week in weeks],
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{first + timedelta(days=31):%Y-%m}",
        today=localdate(),
        free=not due,
    )


def _day(day: date, held: list[Case]) -> Day:
    return Day(day, held[:_ON_A_DAY], max(len(held) - _ON_A_DAY, 0))
