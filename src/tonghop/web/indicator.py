"""One indicator of a unit: its year against plan and last year, its parts, and where each number comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger import ask, units
from tonghop.ledger.ask import Value
from tonghop.ledger.models import Indicator, State
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked, choices
from tonghop.web.charts import against
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page


@dataclass(frozen=True, slots=True)
class Year:
    """The values of a year from January to each of its months."""

    year: int
    values: Sequence[Value]


@require_GET
@members
def indicator(request: MemberRequest, key: str) -> HttpResponse:
    """The page of an indicator."""
    place = asked(request, Action.SEE_ACCEPTED)
    found = Indicator.objects.filter(key=key).first()
    if found is None:
        raise Http404
    cell = Cell(key, place.unit.code, place.span)
    line = next((line for line in ask.board(place.unit.code, place.span) if line.indicator.key == key), None)
    now, before = _year(cell, place.span.year), _year(cell, place.span.year - 1)
    value = line.reached if line else ask.values([cell])[cell]
    versions = value.versions or (ask.added(cell) if value.origin is ask.Origin.CHILDREN else ())
    plan = line.plans[-1].value.value if line and line.plans else None
    return page(
        request,
        "indicator.html.j2",
        place=place,
        choices=choices(place.span),
        indicator=found,
        line=line,
        value=value,
        outlook=ask.outlooks([cell])[cell],
        chart=against([item.value for item in now.values], [item.value for item in before.values], plan),
        years=(now, before),
        parts=_parts(place, key),
        quotations=ask.quotations(versions),
        history=ask.history(cell),
        states=State,
    )


def _year(cell: Cell, year: int) -> Year:
    cells = [Cell(cell.indicator, cell.unit, Span(year, 1, month)) for month in range(1, 13)]
    known = ask.values(cells)
    return Year(year, [known[each] for each in cells])


def _parts(place: Asked, key: str) -> Sequence[tuple[str, str, Value]]:
    """The units directly below that have a value, by code, name and value."""
    codes = units.children(place.unit.code, place.span.ends)
    cells = {code: Cell(key, code, place.span) for code in codes}
    names, known = units.names_of(codes, place.span.ends), ask.values(cells.values())
    return [(code, names.get(code, code), known[cell]) for code, cell in cells.items() if known[cell].value is not None]
