"""The calendar of due dates: a month on a page, and one's own due dates for other calendars."""

from calendar import Calendar
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from tonghop.core.language import translator
from tonghop.ledger import rounds, units
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import Deadline
from tonghop.web.downloads import ICS, download
from tonghop.web.icalendar import Event, calendar
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page

_BACK, _AHEAD = timedelta(days=60), timedelta(days=400)
_NAMED = 6
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the page, with what is due on it."""

    date: date
    deadlines: Sequence[Deadline]


@require_GET
@members
def month(request: MemberRequest) -> HttpResponse:
    """The due dates of a month, by default this one, of all that the account sees."""
    first = first_of(request.GET.get("thang", ""))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    due: dict[date, list[Deadline]] = {}
    for item in rounds.deadlines(request.account, Action.SEE_DUTIES, weeks[0][0], weeks[-1][-1]):
        due.setdefault(item.day, []).append(item)
    return page(
        request,
        "agenda.html.j2",
        first=first,
        weeks=[[Day(day, due.get(day, ())) for day in week] for week in weeks],
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{first + timedelta(days=31):%Y-%m}",
        today=localdate(),
        count=sum(len(held) for day, held in due.items() if day.month == first.month),
    )


@require_GET
@members
def file(request: MemberRequest) -> HttpResponse:
    """What the account itself is to fill in, from two months ago on, for another calendar."""
    today, say = localdate(), translator(language(request)).gettext
    due = rounds.deadlines(request.account, Action.DRAFT, today - _BACK, today + _AHEAD)
    names = units.names_of({duty.unit.code for item in due for duty in item.duties}, today)
    events = [
        Event(
            f"{item.round.pk}-{item.form.key}-{item.day:%Y%m%d}",
            item.day,
            say("Hạn nộp: {form}").format(form=item.form.name),
            f"{item.round.name}\n" + _units([names.get(duty.unit.code, duty.unit.code) for duty in item.duties]),
        )
        for item in due
    ]
    return download(calendar(say("Hạn nộp báo cáo"), events, now()), ICS, "han-nop.ics")


def _units(names: Sequence[str]) -> str:
    more = f" (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def first_of(text: str) -> date:
    """The first day of a month of our time written like 2026-11; of this month where it is not."""
    with suppress(ValueError):
        first = date.fromisoformat(f"{text}-01")
        if first.year in _YEARS:
            return first
    return localdate().replace(day=1)
