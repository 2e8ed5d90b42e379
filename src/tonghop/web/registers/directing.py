"""The leader's board of the registers, the cases behind each of its counts, and what holds an indicator up."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.catalog.boards import boards
from tonghop.catalog.registers import registers
from tonghop.ledger import access, units
from tonghop.ledger.cases import boarding
from tonghop.ledger.cases.boarding import Picked
from tonghop.ledger.models import Account, Indicator, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked, day_of, misread_days
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_WEEK = timedelta(days=7)
_SINCE = {"tu": "Từ ngày"}
_ON_A_PAGE = 50
_CONDITIONS = {
    "dang-mo": "open",
    "qua-han": "overdue",
    "sap-den-han": "soon",
    "tiep-nhan": "received",
    "ket-thuc": "resolved",
    "moi-qua-han": "fallen",
    "chuyen-buoc": "moved",
    **{f"tre-{number}": f"late{number}" for number in range(len(boards().late) + 1)},
}
"""What the address calls the counts of the board."""


@require_GET
@members
def directing(request: MemberRequest) -> HttpResponse:
    """The board of a unit: overdue and nearly due, where work waits, what changed since a day."""
    place, today = _place(request), localdate()
    meeting = boarding.last_meeting(request.account, place, today)
    since = _since(request, meeting)
    board = boarding.board(request.account, place, today, since)
    people = Account.objects.filter(username__in=board.people).values_list("username", "full_name")
    return page(
        request,
        "registers/directing.html.j2",
        place=place,
        name=units.name_of(place.code, today),
        today=today,
        since=since,
        unclear=misread_days(request.GET, _SINCE),
        meeting=meeting,
        board=board,
        registers=registers(),
        units=units.names_of(board.units, today),
        people=dict(people),
        late=_ages(),
        least=boards().least,
        link=lambda **picked: _link(place, since, **picked),
    )


@require_GET
@members
def picked(request: MemberRequest) -> HttpResponse:
    """The cases behind a count of the board."""
    place, today, since = _place(request), localdate(), _since(request)
    given = request.GET
    condition = _CONDITIONS.get(given.get("loai", "dang-mo"))
    if condition is None:
        raise Http404
    chosen = Picked(condition, given.get("so", ""), given.get("don-vi", ""), given.get("nguoi", ""))
    rows = boarding.picked(request.account, place, today, since, chosen)
    return page(
        request,
        "registers/picked.html.j2",
        place=place,
        chosen=chosen,
        since=since,
        shown=Paginator(rows, _ON_A_PAGE).get_page(given.get("trang")),
        registers=registers(),
        unit_name=units.names_of([chosen.unit], today).get(chosen.unit, "") if chosen.unit else "",
        late=_ages(),
        today=today,
        query={key: value for key, value in given.items() if key != "trang"},
    )


@require_GET
@members
def behind(request: MemberRequest, key: str) -> HttpResponse:
    """Why an indicator is behind: the open cases of the registers that feed it and of the unit that owns it."""
    place: Asked = asked(request, Action.SEE_CASES)
    indicator = Indicator.objects.filter(key=key).select_related("owner").first()
    if indicator is None:
        raise Http404
    owner = indicator.owner.code if indicator.owner else ""
    rows = boarding.holding_up(request.account, place.unit, key, owner)
    today = localdate()
    return page(
        request,
        "registers/behind.html.j2",
        place=place,
        indicator=indicator,
        owner=units.name_of(owner, today) if owner else "",
        feeding=boarding.feeding(key),
        shown=Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("trang")),
        registers=registers(),
        today=today,
        query={"unit": place.unit.code, "period": place.span.code},
    )


def _place(request: MemberRequest) -> Unit:
    """The unit that the address names, by default the home of the account."""
    code = request.GET.get("unit", "").strip()
    place = units.find(code) if code else request.home
    access.require(request.account, Action.SEE_CASES, place)
    return place


def _since(request: MemberRequest, meeting: date | None = None) -> date:
    """The day from which on changes are told, by default that of the last meeting or else a week ago."""
    today = localdate()
    return min(day_of(request.GET.get("tu", "")) or meeting or today - _WEEK, today)


def _ages() -> dict[str, tuple[int, int | None]]:
    """How late the cases of each class are, by its name in addresses: from and to so many days."""
    ends = boards().late
    firsts = (1, *(end + 1 for end in ends))
    return {f"tre-{at}": (first, end) for at, (first, end) in enumerate(zip(firsts, (*ends, None), strict=True))}


def _link(place: Unit, since: date, **chosen: str) -> str:
    """The question of the address that shows the cases behind a count."""
    return urlencode({"unit": place.code, "tu": since.isoformat(), **chosen})
