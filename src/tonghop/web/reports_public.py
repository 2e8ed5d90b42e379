"""Công khai: the reports that were issued and made public, for everybody, with what became of them."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.ledger import reports, units
from tonghop.ledger.models import Report
from tonghop.web.keeping import for_everybody
from tonghop.web.rendering import page
from tonghop.web.reports_files import issued_file
from tonghop.web.reports_issued import told

_MOST = 200


@require_GET
@for_everybody
def public_reports(request: HttpRequest) -> HttpResponse:
    """The reports that are public, the newest first."""
    rows = list(_public().select_related("unit", "issue__number__register").order_by("-issue__dated", "-id")[:_MOST])
    names = units.names_of({row.unit.code for row in rows}, localdate())
    return page(request, "public_reports.html.j2", rows=[(row, reports.span_of(row)) for row in rows], names=names)


@require_GET
@for_everybody
def public_report(request: HttpRequest, number: int) -> HttpResponse:
    """A public report with its files and what became of it."""
    row = _one(number)
    shown = told(row)
    linked = {each.successor for each in shown["amendments"]} | {row.replaces}
    return page(request, "public_report.html.j2", linked={each.pk for each in linked if each and each.public}, **shown)


@require_GET
def public_file(request: HttpRequest, number: int, form: str) -> HttpResponse:  # noqa: ARG001
    """A file of a public report, as it was issued."""
    return issued_file(_one(number), form)


def _public() -> QuerySet[Report]:
    return Report.objects.filter(public=True).exclude(issue=None).defer("examined", "issue__paper")


def _one(number: int) -> Report:
    if row := _public().filter(pk=number).select_related("unit", "replaces").first():
        return row
    raise Http404
