"""Rounds of reporting: opened, looked after, published, closed."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Body, Path, Query, Router, Schema, Status
from pydantic import Field

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.duties import DutyState
from tonghop.api.pages import Page, Paging, page, part
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Day, Moment, MomentIn, Name, Number, RecentPeriod, Strict, Text
from tonghop.api.units import unit_of
from tonghop.core.span import Span
from tonghop.ledger import access
from tonghop.ledger import rounds as ledger
from tonghop.ledger.models import Account, Round, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import Timeliness

router = Router(tags=["rounds"], auth=MEMBERS)
_BEFORE_OPENING = "Hạn nộp phải từ ngày mở đợt trở đi."


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


class RoundIn(Strict):
    """A round to open: figures of a period in forms, by a day; some units by days of their own."""

    unit: Code
    name: Name
    period: RecentPeriod
    forms: Annotated[list[Code], Field(min_length=1, max_length=100)]
    due: Day
    opens: Day | None = None
    own_due: Annotated[dict[Code, Day], Field(max_length=1000)] = Field(
        default_factory=dict, description="hạn riêng của từng đơn vị, theo mã đơn vị"
    )


class ReasonIn(Strict):
    """Why."""

    reason: Text = ""


class PublishedOut(Schema):
    """How many figures were published."""

    published: int


class ProgressAsked(Paging):
    """How far the units in reach are, now or as known at a moment; those in time, late, missing or not yet due."""

    known_on: MomentIn | None = None
    timeliness: Timeliness | None = None


class ProgressOut(Schema):
    """How far a unit has come with a form: `days` too late or missing for, `filled` of `asked` figures there."""

    duty: int
    unit: str
    form: str
    state: DutyState
    due: date
    submitted: Moment | None
    timeliness: Timeliness
    days: int
    filled: int
    asked: int
    required_filled: int
    required: int
    reason: str


class ProgressPage(Page):
    """A page of the progress of a round."""

    items: list[ProgressOut]


class RemindersAsked(Paging):
    """Whom to remind on a day (today): of what was returned, is overdue, or is due within `ahead` days."""

    on: Day | None = None
    ahead: Annotated[int, Field(ge=0, le=60)] = 2


class ReminderOut(Schema):
    """Who is to be reminded of what: `days` until it is due, below zero once it is overdue."""

    unit: str
    form: str
    due: date
    days: int
    returned: str


class ReminderPage(Page):
    """A page of reminders, the most urgent first."""

    items: list[ReminderOut]


def _shape(row: Round) -> dict[str, Any]:
    period = Span(row.year, row.first, row.last).code
    names = ("id", "name", "opens", "due", "closed")
    return {name: getattr(row, name) for name in names} | {"unit": row.unit.code, "period": period}


def _rounds(account: Account, action: Action = Action.SEE_ROUNDS) -> "QuerySet[Round]":
    reach = access.within(account, Action.SEE_ROUNDS) | access.within(account, action)
    return Round.objects.filter(reach).select_related("unit")


def reached(account: Account, number: int, action: Action = Action.SEE_ROUNDS) -> Round:
    """The round that the account may see, or do `action` to; raises Problem where there is none such."""
    if found := _rounds(account, action).filter(id=number).first():
        return found
    raise Problem(404)


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
    return page(request, rows, asked, _shape)


@router.post("", response={201: RoundOut}, summary="Mở đợt báo cáo")
def open_round(request: SignedRequest, response: HttpResponse, sent: Body[RoundIn]) -> Status[dict[str, Any]]:
    """Open a round: every unit below that a form is for owes it."""
    if sent.opens and sent.due < sent.opens:
        raise Problem(422, errors=[{"in": "body", "pointer": "/due", "message": _BEFORE_OPENING}])
    period, forms = Span.of(sent.period), tuple(sent.forms)
    opening = ledger.Opening(sent.unit, sent.name, period, forms, sent.due, sent.opens, sent.own_due)
    row = ledger.open_round(request.auth, opening)
    response.headers["Location"] = f"/api/v1/rounds/{row.pk}"
    return Status(201, _shape(row))


@router.get("/{int:number}", response=RoundOut, summary="Một đợt báo cáo")
def round_(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """A round."""
    return _shape(reached(request.auth, number))


@router.post("/{int:number}/publish", response=PublishedOut, summary="Công bố số liệu của đợt báo cáo")
def publish(request: SignedRequest, number: Path[Number], sent: Body[ReasonIn]) -> dict[str, Any]:
    """Publish the figures that a round settled; nobody publishes what he accepted himself."""
    reached(request.auth, number, Action.PUBLISH)
    return {"published": ledger.publish(request.auth, number, sent.reason)}


@router.post("/{int:number}/close", response=RoundOut, summary="Khóa đợt báo cáo")
def close(request: SignedRequest, number: Path[Number], sent: Body[ReasonIn]) -> dict[str, Any]:
    """Close a round; with a reason where something is still owed."""
    reached(request.auth, number, Action.RUN_ROUNDS)
    return _shape(ledger.close_round(request.auth, number, sent.reason))


@router.get("/{int:number}/progress", response=ProgressPage, summary="Tình hình nộp của đợt báo cáo")
def progress(request: SignedRequest, asked: Query[ProgressAsked], number: Path[Number]) -> dict[str, Any]:
    """What is complete, in time, late or missing, now or as known at a moment."""
    reached(request.auth, number)
    codes = _codes(request.auth)
    rows = (row for row in ledger.progress(number, asked.known_on) if row.unit in codes)
    names = tuple(ProgressOut.model_fields)
    shown = [row for row in rows if asked.timeliness in (None, row.timeliness)]
    return part(request, [{name: getattr(row, name) for name in names} for row in shown], asked)


@router.get("/{int:number}/reminders", response=ReminderPage, summary="Đơn vị cần đôn đốc")
def reminders(request: SignedRequest, asked: Query[RemindersAsked], number: Path[Number]) -> dict[str, Any]:
    """Who is to be reminded of what was returned, is overdue or is soon due."""
    reached(request.auth, number)
    codes = _codes(request.auth)
    rows = (row for row in ledger.reminders(number, asked.on, asked.ahead) if row.unit in codes)
    names = tuple(ReminderOut.model_fields)
    return part(request, [{name: getattr(row, name) for name in names} for row in rows], asked)


def _codes(account: Account) -> frozenset[str]:
    """The units whose duties the account may see."""
    rows = Unit.objects.filter(access.within(account, Action.SEE_DUTIES, "id"))
    return frozenset(rows.values_list("code", flat=True))
