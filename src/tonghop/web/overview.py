"""Tổng quan: what needs attention now, for the person who looks."""

from collections import Counter

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tonghop.ledger import access, units
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
    """The page: what the account owes and has to decide, and the ten things that matter to who sees the figures."""
    account = request.account
    sees = access.may(account, Action.SEE_ACCEPTED, request.home)
    place = asked(request, Action.SEE_ACCEPTED if sees else Action.SEE_PUBLISHED)
    rows = rows_of(place.unit.code, place.span) if sees else []
    owed, to_decide = attention.owed(account), attention.to_decide(account)
    contested, late = attention.contested(account), attention.late(account) if sees else []
    dangers, moves = attention.dangers(rows), attention.moves(rows)
    of_each = attention.ten(contested, late, dangers, moves)
    duties = (*to_decide, *(item.duty for kind in (owed, contested, late) for item in kind))
    return page(
        request,
        "overview.html.j2",
        place=place,
        choices=choices(place.span),
        owed=owed[:_MOST],
        to_decide=to_decide[:_MOST],
        contested=contested[: of_each[0]],
        late=late[: of_each[1]],
        dangers=dangers[: of_each[2]],
        moves=moves[: of_each[3]],
        names=units.names_of({duty.unit.code for duty in duties}, place.span.ends),
        tally=Counter(row.status for row in rows),
        statuses=tuple(Status)[:-1],
        open=Status.OPEN,
        pace=attention.pace(rows),
    )
