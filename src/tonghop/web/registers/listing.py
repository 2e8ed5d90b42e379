"""The registers, the cases of one as a list or a board, what is counted of them, and a workbook of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.catalog.registers import Register, registers
from tonghop.ledger import access, cases, units
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.cases.places import reach
from tonghop.ledger.models import Case, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import day_of, misread_as, misread_days
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.filters import (
    IN_SIGHT,
    STATE,
    active,
    filters,
    misread,
    narrows,
    sought_by,
    understood,
    without,
)
from tonghop.web.registers.values import words
from tonghop.web.registers.views import saved
from tonghop.web.rendering import language, page

_ON_A_PAGE, _ON_A_BOARD = 50, 20
_WHERE = ("trang", "xem")
_FROM_TO = {"tu": "Từ ngày", "den": "Đến hết ngày"}


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
    told, speech = understood(register, request.GET), Speech(language(request))
    sought = asked_for = sought_by(request, register, place)
    states, given = cases.by_state(request.account, sought), False
    if not states and not narrows(sought, place):
        own = replace(sought, handler=request.account)
        if given := bool(found_own := cases.by_state(request.account, own)):
            states, sought = found_own, own
    found = cases.found(request.account, sought)
    board = request.GET.get("xem") == "bang"
    shown = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("trang"))
    query = _query(told, unit=place.code, **{"cua-toi": "1"} if given else {})
    offered = filters(register, place, told, speech)
    chosen = active(register, offered, asked_for, speech)
    return page(
        request,
        "registers/listing.html.j2",
        register=register,
        place=place,
        sought=sought,
        states=states,
        given=given,
        filters=offered,
        active=[(item, without(query, item.name)) for item in chosen],
        further=len({item.name for item in chosen} - IN_SIGHT),
        unclear=misread(register, request.GET),
        shown=None if board else shown,
        keepers=_keepers(shown, place),
        board=_board(found, register, states) if board else (),
        query=query.urlencode(),
        all_states=without(query, STATE),
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
    codes = reach([place.pk])[place.pk]
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
        unclear=misread_days(request.GET, _FROM_TO) + misread_as("theo", "Chia theo", request.GET, field),
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


def _query(given: Mapping[str, str], **more: str) -> QueryDict:
    """What the address of a list asks for, without where in it somebody is."""
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in given.items() if value and name not in _WHERE} | more)
    return query


def _board(found: QuerySet[Case], register: Register, states: Mapping[str, int]) -> list[tuple[str, list[Case]]]:
    """The latest cases that answer in each state of a register, those of all states in one query."""
    each = [
        found.select_related(None).filter(state=state)[:_ON_A_BOARD] for state in register.states if state in states
    ]
    rows = each[0].union(*each[1:], all=True) if each else ()
    held: dict[str, list[Case]] = {state: [] for state in register.states}
    for case in sorted(rows, key=lambda case: (case.received, case.pk), reverse=True):
        held[case.state].append(case)
    return list(held.items())


def _keepers(shown: Page[Case], place: Unit) -> dict[str, str]:
    """The names of the other units that cases on a page belong to, by their codes."""
    others = {case.unit.code for case in shown if case.unit_id != place.pk}
    return units.names_of(others, localdate()) if others else {}


def _days(request: MemberRequest) -> tuple[date, date]:
    """The days that the address names, none to come, by default from the beginning of the year until today."""
    today = localdate()
    last = min(day_of(request.GET.get("den", "")) or today, today)
    first = day_of(request.GET.get("tu", "")) or last.replace(month=1, day=1)
    return min(first, last), last


def _part(register: Register, field: str, value: str, chosen: Names, speech: Speech) -> str:
    if not field:
        return ""
    return words(register.fields[field], value, chosen, speech) or speech.say("chưa ghi")
