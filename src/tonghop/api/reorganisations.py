"""Merging and splitting units: what it would do to every sum, tried out or done."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Body, Router, Schema
from pydantic import Field, StringConstraints

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.types import Code, Day, Digits, Exact, Name, Strict, Text
from tonghop.core.fact import Measure
from tonghop.ledger import undertakings, units
from tonghop.ledger.models import UnitKind

router = Router(tags=["units"], auth=MEMBERS)
_MOST = 500
NewCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$")]


class PartIn(Strict):
    """`share` of `predecessor` becomes part of `successor`; null where it is not known (method `unknown`).

    With an `indicator` it holds for that indicator only.
    """

    predecessor: Code
    successor: Code
    share: Digits | None = "1"
    method: units.Method = units.Method.WHOLE
    indicator: Code | None = None


class NewUnitIn(Strict):
    """A unit that comes about on the day."""

    code: NewCode
    kind: UnitKind
    name: Name
    parent: Code | None = None


class ReorganisationIn(Strict):
    """What becomes of which units on `day`. `placed` says where units below go that have several new ones to go to.

    With `dry_run`, which is so unless said otherwise, nothing is changed.
    """

    day: Day
    parts: Annotated[list[PartIn], Field(min_length=1, max_length=_MOST)]
    new: Annotated[list[NewUnitIn], Field(max_length=_MOST)] = Field(default_factory=list)
    placed: Annotated[dict[Code, Code], Field(max_length=_MOST)] = Field(default_factory=dict)
    decision: Annotated[Text, Field(max_length=200)] = ""
    reason: Text = ""
    dry_run: bool = True


class SumOut(Schema):
    """A value of a unit, own or added up, before and after."""

    unit: str
    indicator: str
    period: str
    measure: Measure
    authority: str
    version: int
    breakdown: str
    before: Exact | None
    after: Exact | None


class ReorganisationOut(Schema):
    """What it does to the sums in reach: how many there are, how many change, and the first of these."""

    day: date
    sums: int
    changed: int
    changes: list[SumOut]
    dry_run: bool


@router.post("/reorganisations", response=ReorganisationOut, summary="Sắp xếp đơn vị: xem trước hoặc thực hiện")
def reorganise(request: SignedRequest, sent: Body[ReorganisationIn]) -> dict[str, Any]:
    """Merge and split units on a day; figures of the past stay where they were, shares say what became of them."""
    undertaking = undertakings.rearranging(
        [_part(part) for part in sent.parts],
        sent.day,
        [units.New(item.code, item.kind, item.name, item.parent, sent.day) for item in sent.new],
        sent.placed,
        sent.decision,
    )
    act = undertakings.try_out if sent.dry_run else undertakings.carry_out
    sums = act(request.auth, undertaking, sent.reason).sums
    changed = [item for item in sums if item.before != item.after]
    return {
        "day": sent.day,
        "sums": len(sums),
        "changed": len(changed),
        "changes": [_sum(item) for item in changed[:_MOST]],
        "dry_run": sent.dry_run,
    }


def _part(part: PartIn) -> units.Part:
    share = None if part.share is None else Decimal(part.share)
    return units.Part(part.predecessor, part.successor, share, part.method, part.indicator)


def _sum(item: units.Sum) -> dict[str, Any]:
    cell = item.cell
    names = ("unit", "indicator", "measure", "authority", "version", "breakdown")
    values = {name: getattr(cell, name) for name in names}
    return values | {"period": cell.span.code, "before": item.before, "after": item.after}
