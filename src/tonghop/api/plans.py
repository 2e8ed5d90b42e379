"""Plans: what was assigned to a unit for a year, by each authority and in each version, side by side."""

from itertools import groupby
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from tonghop.api.authentication import Request
from tonghop.api.facts import FactOut, known_at, shape, visible
from tonghop.api.pages import known
from tonghop.api.types import Code, MomentIn
from tonghop.api.units import unit_of
from tonghop.ledger.models import Measure

router = Router(tags=["plans"])


class PlansAsked(Schema):
    """Whose plans of which year; `known_on` asks for what was known at that moment."""

    unit: Code
    year: Annotated[int, Field(ge=1, le=9990)]
    indicator: Code | None = None
    known_on: MomentIn | None = None


class PlanOut(Schema):
    """What was planned for an indicator over a period, by authority and then by version."""

    indicator: str
    period: str
    breakdown: str
    plans: list[FactOut]


class PlansOut(Schema):
    """The plans of a unit for a year."""

    items: list[PlanOut]


@router.get("", response=PlansOut, summary="Kế hoạch của một đơn vị trong một năm")
def plans(request: Request, asked: Query[PlansAsked]) -> dict[str, Any]:
    """The plans of a unit for a year, those of several authorities and their adjustments side by side."""
    known(request, asked)
    rows = visible(request.auth).filter(known_at(asked.known_on), unit=unit_of(asked.unit), year=asked.year)
    rows = rows.filter(measure=Measure.PLAN)
    if asked.indicator:
        rows = rows.filter(indicator__key=asked.indicator)
    shaped = map(shape, rows.order_by("indicator__key", "last", "first", "breakdown", "authority", "version", "id"))
    groups = groupby(shaped, lambda fact: (fact["indicator"], fact["period"], fact["breakdown"]))
    return {
        "items": [
            {"indicator": indicator, "period": period, "breakdown": breakdown, "plans": list(facts)}
            for (indicator, period, breakdown), facts in groups
        ]
    }
