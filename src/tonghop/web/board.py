"""Chỉ tiêu: the plan board of a unit, whole or filtered, in the columns that its reader has chosen."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tonghop.ledger import ask, units
from tonghop.ledger.ask import Status
from tonghop.ledger.models import Account
from tonghop.ledger.preferences import prefer, preferred
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked, choices
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.rows import Row, rows_of

_PREFERENCE = "board-columns"


class Column(StrEnum):
    """The columns that a reader may choose; that of the indicators is always there."""

    PLAN = "plan"
    REACHED = "reached"
    AS_OF = "as_of"
    RATIO = "ratio"
    GROWTH = "growth"
    SERIES = "series"
    OUTLOOK = "outlook"
    OWNER = "owner"


_TITLES = {
    Column.PLAN: "Kế hoạch năm",
    Column.REACHED: "Thực hiện",
    Column.AS_OF: "Số liệu đến ngày",
    Column.RATIO: "So với kế hoạch",
    Column.GROWTH: "So với cùng kỳ",
    Column.SERIES: "Diễn biến",
    Column.OUTLOOK: "Dự báo cả năm",
    Column.OWNER: "Đơn vị phụ trách",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are asked for: of a group, an owner (by code) and a status (by name); nothing stands for all."""

    group: str
    owner: str
    status: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Filter":
        """What the address asks for."""
        return cls(*(request.GET.get(name, "") for name in ("group", "owner", "status")))

    def keeps(self, row: Row) -> bool:
        """Whether a row is asked for."""
        return (
            self.group in ("", row.line.indicator.group)
            and (not self.owner or self.owner in row.owners)
            and self.status in ("", row.status.name)
        )


@require_GET
@members
def board(request: MemberRequest) -> HttpResponse:
    """The board, whole or those indicators of it that the address asks for."""
    place, filter_ = asked(request, Action.SEE_ACCEPTED), Filter.of(request)
    rows = full_rows(place)
    around, owners = _around(place), sorted({code for row in rows for code in row.owners})
    names = units.names_of({*around, *owners}, place.span.ends)
    shown = list(filter(filter_.keeps, rows))
    return page(
        request,
        "board.html.j2",
        place=place,
        choices=choices(place.span),
        around=[(code, names.get(code, code)) for code in around],
        owners=[(code, names.get(code, code)) for code in owners],
        names=names,
        groups=[(name, list(held)) for name, held in groupby(shown, lambda row: row.line.indicator.group)],
        all_groups=sorted({row.line.indicator.group for row in rows}),
        tally=Counter(row.status for row in rows),
        statuses=tuple(Status),
        filter=filter_,
        titles=_TITLES,
        columns=columns_of(request.account),
        query=request.GET.urlencode(),
        thresholds=ask.thresholds(place.unit.code),
    )


@require_POST
@members
def choose_columns(request: MemberRequest) -> HttpResponse:
    """Keep the columns that are wanted, and go back to the same board."""
    wanted = set(request.POST.getlist("column"))
    prefer(request.account, _PREFERENCE, [column for column in Column if column in wanted])
    query = urlencode(parse_qsl(request.POST.get("query", "")))
    return redirect(reverse("board") + (f"?{query}" if query else ""))


def columns_of(account: Account) -> Collection[Column]:
    """The columns that an account has chosen; all of them where it has chosen none."""
    chosen = preferred(account, _PREFERENCE)
    return [column for column in Column if not chosen or column in chosen]


def full_rows(place: Asked) -> list[Row]:
    """The rows of a board with the days of their figures and who answers for them."""
    days, owners = ask.days(place.unit.code, place.span), ask.owners(place.unit.code, place.span)
    return [
        replace(row, days=days.get(key), owners=owners.get(key, ()))
        for row in rows_of(place.unit.code, place.span)
        for key in [row.line.indicator.key]
    ]


def _around(place: Asked) -> Sequence[str]:
    """The unit, the one above it and those directly below it, by their codes."""
    above = units.parent_of(place.unit.code, place.span.ends)
    return [*([above] if above else ()), place.unit.code, *units.children(place.unit.code, place.span.ends)]
