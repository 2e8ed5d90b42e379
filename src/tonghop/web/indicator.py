"""One indicator of a unit: its year against plan and last year, its parts, and where each number comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tonghop.catalog.indicators import identities
from tonghop.core.fact import Cell, Measure
from tonghop.core.span import Span
from tonghop.ledger import access, ask, cases, units
from tonghop.ledger.ask import Line, Quotation, Value, Version
from tonghop.ledger.models import Indicator, Source, State
from tonghop.ledger.rights import Action
from tonghop.web.asked import Asked, asked, choices
from tonghop.web.charts import against
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_SHOWN = 24
"""How many forms and estimates are listed."""


@dataclass(frozen=True, slots=True)
class Year:
    """The values of a year from January to each of its months."""

    year: int
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sum:
    """An indicator that is part of another, or has it as a part, with its value."""

    key: str
    name: str
    value: Value


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
    mergers = _mergers(place)
    misses = [miss for year in (now, before) for miss in reversed(ask.accuracy(place.unit.code, key, year.year))]
    posted = cases.of_versions(versions)
    entered = ask.entered(set(versions) - {item.fact.pk for item in posted})
    misses = misses[:_SHOWN]
    history = _history(request, place, replace(cell, measure=_measure(line)))
    told = {item.unit for item in entered[:_SHOWN]} | {miss.unit for miss in misses}
    told |= {item.posting.unit.code for item in posted[:_SHOWN]}
    return page(
        request,
        "indicator.html.j2",
        place=place,
        choices=choices(place.span),
        indicator=found,
        line=line,
        value=value,
        outlook=ask.outlooks([cell])[cell],
        chart=against([item.value for item in now.values], [item.value for item in before.values], plan, mergers),
        mergers=mergers,
        years=(now, before),
        parts=_parts(place, key),
        members=_sums(cell, [part for each in identities() if each.total == key for part in each.parts]),
        wholes=_sums(cell, [each.total for each in identities() if key in each.parts]),
        quotations=_quotations(request, versions),
        posted=posted[:_SHOWN] if access.may(request.account, Action.SEE_CASES, place.unit) else (),
        entered=entered[:_SHOWN],
        more=max(len(entered) - _SHOWN, 0),
        misses=misses,
        names=units.names_of(told, place.span.ends),
        history=history,
        correctable=_correctable(request, place, history),
        states=State,
        may_see_cases=access.may(request.account, Action.SEE_CASES, place.unit),
    )


def _measure(line: Line | None) -> Measure:
    return Measure.ESTIMATE if line and line.estimated else Measure.ACTUAL


def _mergers(place: Asked) -> Sequence[date]:
    """The days in the year and the year before on which the unit took in or gave away something."""
    first, last = date(place.span.year - 1, 1, 1), date(place.span.year, 12, 31)
    steps = units.lineage(place.unit.code, first).steps
    return sorted({step.date for step in steps if first <= step.date <= last})


def _sums(cell: Cell, keys: Sequence[str]) -> list[Sum]:
    """The indicators of these keys that have a value of the same unit and span."""
    held = Indicator.objects.filter(key__in=keys).values_list("key", "name")
    cells = {key: replace(cell, indicator=key) for key, _ in held}
    known = ask.values(cells.values())
    found = [Sum(key, name, known[cells[key]]) for key, name in held]
    return sorted((item for item in found if item.value.value is not None), key=lambda item: keys.index(item.key))


def _quotations(request: MemberRequest, versions: Sequence[int]) -> list[Quotation]:
    """Where documents state the versions, as far as the account may see these documents."""
    found = ask.quotations(versions)
    seen = Source.objects.filter(access.within(request.account, Action.SEE_SOURCES))
    ids = set(seen.filter(id__in={item.source for item in found}).values_list("id", flat=True))
    return [item for item in found if item.source in ids and item.quotation]


def _history(request: MemberRequest, place: Asked, cell: Cell) -> list[Version]:
    """The versions of a cell, without the proposals where the account may not see them."""
    sees = access.may(request.account, Action.SEE_PROPOSED, place.unit)
    return [version for version in ask.history(cell) if sees or version.state >= State.ACCEPTED]


def _correctable(request: MemberRequest, place: Asked, history: Sequence[Version]) -> int | None:
    """The accepted version in force, where the account may correct it."""
    if not access.may(request.account, Action.SETTLE, place.unit):
        return None
    return next((item.id for item in history if item.state == State.ACCEPTED and item.ended is None), None)


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
