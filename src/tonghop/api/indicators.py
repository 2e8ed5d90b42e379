"""Indicators: what figures measure."""

from typing import Any

from django.db.models import Q
from ninja import Query, Router, Schema

from tonghop.api.authentication import Request
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Text
from tonghop.catalog import search
from tonghop.ledger.models import Indicator

router = Router(tags=["indicators"])


class IndicatorsAsked(Paging):
    """Which indicators: `q` words of the name with or without diacritics, `group` their group."""

    q: Text | None = None
    group: Text | None = None


class IndicatorOut(Schema):
    """An indicator."""

    key: str
    name: str
    unit: str
    direction: str
    time: str
    over_units: str
    over_time: str
    group: str
    owner: str | None


class IndicatorPage(Page):
    """A page of indicators."""

    items: list[IndicatorOut]


def _shape(row: Indicator) -> dict[str, Any]:
    names = ("key", "name", "unit", "direction", "time", "over_units", "over_time", "group")
    return {name: getattr(row, name) for name in names} | {"owner": row.owner.code if row.owner else None}


@router.get("", response=IndicatorPage, summary="Danh mục chỉ tiêu")
def indicators(request: Request, asked: Query[IndicatorsAsked]) -> dict[str, Any]:
    """Indicators, by words and group."""
    rows = Indicator.objects.select_related("owner")
    if asked.group:
        rows = rows.filter(group=asked.group)
    if asked.q:
        known = {entry.key for entry in search(asked.q) if entry.kind == "indicator"}
        rows = rows.filter(Q(key__in=known) | Q(name__icontains=asked.q) | Q(key=asked.q))
    return page(request, rows, asked, _shape)


@router.get("/{key}", response=IndicatorOut, summary="Một chỉ tiêu")
def indicator(request: Request, key: str) -> dict[str, Any]:  # noqa: ARG001
    """An indicator."""
    if found := Indicator.objects.select_related("owner").filter(key=key).first():
        return _shape(found)
    raise Problem(404)
