"""What units owe in rounds: their forms, as they stand."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import FactOut, shape, visible
from tonghop.api.pages import Page, Paging, page, part
from tonghop.api.problems import Problem, language
from tonghop.api.types import Code, Exact, Moment, Number
from tonghop.api.units import unit_of
from tonghop.api.versions import tag_of_form
from tonghop.core.fact import Cell, Measure
from tonghop.core.finding import Severity
from tonghop.intake import guard
from tonghop.ledger import access, permitted
from tonghop.ledger import rounds as ledger
from tonghop.ledger.models import Account, Duty, FormLine
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.duties import lines

router = Router(tags=["rounds"], auth=MEMBERS)


class DutyState(StrEnum):
    """How far what is owed has come."""

    WAITING = "waiting"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


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


class DutyDetail(DutyOut):
    """A duty; `etag` changes with its state and its figures, for `If-Match` when a step is taken."""

    etag: str


class LineOut(Schema):
    """A line of a form: what it asks for, and the figure that stands there as far as the reader may see it."""

    indicator: str
    name: str
    unit_of_measure: str
    period: str
    measure: Measure
    breakdown: str
    label: str
    required: bool
    figure: FactOut | None


class FormOut(Schema):
    """A form with its lines in their order; `etag` is that of the duty."""

    etag: str
    lines: list[LineOut]


class FindingOut(Schema):
    """What the checker finds; `dismissed` once somebody has set it aside with a reason."""

    fingerprint: str
    kind: str
    severity: Severity
    message: str
    arithmetic: str
    dismissed: bool


class FindingPage(Page):
    """A page of findings."""

    items: list[FindingOut]


class ChangedOut(Schema):
    """A figure that was corrected since it was accepted."""

    indicator: str
    period: str
    measure: Measure
    breakdown: str
    before: Exact | None
    after: Exact | None
    at: Moment
    by: str
    reason: str


class ChangedPage(Page):
    """A page of corrections."""

    items: list[ChangedOut]


def _shape(row: Duty) -> dict[str, Any]:
    names = ("id", "state", "submitted", "accepted", "reason")
    return {name: getattr(row, name) for name in names} | {
        "round": row.round_id,
        "form": row.form.key,
        "unit": row.unit.code,
        "due": row.due or row.round.due,
    }


def detail(response: HttpResponse, row: Duty) -> dict[str, Any]:
    """A duty as it is answered, with its tag in the header too."""
    response.headers["ETag"] = tag_of_form(row)
    return _shape(row) | {"etag": response.headers["ETag"]}


def reached(account: Account, number: int, action: Action = Action.SEE_DUTIES) -> Duty:
    """The duty that the account may see, or do `action` to; raises Problem where there is none such."""
    if found := _duties(account, action).filter(id=number).first():
        return found
    raise Problem(404)


def _duties(account: Account, action: Action = Action.SEE_DUTIES) -> "QuerySet[Duty]":
    rows = Duty.objects.filter(access.within(account, Action.SEE_DUTIES) | access.within(account, action))
    return rows.select_related("round__unit", "form", "unit")


@router.get("", response=DutyPage, summary="Danh sách biểu phải nộp")
def duties(request: SignedRequest, asked: Query[DutiesAsked]) -> dict[str, Any]:
    """What the units in reach owe."""
    rows = _duties(request.auth)
    if asked.round:
        rows = rows.filter(round_id=asked.round)
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page(request, rows, asked, _shape)


@router.get("/{int:number}", response=DutyDetail, summary="Một biểu phải nộp")
def duty(request: SignedRequest, response: HttpResponse, number: Path[Number]) -> dict[str, Any]:
    """A duty."""
    return detail(response, reached(request.auth, number))


@router.get("/{int:number}/form", response=FormOut, summary="Các dòng của biểu và số liệu đã nhập")
def form(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """The lines of a form; each figure is the one proposed, or else the one that is settled."""
    found = reached(request.auth, number)
    asked = lines(found)
    held = permitted.open_versions(asked, settled=True) | ledger.proposals(found)
    seen = {row.pk: shape(row) for row in visible(request.auth).filter(id__in=[row.pk for row in held.values()])}
    figures = {cell: seen.get(row.pk) for cell, row in held.items()}
    return {
        "etag": tag_of_form(found),
        "lines": [_line(cell, line) | {"figure": figures.get(cell)} for cell, line in asked.items()],
    }


def _line(cell: Cell, line: FormLine) -> dict[str, Any]:
    return {
        "indicator": cell.indicator,
        "name": line.indicator.name,
        "unit_of_measure": line.indicator.unit,
        "period": cell.span.code,
        "measure": cell.measure,
        "breakdown": cell.breakdown,
        "label": line.label,
        "required": line.required,
    }


@router.get("/{int:number}/findings", response=FindingPage, summary="Kiểm tra số liệu của biểu")
def findings(request: SignedRequest, asked: Query[Paging], number: Path[Number]) -> dict[str, Any]:
    """What the figures proposed contradict: one another, the units below, earlier months, last year."""
    found = reached(request.auth, number)
    access.require(request.auth, Action.SEE_PROPOSED, found.unit)
    return part(request, found_in(request, found), asked)


def found_in(request: HttpRequest, duty: Duty) -> list[dict[str, Any]]:
    """The findings about a form, in the reader's language."""
    aside = ledger.dismissed(duty.unit.code)
    names = ("fingerprint", "kind", "severity", "message", "arithmetic")
    return [
        {name: getattr(item, name) for name in names} | {"dismissed": item.fingerprint in aside}
        for item in guard.findings(duty, language(request))
    ]


@router.get("/{int:number}/changes", response=ChangedPage, summary="Số liệu đã đính chính sau khi tiếp nhận biểu")
def changes(request: SignedRequest, asked: Query[Paging], number: Path[Number]) -> dict[str, Any]:
    """The figures of a form that were corrected since it was accepted, by whom and why."""
    found = reached(request.auth, number)
    access.require(request.auth, Action.SEE_ACCEPTED, found.unit)
    named = access.may(request.auth, Action.SEE_ENTRIES, found.unit)
    return part(request, [_changed(item, named) for item in ledger.changes_since(found)], asked)


def _changed(item: ledger.Changed, named: bool) -> dict[str, Any]:
    return {
        "indicator": item.cell.indicator,
        "period": item.cell.span.code,
        "measure": item.cell.measure,
        "breakdown": item.cell.breakdown,
        "before": item.before.value,
        "after": item.after.value,
        "at": item.at,
        "by": item.actor if named else "",
        "reason": item.reason if named else "",
    }
