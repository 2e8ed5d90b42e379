"""Việc của tôi: what an officer owes in all registers, as a page and as a calendar that other programs fetch."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tonghop.catalog.registers import registers
from tonghop.core.language import LANGUAGES, translator
from tonghop.ledger import feeds, rounds
from tonghop.ledger.cases.due import Urgency, called_outside, owed, urgency
from tonghop.ledger.models import Account, Case, Feed
from tonghop.ledger.rights import Action
from tonghop.web.downloads import ICS
from tonghop.web.icalendar import Event, calendar
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_MOST = 200
_BACK, _AHEAD = timedelta(days=60), timedelta(days=400)


@require_GET
@members
def mine(request: MemberRequest) -> HttpResponse:
    """The open cases that the account handles, in the order in which they are due."""
    return _mine(request)


@require_POST
@members
def feed_step(request: MemberRequest, action: str) -> HttpResponse:
    """Give the account an address for its calendar, which is shown this once, or withdraw it."""
    match action:
        case "cap":
            address = reverse("feed", args=[feeds.renew(request.account)])
            return _mine(request, request.build_absolute_uri(address))
        case "thu-hoi":
            feeds.revoke(request.account)
            return redirect("my-cases")
        case _:
            raise Http404


@never_cache
@require_GET
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of the account whose key the address holds: what is due when, without anything about persons."""
    account = feeds.account_of(key)
    if account is None:
        raise Http404
    events = [*_of_cases(request, account), *_of_forms(account)]
    return HttpResponse(calendar("Tổng Hợp", events, now()), ICS)


def _mine(request: MemberRequest, address: str = "") -> HttpResponse:
    today = localdate()
    rows = list(owed(request.account)[:_MOST])
    return page(
        request,
        "registers/mine.html.j2",
        groups={kind: [row for row in rows if urgency(row, today) is kind] for kind in Urgency},
        more=len(rows) == _MOST,
        registers=registers(),
        today=today,
        feed=Feed.objects.filter(account=request.account).first(),
        address=address,
    )


def _of_cases(request: HttpRequest, account: Account) -> list[Event]:
    rows = owed(account).exclude(next_due=None)[:_MOST]
    return [
        Event(f"case-{row.pk}", row.next_due, f"Hạn: {called_outside(row)}", _told(request, row))
        for row in rows
        if row.next_due
    ]


def _told(request: HttpRequest, row: Case) -> str:
    """What an event says of a case: its register, and where it is to be found by who may see it."""
    return f"{registers()[row.register].name}\n{request.build_absolute_uri(reverse('case', args=[row.pk]))}"


def _of_forms(account: Account) -> list[Event]:
    """The forms that the account has to fill in."""
    today, say = localdate(), translator(LANGUAGES[0]).gettext
    return [
        Event(
            f"{item.round.pk}-{item.form.key}-{item.day:%Y%m%d}",
            item.day,
            say("Hạn nộp: {form}").format(form=item.form.name),
            item.round.name,
        )
        for item in rounds.deadlines(account, Action.DRAFT, today - _BACK, today + _AHEAD)
    ]
