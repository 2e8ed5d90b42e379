"""Sổ văn bản: the numbers that a unit gave to its documents, year by year."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import access, reports, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Register, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import TIMES, number_in
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of


@require_GET
@members
def registers(request: MemberRequest) -> HttpResponse:
    """The registers of a unit in a year."""
    return _page(request, _unit(request.GET.get("unit", ""), request), _year(request.GET.get("year", "")))


@require_POST
@members
def step(request: MemberRequest, action: str) -> HttpResponse:
    """Open, extend or close a register, or keep its next number; a refusal is told above them."""
    account, sent = request.account, request.POST
    unit, year, symbol = _unit(sent.get("unit", ""), request), _year(sent.get("year", "")), sent.get("symbol", "")[:40]
    number, last = _number(sent.get("number", "")), _number(sent.get("last", ""))
    try:
        match action:
            case "mo":
                reports.open_register(account, unit, year, symbol, 1 if number is None else number, last)
            case "giu-so":
                reports.reserve(account, unit, year, symbol, " ".join(sent.get("purpose", "").split()), number)
            case "dong":
                reports.close_register(account, unit, year, symbol)
            case "mo-tiep":
                reports.extend_register(account, unit, year, symbol, last)
            case _:
                raise Http404
    except Forbidden:
        raise
    except Refusal as refusal:
        return _page(request, unit, year, sentence_of(request, refusal))
    return redirect(f"{reverse('report-registers')}?{urlencode({'unit': unit.code, 'year': str(year)})}")


def _page(request: MemberRequest, unit: Unit, year: int, sentence: str = "") -> HttpResponse:
    access.require(request.account, Action.SEE_ISSUED, unit)
    rows = Register.objects.filter(unit=unit, year=year).order_by("symbol")
    years = set(Register.objects.filter(unit=unit).values_list("year", flat=True)) | {localdate().year, year}
    return page(
        request,
        "report_registers.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        sent=request.POST,
        unit=unit,
        name=units.name_of(unit.code, localdate()),
        year=year,
        years=sorted(years, reverse=True),
        registers=[(row, reports.following(row), reports.register_lines(row)) for row in rows],
        may_number=access.may(request.account, Action.ISSUE_REPORTS, unit),
    )


def _unit(code: str, request: MemberRequest) -> Unit:
    return units.find(code.strip()) if code.strip() else request.home


def _year(text: str) -> int:
    year = number_in(text)
    return year if year is not None and year in TIMES else localdate().year


def _number(text: str) -> int | None:
    """The number that a field says; none where it is empty, and 0, which no document has, where it says no number."""
    return (number_in(text.strip()) or 0) if text.strip() else None
