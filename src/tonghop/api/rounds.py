"""Rounds of reporting, and what each unit owes in them."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Query, Router, Schema
from pydantic import Field

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Moment, Number
from tonghop.api.units import unit_of
from tonghop.core.span import Span
from tonghop.ledger import access
from tonghop.ledger.models import Account, Duty, Round
from tonghop.ledger.rights import Action

router = Router(tags=["rounds"], auth=MEMBERS)
duties_router = Router(tags=["rounds"], auth=MEMBERS)


class DutyState(StrEnum):
    """How far what is owed has come."""

    WAITING = "waiting"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class RoundsAsked(Paging):
    """Which rounds: of the unit that collects, of a year, open or closed."""

    unit: Code | None = None
    year: Annotated[int, Field(ge=1, le=9990)] | None = None
    open: bool | None = None


class RoundOut(Schema):
    """A round."""

    id: int
    name: str
    unit: str
    period: str
    opens: date
    due: date
    closed: Moment | None


class RoundPage(Page):
    """A page of rounds."""

    items: list[RoundOut]


class DutiesAsked(Paging):
    """Which duties: of a round, of a unit, in a state."""

    round: Number | None = None
    unit: Code | None = None
    state: DutyState | None = None


class DutyOut(Schema):
    """What a unit owes: a form, by its own date or that of the round."""

    id: int
    round: int
    form: str
    unit: str
    due: date
    state: DutyState
    submitted: Moment | None
    accepted: Moment | None
    reason: str


class DutyPage(Page):
    """A page of duties."""

    items: list[DutyOut]


def _round(row: Round) -> dict[str, Any]:
    period = Span(row.year, row.first, row.last).code
    names = ("id", "name", "opens", "due", "closed")
    return {name: getattr(row, name) for name in names} | {"unit": row.unit.code, "period": period}


def _rounds(account: Account) -> "QuerySet[Round]":
    return Round.objects.filter(access.within(account, Action.SEE_ROUNDS)).select_related("unit")


@router.get("", response=RoundPage, summary="Danh sách đợt báo cáo")
def rounds(request: SignedRequest, asked: Query[RoundsAsked]) -> dict[str, Any]:
    """Rounds of the units in reach, and of those above."""
    rows = _rounds(request.auth)
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.open is not None:
        rows = rows.filter(closed__isnull=asked.open)
    return page(request, rows, asked, _round)


@router.get("/{int:number}", response=RoundOut, summary="Một đợt báo cáo")
def round_(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """A round."""
    if found := _rounds(request.auth).filter(id=number).first():
        return _round(found)
    raise Problem(404)


def _duty(row: Duty) -> dict[str, Any]:
    names = ("id", "state", "submitted", "accepted", "reason")
    return {name: getattr(row, name) for name in names} | {
        "round": row.round_id,
        "form": row.form.key,
        "unit": row.unit.code,
        "due": row.due or row.round.due,
    }


def _duties(account: Account) -> "QuerySet[Duty]":
    rows = Duty.objects.filter(access.within(account, Action.SEE_DUTIES))
    return rows.select_related("round", "form", "unit")


@duties_router.get("", response=DutyPage, summary="Danh sách biểu phải nộp")
def duties(request: SignedRequest, asked: Query[DutiesAsked]) -> dict[str, Any]:
    """What the units in reach owe."""
    rows = _duties(request.auth)
    if asked.round:
        rows = rows.filter(round_id=asked.round)
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page(request, rows, asked, _duty)


@duties_router.get("/{int:number}", response=DutyOut, summary="Một biểu phải nộp")
def duty(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """A duty."""
    if found := _duties(request.auth).filter(id=number).first():
        return _duty(found)
    raise Problem(404)
