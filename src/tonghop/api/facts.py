"""Facts: the figures, as they are known now or were on any moment, with their history and where they come from."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from tonghop.api.authentication import Request
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Exact, Moment, MomentIn, Number, Period, Text
from tonghop.api.units import unit_of
from tonghop.api.versions import tag
from tonghop.core.fact import Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger import access, cells, models
from tonghop.ledger.access import Person
from tonghop.ledger.models import KEY, FactVersion, Source
from tonghop.ledger.rights import Action

router = Router(tags=["facts"])
_AROUND = 200


class State(StrEnum):
    """How far a figure has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    PUBLISHED = "published"


class FactsAsked(Paging):
    """Which figures. `subtree` adds the units below `unit`; `known_on` asks for what was known at that moment."""

    unit: Code | None = None
    subtree: bool = False
    indicator: Code | None = None
    period: Period | None = None
    year: Annotated[int, Field(ge=1, le=9990)] | None = None
    measure: Measure | None = None
    authority: Text | None = None
    state: State | None = None
    known_on: MomentIn | None = None


class SourceName(Schema):
    """Where a figure comes from, in short."""

    id: int
    kind: str
    name: str


class FactOut(Schema):
    """A figure. `etag` says which version it is, for `If-Match` when it is corrected."""

    id: int
    indicator: str
    unit: str
    period: str
    measure: Measure
    authority: str
    version: int
    breakdown: str
    standing: Standing
    value: Exact | None
    low: Exact | None
    high: Exact | None
    as_of: date | None
    state: State
    known_from: Moment
    known_to: Moment | None
    source: SourceName | None
    etag: str


class FactPage(Page):
    """A page of figures."""

    items: list[FactOut]


class VersionOut(FactOut):
    """A version of a figure; who wrote it and why is for those who may see the entries of the unit."""

    by: str | None
    reason: str | None


class Quotation(Schema):
    """The words of the source that state the figure, with those around them where the reader may see the source."""

    before: str
    text: str
    after: str


class FactDetail(FactOut):
    """A figure with every version of it that the reader may see, oldest first, and its quotation."""

    history: list[VersionOut]
    quotation: Quotation | None


def shape(row: FactVersion) -> dict[str, Any]:
    """A version as it is answered."""
    fact = cells.fact_of(row)
    return {
        "id": row.pk,
        "indicator": fact.cell.indicator,
        "unit": fact.cell.unit,
        "period": fact.cell.span.code,
        "measure": fact.cell.measure,
        "authority": fact.cell.authority,
        "version": fact.cell.version,
        "breakdown": fact.cell.breakdown,
        "standing": fact.standing,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "as_of": fact.as_of,
        "state": models.State(row.state).name.lower(),
        "known_from": row.known_from,
        "known_to": row.known_to,
        "source": row.source,
        "etag": tag(row),
    }


def visible(person: Person) -> "QuerySet[FactVersion]":
    """The versions that the person may see, with what is needed to answer them."""
    rows = FactVersion.objects.filter(access.visible(person))
    return rows.select_related("indicator", "unit", "source").defer("source__content", "source__text")


@router.get("", response=FactPage, summary="Danh sách số liệu")
def facts(request: Request, asked: Query[FactsAsked]) -> dict[str, Any]:
    """Figures, by unit, indicator, period, measure and state; now, or as known at a moment."""
    return page(request, visible(request.auth).filter(_asked(asked)), asked, shape)


def _asked(asked: FactsAsked) -> Q:
    wanted = known_at(asked.known_on)
    if asked.unit:
        unit = unit_of(asked.unit).pk
        wanted &= Q(unit_id__in=access.below([unit])) if asked.subtree else Q(unit_id=unit)
    if asked.indicator:
        wanted &= Q(indicator__key=asked.indicator)
    if asked.period:
        span = Span.of(asked.period)
        wanted &= Q(year=span.year, first=span.first, last=span.last)
    if asked.year:
        wanted &= Q(year=asked.year)
    if asked.measure:
        wanted &= Q(measure=models.Measure[asked.measure.name])
    if asked.authority is not None:
        wanted &= Q(authority=asked.authority)
    if asked.state:
        wanted &= Q(state=models.State[asked.state.name])
    return wanted


def known_at(moment: datetime | None) -> Q:
    """The versions that were open at a moment (None: now)."""
    if moment is None:
        return Q(known_to=None)
    return Q(known_from__lte=moment) & (Q(known_to=None) | Q(known_to__gt=moment))


@router.get("/{int:number}", response=FactDetail, summary="Một số liệu, lịch sử và trích dẫn nguồn")
def fact(request: Request, response: HttpResponse, number: Path[Number]) -> dict[str, Any]:
    """A figure with its history and the quotation of its source."""
    row = visible(request.auth).filter(id=number).first()
    if row is None:
        raise Problem(404)
    response.headers["ETag"] = tag(row)
    return shape(row) | {"history": _history(request.auth, row), "quotation": _quotation(request.auth, row)}


def _history(person: Person, row: FactVersion) -> list[dict[str, Any]]:
    same = {name: getattr(row, name) for name in KEY}
    named = access.may(person, Action.SEE_ENTRIES, row.unit)
    versions = visible(person).filter(**same).select_related("entry__actor").order_by("known_from", "id")
    return [shape(version) | _author(version, named) for version in versions]


def _author(version: FactVersion, named: bool) -> dict[str, str | None]:
    if not named:
        return {"by": None, "reason": None}
    actor = version.entry.actor
    return {"by": actor.get_username() if actor else None, "reason": version.entry.reason}


def _quotation(person: Person, row: FactVersion) -> dict[str, str] | None:
    if row.source_id is None or row.start is None or row.end is None:
        return None
    around = _AROUND if access.may(person, Action.SEE_SOURCES, row.unit) else 0
    first = max(0, row.start - around)
    texts = Source.objects.filter(id=row.source_id).annotate(part=Substr("text", first + 1, row.end + around - first))
    part = texts.values_list("part", flat=True).get()
    start, end = row.start - first, row.end - first
    return {"before": part[:start], "text": part[start:end], "after": part[end:]}
