"""The registers, the cases of one as a list or a board, what is counted of them, and a workbook of it."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.catalog.registers import Register, registers
from tonghop.ledger import access, cases, units
from tonghop.ledger.cases import Sought
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.models import Case, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import day_of
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.values import words
from tonghop.web.registers.views import saved
from tonghop.web.rendering import language, page

_ON_A_PAGE, _ON_A_BOARD = 50, 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A register with how many of its cases are open and how many of those are overdue."""

    register: Register
    open: int
    overdue: int


@require_GET
@members
def all_registers(request: MemberRequest) -> HttpResponse:
    """All registers, and what is open in each."""
    access.require_some(request.account, Action.SEE_CASES)
    late = Q(next_due__lt=localdate())
    rows = Case.objects.filter(cases.visible(request.account), closed=None).values("register")
    counts = {row["register"]: row for row in rows.annotate(open=Count("id"), overdue=Count("id", filter=late))}
    none = {"open": 0, "overdue": 0}
    standings = [
        Standing(register, counts.get(key, none)["open"], counts.get(key, none)["overdue"])
        for key, register in registers().items()
    ]
    return page(request, "registers/all.html.j2", standings=sorted(standings, key=lambda item: item.register.name))


@require_GET
@members
def listing(request: MemberRequest, key: str) -> HttpResponse:
    """The cases of a register that answer the address, as a list or, with `xem=bang`, as a board of its states.

    Somebody whose unit has none in it is shown those of others that he was given.
    """
    register, place = asked(request, key)
    sought = sought_by(request, key, place)
    states = cases.by_state(request.account, key, place, sought.handler)
    given = {} if states or sought.handler else cases.by_state(request.account, key, place, request.account)
    if given:
        states, sought = given, replace(sought, handler=request.account)
    found = cases.found(request.account, sought)
    board = request.GET.get("xem") == "bang"
    shown = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query["unit"] = place.code
    if given:
        query["cua-toi"] = "1"
    for name in ("trang", "xem"):
        query.pop(name, None)
    return page(
        request,
        "registers/listing.html.j2",
        register=register,
        place=place,
        sought=sought,
        states=states,
        given=bool(given),
        shown=None if board else shown,
        board=[(state, found.filter(state=state)[:_ON_A_BOARD]) for state in register.states] if board else (),
        query=query.urlencode(),
        views=saved(request.account, key),
        today=localdate(),
        may_receive=access.may(request.account, Action.HANDLE_CASES, place),
    )


@require_GET
@members
def measures(request: MemberRequest, key: str) -> HttpResponse:
    """What a register comes to between two days, as it stood on the second; by one of its breakdowns."""
    register, place = asked(request, key)
    first, last = _days(request)
    field = request.GET.get("theo", "")
    field = field if field in register.breakdowns else ""
    codes = [unit.pk for unit in Unit.objects.filter(pk__in=access.below([place.pk]))]
    parts = cases.measure(register, codes, first, last, field) if field else {}
    totals = cases.measure_all(register, codes, first, last)
    chosen, speech = names_at(place, last), Speech(language(request))
    named = sorted((_part(register, field, part, chosen, speech), values) for part, values in parts.items())
    return page(
        request,
        "registers/measures.html.j2",
        register=register,
        place=place,
        first=first,
        last=last,
        field=field,
        parts=named,
        totals=totals,
        rates=[(item, cases.rate(item, totals)) for item in register.rates.values()],
        posted=cases.of_register(key, place),
    )


def asked(request: MemberRequest, key: str) -> tuple[Register, Unit]:
    """The register and the unit that the address names, by default the home of the account."""
    register, code = cases.register_of(key), request.GET.get("unit", "").strip()
    place = units.find(code) if code else request.home
    access.require(request.account, Action.SEE_CASES, place)
    return register, place


def sought_by(request: MemberRequest, key: str, place: Unit) -> Sought:
    given = request.GET
    late = given.get("han", "")
    return Sought(
        key,
        place,
        state=given.get("trang-thai", ""),
        words=given.get("q", "")[:200],
        late={"qua-han": "overdue", "sap-den-han": "soon"}.get(late, ""),
        handler=request.account if given.get("cua-toi") else None,
        only_open=bool(given.get("dang-mo")),
    )


def _days(request: MemberRequest) -> tuple[date, date]:
    """The days that the address names, by default from the beginning of the year until today."""
    today = localdate()
    last = day_of(request.GET.get("den", "")) or today
    first = day_of(request.GET.get("tu", "")) or last.replace(month=1, day=1)
    return min(first, last), last


def _part(register: Register, field: str, value: str, chosen: Names, speech: Speech) -> str:
    if not field:
        return ""
    return words(register.fields[field], value, chosen, speech) or speech.say("chưa ghi")
