"""Chỉ tiêu: the plan board of a unit, whole or filtered."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tonghop.ledger import ask, units
from tonghop.ledger.ask import Status
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked, choices
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.rows import rows_of


@require_GET
@members
def board(request: MemberRequest) -> HttpResponse:
    """The board, whole or those indicators of it that the address asks for."""
    place = asked(request, Action.SEE_ACCEPTED)
    rows = rows_of(place.unit.code, place.span)
    group, status = request.GET.get("group", ""), request.GET.get("status", "")
    shown = [row for row in rows if group in ("", row.line.indicator.group) and status in ("", row.status.name)]
    return page(
        request,
        "board.html.j2",
        place=place,
        choices=choices(place.span),
        around=_around(place),
        groups=[(name, list(held)) for name, held in groupby(shown, lambda row: row.line.indicator.group)],
        all_groups=sorted({row.line.indicator.group for row in rows}),
        tally=Counter(row.status for row in rows),
        statuses=tuple(Status),
        group=group,
        chosen=status,
        thresholds=ask.thresholds(place.unit.code),
    )


def _around(place: Asked) -> Sequence[tuple[str, str]]:
    """The unit, the one above it and those directly below it, by their codes and names."""
    above = units.parent_of(place.unit.code, place.span.ends)
    codes = [*([above] if above else ()), place.unit.code, *units.children(place.unit.code, place.span.ends)]
    names = units.names_of(codes, place.span.ends)
    return [(code, names.get(code, code)) for code in codes]
