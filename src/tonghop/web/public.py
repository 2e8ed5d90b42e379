"""Công khai: what is published of a unit and a period, for everybody, as a page and as open data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.core.exact import exact
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.span import Span
from tonghop.ledger import exchange, units
from tonghop.ledger.ask import Line, Plan
from tonghop.ledger.cells import STORED
from tonghop.ledger.models import Ancestry, FactVersion, State, Unit
from tonghop.web.keeping import for_everybody
from tonghop.web.rendering import page
from tonghop.web.rows import rows_of

_DAY = timedelta(days=1)
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Published:
    """A line of the board of a unit, as far as everybody may know it.

    `plan` and `growth` are None where there is none, or where something in it is not published.
    """

    line: Line
    series: Sequence[Fraction | None]
    plan: Plan | None
    growth: Fraction | None


@require_GET
@for_everybody
def published(request: HttpRequest) -> HttpResponse:
    """The units that have published figures, of their own or of units below them; those that have ended apart."""
    above = Ancestry.objects.filter(unit__in=_published().values("unit_id")).values("ancestor_id")
    today, rows = localdate(), Unit.objects.filter(id__in=above).order_by("code")
    ended = dict(rows.values_list("code", "closed"))
    names = units.names_of(ended, None) | units.names_of(ended, today)
    now = [(code, names.get(code, code)) for code, end in ended.items() if end is None or end > today]
    former = [(code, names.get(code, code), end - _DAY) for code, end in ended.items() if end and end <= today]
    return page(request, "published.html.j2", units=now, former=former)


@require_GET
@for_everybody
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
@for_everybody
def data(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:  # noqa: ARG001
    """The same as a file."""
    span = next((span for span in _spans(code) if span.code == period), None)
    if span is None or form not in _TYPES:
        raise Http404
    file = BytesIO()
    facts = [_fact(figure, code, span) for figure in _figures(code, span)]
    exchange.write(filter(None, facts), file, form)
    answer = HttpResponse(file.getvalue(), _TYPES[form])
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"so-lieu-{code}-{period}.{form}") or ""
    return answer


def _published() -> QuerySet[FactVersion]:
    return FactVersion.objects.filter(known_to=None, state=State.PUBLISHED).exclude(measure=STORED[Measure.PLAN])


def _below(code: str, state: State) -> QuerySet[FactVersion]:
    """The figures in a state of a unit and of all that were ever below it."""
    units_below = Ancestry.objects.filter(ancestor__code=code).values("unit_id")
    return FactVersion.objects.filter(known_to=None, state=state, unit__in=units_below)


def _spans(code: str) -> Sequence[Span]:
    """The periods from January of which a unit has published figures, the newest first; Http404 where it has none."""
    rows = _below(code, State.PUBLISHED).exclude(measure=STORED[Measure.PLAN]).filter(last__lte=12)
    months = rows.values_list("year", "last").distinct().order_by("-year", "-last")
    spans = [Span(year, 1, last) for year, last in months]
    if not spans:
        raise Http404
    return spans


def _figures(code: str, span: Span) -> list[Published]:
    """The lines into which nothing goes that is settled but not published."""
    out = _keys(_below(code, State.PUBLISHED), span.year, span.last) - _keys(
        _below(code, State.ACCEPTED), span.year, span.last
    )
    before = _keys(_below(code, State.ACCEPTED), span.year - 1, span.last)
    plans = set(
        _below(code, State.ACCEPTED)
        .filter(year=span.year, measure=STORED[Measure.PLAN])
        .values_list("indicator__key", flat=True)
    )
    rows = [row for row in rows_of(code, span) if row.line.indicator.key in out]
    return [
        Published(
            row.line,
            row.series,
            row.line.plans[-1] if row.line.plans and row.line.indicator.key not in plans else None,
            None if row.line.indicator.key in before else row.line.growth,
        )
        for row in rows
        if row.line.reached.value is not None
    ]


def _keys(rows: QuerySet[FactVersion], year: int, last: int) -> set[str]:
    """The indicators of which there are figures, other than plans, of a year until a month."""
    held = rows.filter(year=year, last__lte=last).exclude(measure=STORED[Measure.PLAN])
    return set(held.values_list("indicator__key", flat=True))


def _fact(figure: Published, code: str, span: Span) -> Fact | None:
    """The figure as open data gives it; None where its decimals do not end."""
    written = exact(figure.line.reached.value)
    measure = Measure.ESTIMATE if figure.line.estimated else Measure.ACTUAL
    cell = Cell(figure.line.indicator.key, code, span, measure)
    return Fact(cell, Decimal(written)) if written and "/" not in written else None
