"""Mẫu báo cáo: the Word files in which units have their reports written."""

import os
from functools import cache

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.catalog.outlines import outlines
from tonghop.core.errors import Refusal
from tonghop.drafting.templates import Problem, WrongTemplate
from tonghop.drafting.templates.check import CHECKING
from tonghop.ledger import access, papers, units
from tonghop.ledger.models import Unit
from tonghop.ledger.rights import Action
from tonghop.web.downloads import BYTES, download
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.reports import drafters
from tonghop.web.saying import saying, sentence_of
from tonghop.workers import Limits, Stopped, Worker, refuse_size

_MOST, _SECONDS, _MEGABYTES = 200, 30, 10


@require_GET
@members
def templates(request: MemberRequest) -> HttpResponse:
    """The templates of the units in reach."""
    return _listed(request)


@require_POST
@members
def send(request: MemberRequest) -> HttpResponse:
    """Keep a template for a kind of report; what is wrong with it is told above the list, tag by tag."""
    unit, file = units.find(request.POST.get("unit", "").strip() or request.home.code), request.FILES.get("file")
    access.require(request.account, Action.DRAFT_REPORTS, unit)
    kind = request.POST.get("kind", "")
    if file is None or kind not in outlines().kinds:
        return redirect("report-templates")
    try:
        content = file.read()
        problems = _checked(content, file.name or "")
        papers.keep_template(request.account, unit, kind, file.name or "", content)
    except WrongTemplate as wrong:
        return _listed(request, sentence_of(request, wrong), wrong.problems)
    except Refusal as refusal:
        return _listed(request, sentence_of(request, refusal))
    return _listed(request, problems=problems) if problems else redirect("report-templates")


@require_POST
@members
def drop(request: MemberRequest, number: int) -> HttpResponse:
    """Have reports written in our own form again."""
    papers.drop_template(request.account, number)
    return redirect("report-templates")


@require_GET
@members
def file(request: MemberRequest, number: int) -> HttpResponse:
    """The Word file."""
    row = papers.templates(request.account).defer(None).filter(pk=number).first()
    if row is None:
        raise Http404
    return download(bytes(row.content), BYTES, row.name)


def _checked(content: bytes, name: str) -> tuple[Problem, ...]:
    """What may surprise in a template, checked in another process; raises WrongTemplate where a tag is wrong."""
    limits = Limits(_SECONDS, Limits.of(os.environ).memory, _MEGABYTES)
    try:
        refuse_size(content, name, limits)
        problems = _checker().ask(content)
    except Stopped:
        raise Refusal("Không kiểm tra được mẫu này. Mở bằng Word, lưu lại rồi thử lại.") from None
    if serious := tuple(problem for problem in problems if problem.serious):
        raise WrongTemplate(serious)
    return problems


@cache
def _checker() -> Worker[bytes, tuple[Problem, ...]]:
    return Worker(CHECKING, Limits(_SECONDS, Limits.of(os.environ).memory, _MEGABYTES))


def _listed(request: MemberRequest, sentence: str = "", problems: tuple[Problem, ...] = ()) -> HttpResponse:
    access.require_some(request.account, Action.SEE_DRAFTS)
    rows = list(papers.templates(request.account)[:_MOST])
    may = Unit.objects.filter(access.within(request.account, Action.DRAFT_REPORTS, "id"))
    return page(
        request,
        "report_templates.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        problems=[problem.sentence(saying(request)) for problem in problems],
        rows=rows,
        changeable=set(may.filter(pk__in={row.unit_id for row in rows}).values_list("code", flat=True)),
        names=units.names_of({row.unit.code for row in rows}, localdate()),
        kinds=outlines().kinds,
        choices=drafters(request),
        home=request.home.code,
    )
