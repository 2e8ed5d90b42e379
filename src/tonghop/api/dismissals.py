"""Findings that somebody set aside with a reason; they stay aside in the next draft."""

from typing import Annotated, Any

from ninja import Body, Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.types import Code, Moment, Strict, Text
from tonghop.api.units import unit_of
from tonghop.ledger import access, rounds
from tonghop.ledger.models import Dismissal
from tonghop.ledger.rights import Action

router = Router(tags=["intake"], auth=MEMBERS)


class DismissalsAsked(Paging):
    """Which findings set aside: those about a unit."""

    unit: Code | None = None


class DismissalIn(Strict):
    """A finding to set aside, and why."""

    unit: Code
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    reason: Annotated[Text, Field(min_length=1)]


class DismissalOut(Schema):
    """A finding set aside."""

    unit: str
    fingerprint: str
    by: str | None
    at: Moment
    reason: str


class DismissalPage(Page):
    """A page of findings set aside."""

    items: list[DismissalOut]


def _shape(row: Dismissal) -> dict[str, Any]:
    return {
        "unit": row.unit.code,
        "fingerprint": row.fingerprint,
        "by": row.entry.actor.get_username() if row.entry.actor else None,
        "at": row.entry.at,
        "reason": row.entry.reason,
    }


@router.get("", response=DismissalPage, summary="Danh sách cảnh báo đã bỏ qua")
def dismissals(request: SignedRequest, asked: Query[DismissalsAsked]) -> dict[str, Any]:
    """Findings set aside about the units whose proposals the reader may see."""
    rows = Dismissal.objects.filter(access.within(request.auth, Action.SEE_PROPOSED))
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    return page(request, rows.select_related("unit", "entry__actor"), asked, _shape)


@router.post("", response={201: DismissalOut}, summary="Bỏ qua một cảnh báo, kèm lý do")
def dismiss(request: SignedRequest, sent: Body[DismissalIn]) -> Status[dict[str, Any]]:
    """Set a finding about a unit's figures aside, for those who decide on them."""
    unit = unit_of(sent.unit)
    rounds.dismiss(request.auth, unit.code, sent.fingerprint, sent.reason)
    rows = Dismissal.objects.select_related("unit", "entry__actor")
    return Status(201, _shape(rows.get(unit=unit, fingerprint=sent.fingerprint)))
