"""Units, as they are or were on a day."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate
from ninja import Query, Router, Schema

from tonghop.api.authentication import Request
from tonghop.api.pages import Page, Paging, known, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Exact, Text
from tonghop.catalog.search import fold
from tonghop.ledger import access
from tonghop.ledger.models import Lineage, Unit, UnitKind, UnitName, UnitParent
from tonghop.ledger.rights import Action

router = Router(tags=["units"])


class UnitsAsked(Paging):
    """Which units: `q` words of the name, `under` the unit they are below, `on` the day (today)."""

    q: Text | None = None
    kind: UnitKind | None = None
    under: Code | None = None
    on: date | None = None


class UnitAsked(Schema):
    """A unit as it is called, and where it belongs, `on` a day (today)."""

    on: date | None = None


class UnitOut(Schema):
    """A unit."""

    code: str
    kind: str
    name: str | None
    parent: str | None
    born: date | None
    closed: date | None


class UnitPage(Page):
    """A page of units."""

    items: list[UnitOut]


class NameOut(Schema):
    """A name of a unit, from `start` until the day before `end`."""

    name: str
    start: date | None
    end: date | None


class ParentOut(Schema):
    """The unit a unit belonged to, from `start` until the day before `end`."""

    code: str
    start: date | None
    end: date | None


class LineageOut(Schema):
    """On `date`, `share` of `predecessor` became part of `successor`."""

    predecessor: str
    successor: str
    date: date
    share: Exact | None
    method: str
    indicator: str | None
    decision: str


class UnitDetail(UnitOut):
    """A unit with its whole life."""

    names: list[NameOut]
    parents: list[ParentOut]
    lineage: list[LineageOut]


def valid(day: date) -> Q:
    """What is true on a day, of rows with `start` and `end`."""
    return (Q(start=None) | Q(start__lte=day)) & (Q(end=None) | Q(end__gt=day))


def _on(rows: "QuerySet[Unit]", day: date) -> "QuerySet[Unit]":
    parents = UnitParent.objects.filter(valid(day)).select_related("parent")
    return rows.prefetch_related(
        Prefetch("names", UnitName.objects.filter(valid(day)), to_attr="names_then"),
        Prefetch("parents", parents, to_attr="parents_then"),
    )


def _shape(unit: Any) -> dict[str, Any]:
    return {
        "code": unit.code,
        "kind": unit.kind,
        "name": unit.names_then[0].name if unit.names_then else None,
        "parent": unit.parents_then[0].parent.code if unit.parents_then else None,
        "born": unit.born,
        "closed": unit.closed,
    }


@router.get("", response=UnitPage, summary="Danh sách đơn vị")
def units(request: Request, asked: Query[UnitsAsked]) -> dict[str, Any]:
    """Units alive on a day, by name, kind or the unit they are below."""
    day = asked.on or localdate()
    rows = Unit.objects.filter(access.within(request.auth, Action.SEE_CATALOG, "id"))
    rows = rows.filter(Q(born=None) | Q(born__lte=day), Q(closed=None) | Q(closed__gt=day))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.under:
        rows = rows.filter(id__in=access.below([unit_of(asked.under).pk], day, 1))
    for word in fold(asked.q or "").split():
        rows = rows.filter(id__in=UnitName.objects.filter(valid(day), folded__contains=word).values("unit_id"))
    return page(request, _on(rows, day), asked, _shape)


@router.get("/{code}", response=UnitDetail, summary="Một đơn vị")
def unit(request: Request, asked: Query[UnitAsked], code: str) -> dict[str, Any]:
    """A unit with its names, the units it belonged to, and what it came from or became."""
    known(request, asked)
    seen = Unit.objects.filter(access.within(request.auth, Action.SEE_CATALOG, "id"), code=code)
    rows = _on(seen, asked.on or localdate())
    found = rows.first()
    if found is None:
        raise Problem(404)
    lineage = Lineage.objects.filter(Q(predecessor=found) | Q(successor=found)).order_by("date", "id")
    return _shape(found) | {
        "names": list(found.names.order_by("start")),
        "parents": [
            {"code": row.parent.code, "start": row.start, "end": row.end}
            for row in found.parents.select_related("parent").order_by("start")
        ],
        "lineage": [_lineage(row) for row in lineage.select_related("predecessor", "successor", "indicator")],
    }


def _lineage(row: Lineage) -> dict[str, Any]:
    return {
        "predecessor": row.predecessor.code,
        "successor": row.successor.code,
        "date": row.date,
        "share": row.share,
        "method": row.method,
        "indicator": row.indicator.key if row.indicator else None,
        "decision": row.decision,
    }


def unit_of(code: str) -> Unit:
    """The unit of a code in a filter; raises Problem where there is none."""
    if found := Unit.objects.filter(code=code).first():
        return found
    raise Problem(422, "Không có đơn vị này trong danh mục.", unit=code)
