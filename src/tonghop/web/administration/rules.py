"""Calendars and thresholds: what is in force, and how to set it anew."""

from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.catalog.thresholds import thresholds
from tonghop.core.errors import Refusal
from tonghop.ledger import access, units
from tonghop.ledger.models import Calendar, Form, Threshold
from tonghop.ledger.office import rules as office
from tonghop.ledger.rights import Action
from tonghop.web.administration.choices import units_managed
from tonghop.web.administration.frame import framed, reason_of, told
from tonghop.web.people import MemberRequest, members


@require_GET
@members
def rules(request: MemberRequest) -> HttpResponse:
    """The thresholds of units, the rules of calendars, and the calendars of forms."""
    return _shown(request)


@require_POST
@members
def step(request: MemberRequest, action: str) -> HttpResponse:
    """Set a rule; a refusal is told above them, and nothing has changed then."""
    sent, reason = request.POST, reason_of(request)
    try:
        match action:
            case "nguong":
                unit = units.find(sent.get("unit", "").strip())
                office.set_threshold(request.account, unit, _percent(sent.get("nearly", "")), reason)
            case "lich":
                office.follow(request.account, _closing(request), reason)
            case "bieu":
                office.set_calendar(request.account, sent.get("form", ""), sent.get("calendar", ""), reason)
            case _:
                raise Http404
    except Refusal as refusal:
        return _shown(request, told(request, refusal))
    return redirect("rules")


def _shown(request: MemberRequest, sentence: str = "") -> HttpResponse:
    access.require_some(request.account, Action.MANAGE_OFFICE)
    within = access.within(request.account, Action.MANAGE_OFFICE)
    held = list(Threshold.objects.filter(within).select_related("unit").order_by("unit__code"))
    calendars = list(Calendar.objects.select_related("province").order_by("key", "start"))
    return framed(
        request,
        "admin/rules.html.j2",
        sentence=sentence,
        thresholds=held,
        names=units.names_of({row.unit.code for row in held}, localdate()),
        nearly=thresholds().nearly,
        choices=units_managed(request.account),
        home=request.home.code,
        calendars=calendars,
        keys={row.key: row.name for row in calendars},
        forms=Form.objects.order_by("name"),
        over_all=access.is_over_all(request.account, Action.MANAGE_OFFICE),
        sent=request.POST,
        today=localdate(),
    )


def _percent(text: str) -> Decimal | None:
    """The percentage that a form sends, None where it is left empty; raises WrongThreshold."""
    try:
        given = Decimal(text.strip().removesuffix("%").replace(",", ".")) if text.strip() else None
    except InvalidOperation:
        raise office.WrongThreshold from None
    if given is not None and not given.is_finite():
        raise office.WrongThreshold
    return given


def _closing(request: MemberRequest) -> office.Closing:
    sent = request.POST
    key, name, basis = (sent.get(field, "").strip() for field in ("key", "name", "basis"))
    try:
        day, start = int(sent.get("day", "")), parse_date(sent.get("start", ""))
    except ValueError:
        start = None
    if start is None:
        raise office.WrongRule("Quy định của lịch cần có ngày chốt và ngày có hiệu lực.")
    if not (key.isascii() and key.replace("-", "").isalnum()):
        raise office.WrongRule("Mã lịch gồm chữ không dấu, số và gạch nối.")
    return office.Closing(key.lower(), name, day, "overlaps" in sent, start, basis)
