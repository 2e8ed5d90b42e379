"""Công khai: what is published of a unit and a period, for everybody, as a page and as open data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tonghop.core.exact import exact
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.ledger import ask, exchange, units
from tonghop.ledger.cells import STORED, fact_of
from tonghop.ledger.models import Ancestry, FactVersion, Indicator, State, Unit
from tonghop.web.rendering import page

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of a unit that everybody may know: one that is published, or a sum of which every part is."""

    indicator: Indicator
    fact: Fact
    source: str


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def published(request: HttpRequest) -> HttpResponse:
    """The units that have published figures, of their own or of units below them."""
    above = Ancestry.objects.filter(unit__in=_published().values("unit_id")).values("ancestor_id")
    codes = list(Unit.objects.filter(id__in=above).order_by("code").values_list("code", flat=True))
    names = units.names_of(codes, None)
    return page(request, "published.html.j2", units=[(code, names.get(code, code)) for code in codes])


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """The published figures of a unit over a period, by default the newest."""
    spans, asked = _spans(code), request.GET.get("period", "")
    span = next((span for span in spans if span.code == asked), spans[0])
    return page(
        request,
        "publication.html.j2",
        code=code,
        name=units.name_of(code, span.ends),
        span=span,
        spans=spans,
        figures=_figures(code, span),
        formats=tuple(_TYPES),
    )


@require_GET
@cache_control(public=True, max_age=_SECONDS)
def data(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:  # noqa: ARG001
    """The same as a file."""
    span = next((span for span in _spans(code) if span.code == period), None)
    if span is None or form not in _TYPES:
        raise Http404
    file = BytesIO()
    exchange.write([figure.fact for figure in _figures(code, span)], file, form)
    answer = HttpResponse(file.getvalue(), _TYPES[form])
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"so-lieu-{code}-{period}.{form}") or ""
    return answer


def _published() -> QuerySet[FactVersion]:
    return FactVersion.objects.filter(known_to=None, state=State.PUBLISHED).exclude(measure=STORED[Measure.PLAN])


def _below(code: str) -> QuerySet[FactVersion]:
    """The published figures of a unit and of all that were ever below it."""
    return _published().filter(unit__in=Ancestry.objects.filter(ancestor__code=code).values("unit_id"))


def _spans(code: str) -> Sequence[Span]:
    """The periods of which a unit has published figures, the newest first; raises Http404 where it has none."""
    rows = _below(code).values_list("year", "first", "last").distinct()
    spans = [Span(*row) for row in rows.order_by("-year", "-last", "first")]
    if not spans:
        raise Http404
    return spans


def _figures(code: str, span: Span) -> list[Published]:
    rows = _below(code).filter(year=span.year, first=span.first, last=span.last)
    held = list(rows.select_related("indicator", "unit", "source").defer("source__content", "source__text"))
    own = [row for row in held if row.unit.code == code]
    found = [Published(row.indicator, fact_of(row), row.source.name if row.source else "") for row in own]
    stated = {row.indicator.key for row in own}
    return sorted(
        [*found, *_sums(code, span, [row for row in held if row.indicator.key not in stated])],
        key=lambda item: (item.indicator.group, item.indicator.name, item.fact.cell.breakdown),
    )


def _sums(code: str, span: Span, parts: Sequence[FactVersion]) -> list[Published]:
    """Sums over the units below, where every value in them is published."""
    indicators = {row.indicator.key: row.indicator for row in parts}
    count = Counter(row.indicator.key for row in parts if row.value is not None and not row.breakdown)
    known = ask.values([Cell(key, code, span) for key in count])
    return [
        Published(indicators[cell.indicator], Fact(cell, Decimal(written)), "")
        for cell, value in known.items()
        if value.parts == count[cell.indicator] and (written := exact(value.value)) and "/" not in written
    ]
