"""Tổng quan: what needs attention now, for the person who looks."""

from collections import Counter

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tonghop.ledger import access
from tonghop.ledger.ask import Status
from tonghop.ledger.rights import Action
from tonghop.web import attention
from tonghop.web.asked import asked, choices
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.rows import rows_of

_MOST = 10


@require_GET
@members
def overview(request: MemberRequest) -> HttpResponse:
    """The page: what the account owes and has to decide, targets in danger, the largest moves."""
    account = request.account
    sees = access.may(account, Action.SEE_ACCEPTED, request.home)
    place = asked(request, Action.SEE_ACCEPTED if sees else Action.SEE_PUBLISHED)
    rows = rows_of(place.unit.code, place.span) if sees else []
    return page(
        request,
        "overview.html.j2",
        place=place,
        choices=choices(place.span),
        owed=attention.owed(account)[:_MOST],
        to_decide=attention.to_decide(account)[:_MOST],
        dangers=attention.dangers(rows)[:_MOST],
        moves=attention.moves(rows, _MOST),
        tally=Counter(row.status for row in rows),
        statuses=tuple(Status),
    )
