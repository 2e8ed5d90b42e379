"""Biểu cấp trên: forms of superiors, what their cells ask for, and the numbers of a period."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.api.problems import MOST_UPLOADED
from tonghop.catalog.vocabulary import plan_authorities
from tonghop.core.errors import Refusal, UnreadableDocument
from tonghop.core.span import Span
from tonghop.drafting.superior import STUDY, Sent, Studied, UnknownForm, changes, of_json, office
from tonghop.drafting.superior.office import NoSuchIndicator
from tonghop.ledger import access, papers, units
from tonghop.ledger.models import Indicator, SuperiorForm
from tonghop.ledger.rights import Action
from tonghop.web.asked import TIMES, Misread, last_month, misread_as, number_in
from tonghop.web.downloads import BYTES, download
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.reports import drafters
from tonghop.web.saying import sentence_of
from tonghop.web.superior_grid import MEANINGS, Given, sheets
from tonghop.workers import Limits, Stopped, Worker, refuse_size
from tonghop.workers.limits import MEGABYTE

_MOST, _SECONDS = 200, 60
_MONTH = "thang"


@require_GET
@members
def forms(request: MemberRequest) -> HttpResponse:
    """The forms of the units in reach."""
    return _listed(request)


@require_POST
@members
def send(request: MemberRequest) -> HttpResponse:
    """Keep a form that was received; one that is refused is told above the list."""
    unit, file = units.find(request.POST.get("unit", "").strip() or request.home.code), request.FILES.get("file")
    access.require(request.account, Action.DRAFT_REPORTS, unit)
    if file is None:
        return redirect("superior-forms")
    sent = Sent(file.name or "", file.read())
    try:
        cells = _studied(sent)
    except Refusal as refusal:
        return _listed(request, sentence_of(request, refusal))
    return redirect("superior-form", office.receive(request.account, unit, sent, cells).pk)


@require_GET
@members
def form(request: MemberRequest, number: int) -> HttpResponse:
    """A form with what its cells ask for; with a period, what filling it for that period comes to."""
    row = papers.form(request.account, number)
    return _shown(request, row, _studied(_sent(row)))


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Confirm what the cells ask for (`gan`), or forget the form (`bo`)."""
    match action:
        case "gan":
            return _agreed(request, papers.form(request.account, number))
        case "bo":
            papers.drop_form(request.account, number)
            return redirect("superior-forms")
    raise Http404


@require_GET
@members
def file(request: MemberRequest, number: int) -> HttpResponse:
    """The form, filled for a period; of a month that is none, the page says so."""
    row, span = papers.form(request.account, number), _span(request) or last_month()
    if _unclear(request):
        return _again(request, row)
    done = office.filled(request.account, row, _studied(_sent(row)), span)
    name = PurePath(row.name)
    return download(done.content, BYTES, f"{name.stem}-{span.code}{name.suffix}")


def _agreed(request: MemberRequest, row: SuperiorForm) -> HttpResponse:
    cells = _studied(_sent(row))
    given = Given.of(request.POST, cells)
    try:
        office.agree(request.account, row, cells, given.rows, given.columns)
    except NoSuchIndicator as refusal:
        return _shown(request, row, cells, sentence_of(request, refusal), given)
    return _again(request, row)


def _again(request: MemberRequest, row: SuperiorForm) -> HttpResponse:
    """Go to the page of a form, for the month that was chosen."""
    asked = {name: text for name, text in request.GET.items() if name == _MONTH}
    return redirect(f"{resolve_url('superior-form', row.pk)}?{urlencode(asked)}".rstrip("?"))


def _listed(request: MemberRequest, sentence: str = "") -> HttpResponse:
    access.require_some(request.account, Action.SEE_DRAFTS)
    rows = list(papers.forms(request.account)[:_MOST])
    return page(
        request,
        "superior_forms.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        rows=rows,
        names=units.names_of({row.unit.code for row in rows}, localdate()),
        choices=drafters(request),
        home=request.home.code,
    )


def _shown(
    request: MemberRequest,
    row: SuperiorForm,
    cells: Sequence[Studied],
    sentence: str = "",
    given: Given | None = None,
) -> HttpResponse:
    slots = [cell.slot for cell in cells]
    before = None if row.agreed else office.earlier(request.account, row, slots)
    span = _span(request)
    return page(
        request,
        "superior_form.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        row=row,
        name=units.names_of([row.unit.code], localdate()).get(row.unit.code, row.unit.code),
        sheets=sheets(slots),
        given=given or Given.agreed(office.offered(cells, row, before)),
        indicators=Indicator.objects.order_by("name").values_list("name", flat=True),
        meanings=MEANINGS,
        authorities=sorted(set(plan_authorities().values())),
        before=before,
        changed=changes(of_json(before.agreed), slots) if before and before.agreed else None,
        may_change=access.may(request.account, Action.DRAFT_REPORTS, row.unit),
        unclear=_unclear(request),
        span=span or last_month(),
        chosen=span is not None,
        done=office.filled(request.account, row, cells, span) if span and row.agreed else None,
    )


def _sent(row: SuperiorForm) -> Sent:
    return Sent(row.name, bytes(row.content))


def _studied(sent: Sent) -> tuple[Studied, ...]:
    """What the cells of a form seem to ask for, read in another process, held to limits."""
    try:
        refuse_size(sent.content, sent.name, _limits())
        return _student().ask(sent)
    except Stopped as stopped:
        raise _told(stopped.of(sent.name)) from stopped
    except UnreadableDocument as error:
        raise _told(error) from error


def _told(error: UnreadableDocument) -> UnknownForm:
    return UnknownForm(f"{error.problem} {error.remedy}", **error.values)


@cache
def _limits() -> Limits:
    limits = Limits.of(os.environ)
    return Limits(min(limits.seconds, _SECONDS), limits.memory, min(limits.size, MOST_UPLOADED // MEGABYTE))


@cache
def _student() -> Worker[Sent, tuple[Studied, ...]]:
    return Worker(STUDY, _limits())


def _span(request: MemberRequest) -> Span | None:
    """The period that is asked for: from January to the end of a month."""
    year, _, month = request.GET.get(_MONTH, "").partition("-")
    number, last = number_in(year) or 0, number_in(month) or 0
    return Span(number, 1, last) if number in TIMES and last in range(1, 13) else None


def _unclear(request: MemberRequest) -> list[Misread]:
    """The period that is asked for, where it is none."""
    return [] if _span(request) else misread_as(_MONTH, "Tháng", request.GET, "")
