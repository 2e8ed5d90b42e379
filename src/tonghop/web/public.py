"""Công khai: what is published of a unit and a period, for everybody, as a page and as open data."""

from collections.abc import Sequence
from io import BytesIO

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.ledger import exchange, units
from tonghop.ledger.cells import STORED, fact_of
from tonghop.ledger.models import FactVersion, State, Unit
from tonghop.web.rendering import page

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SECONDS = 60


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def published(request: HttpRequest) -> HttpResponse:
    """The units that have published figures."""
    found = Unit.objects.filter(id__in=_published().values("unit_id")).order_by("code")
    names = units.names_of([unit.code for unit in found], None)
    return page(request, "published.html.j2", units=[(unit.code, names.get(unit.code, unit.code)) for unit in found])


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """The published figures of a unit over a period, by default the newest."""
    spans = _spans(code)
    asked = request.GET.get("period", "")
    span = next((span for span in spans if span.code == asked), spans[0])
    rows = _published().filter(unit__code=code, year=span.year, first=span.first, last=span.last)
    rows = rows.exclude(measure=STORED[Measure.PLAN]).select_related("indicator", "unit", "source")
    ordered = rows.defer("source__content", "source__text").order_by("indicator__group", "indicator__name", "id")
    return page(
        request,
        "publication.html.j2",
        code=code,
        name=units.name_of(code, span.ends),
        span=span,
        spans=spans,
        rows=[(row.indicator, fact_of(row), row.source) for row in ordered],
        formats=tuple(_TYPES),
    )


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def data(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:  # noqa: ARG001
    """The same as a file."""
    span = next((span for span in _spans(code) if span.code == period), None)
    if span is None or form not in _TYPES:
        raise Http404
    rows = _published().filter(unit__code=code, year=span.year, first=span.first, last=span.last)
    file = BytesIO()
    exchange.write([fact_of(row) for row in rows.select_related("indicator", "unit").order_by("id")], file, form)
    answer = HttpResponse(file.getvalue(), _TYPES[form])
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"so-lieu-{code}-{period}.{form}") or ""
    return answer


def _published() -> QuerySet[FactVersion]:
    return FactVersion.objects.filter(known_to=None, state=State.PUBLISHED)


def _spans(code: str) -> Sequence[Span]:
    """The periods of which a unit has published figures, the newest first; raises Http404 where it has none."""
    rows = _published().filter(unit__code=code).exclude(measure=STORED[Measure.PLAN])
    found = rows.values_list("year", "first", "last").distinct().order_by("-year", "-last", "first")
    spans = [Span(*row) for row in found]
    if not spans:
        raise Http404
    return spans
