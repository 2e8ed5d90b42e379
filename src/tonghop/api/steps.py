"""The steps of what is owed: figures entered, submitted, returned with a reason, accepted."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Body, Header, Path, Schema
from pydantic import Field

from tonghop.api import duties
from tonghop.api.authentication import SignedRequest
from tonghop.api.duties import DutyDetail, detail, reached
from tonghop.api.facts import FactOut
from tonghop.api.incoming import FactIn, FigureIn, facts_of
from tonghop.api.problems import Problem, language
from tonghop.api.record import still, written
from tonghop.api.types import Code, Number, Strict, Text
from tonghop.api.versions import tag_of_form
from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.intake import guard
from tonghop.ledger import access, permitted, rounds
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Duty
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.opening import span_of

router = duties.router
_MOST = 1000
_CHANGED = "Biểu đã thay đổi so với bản đã xem."


class EnteredIn(FigureIn):
    """A figure of a form; `seen` is the id of the version that the writer saw, null where he saw none."""

    seen: Number | None = None


class EnterIn(Strict):
    """Figures of a form, all or none."""

    facts: Annotated[list[EnteredIn], Field(min_length=1, max_length=_MOST)]
    reason: Text = ""


class EnterOut(Schema):
    """What was entered, in the order sent, how many figures were there just so already, and the form as it is now."""

    facts: list[FactOut]
    unchanged: int
    duty: DutyDetail


class StepIn(Strict):
    """Why a step is taken; needed where something is missing or contradicted and shall stay as it is."""

    reason: Text = ""


class LineIn(Strict):
    """A line of a form."""

    indicator: Code
    measure: Measure = Measure.ACTUAL
    breakdown: Text = ""


class ReturnIn(Strict):
    """Why a form is returned; with `lines` only those figures."""

    reason: Annotated[Text, Field(min_length=1)]
    lines: Annotated[list[LineIn], Field(min_length=1, max_length=_MOST)] | None = None


Seen = Annotated[Text, Header("", alias="If-Match", description="etag của biểu đã xem")]


@router.post("/{int:number}/facts", response=EnterOut, summary="Nhập số liệu vào biểu")
def enter(request: SignedRequest, response: HttpResponse, number: Path[Number], sent: Body[EnterIn]) -> dict[str, Any]:
    """Enter figures of a form as drafts, all or none; each names the version that the writer saw."""
    duty = reached(request.auth, number, Action.DRAFT)
    facts = facts_of([_row(duty, figure) for figure in sent.facts])
    seen = {fact.cell: figure.seen for fact, figure in zip(facts, sent.facts, strict=True)}
    try:
        recorded = rounds.enter(request.auth, number, facts, seen=seen, reason=sent.reason)
    except Conflict as error:
        held = permitted.open_versions((item.cell for item in error.clashes), settled=False)
        raise Problem(409, now=still(request.auth, held.values())) from None
    shaped = written(recorded.versions.values())
    return {
        "facts": [shaped[recorded.versions[fact.cell]] for fact in facts],
        "unchanged": len(recorded.unchanged),
        "duty": detail(response, reached(request.auth, number, Action.DRAFT)),
    }


def _row(duty: Duty, figure: EnteredIn) -> FactIn:
    values = figure.model_dump(exclude={"seen"})
    return FactIn(unit=duty.unit.code, period=_span(duty, figure.measure).code, **values)


def _span(duty: Duty, measure: Measure) -> Span:
    """The span of a line: a plan is that of the whole year."""
    span = span_of(duty.round)
    return Span(span.year, 1, 12) if measure is Measure.PLAN else span


@router.post("/{int:number}/submit", response=DutyDetail, summary="Gửi biểu")
def submit(
    request: SignedRequest, response: HttpResponse, number: Path[Number], sent: Body[StepIn], if_match: Seen
) -> dict[str, Any]:
    """Submit the figures of a form. What is missing, unchanged after a return or contradicted needs a reason."""

    def take(duty: Duty) -> Duty:
        access.require(request.auth, Action.SEE_PROPOSED, duty.unit)
        return guard.submit(request.auth, number, sent.reason, language(request))

    return _step(request, response, number, Action.SUBMIT, if_match, take)


@router.post("/{int:number}/return", response=DutyDetail, summary="Trả lại biểu hoặc từng số liệu, kèm lý do")
def send_back(
    request: SignedRequest, response: HttpResponse, number: Path[Number], sent: Body[ReturnIn], if_match: Seen
) -> dict[str, Any]:
    """Return a submitted form, or some of its figures, with the reason."""

    def take(duty: Duty) -> Duty:
        named = {(line.indicator, line.measure, line.breakdown) for line in sent.lines or ()}
        asked = {(cell.indicator, cell.measure, cell.breakdown): cell for cell in rounds.cells_of(duty)}
        if unknown := [item for item in sorted(named) if item not in asked]:
            raise Problem(422, _NO_LINE, lines=[", ".join(filter(None, item)) for item in unknown])
        cells = [asked[item] for item in named] if sent.lines else None
        return rounds.send_back(request.auth, number, sent.reason, cells)

    return _step(request, response, number, Action.DECIDE, if_match, take)


@router.post("/{int:number}/accept", response=DutyDetail, summary="Tiếp nhận biểu")
def accept(
    request: SignedRequest, response: HttpResponse, number: Path[Number], sent: Body[StepIn], if_match: Seen
) -> dict[str, Any]:
    """Settle the figures of a submitted form. What the checker finds, or a settled figure that changes, needs a
    reason; nobody accepts what he submitted himself."""

    def take(duty: Duty) -> Duty:
        access.require(request.auth, Action.SEE_PROPOSED, duty.unit)
        return guard.accept(request.auth, number, sent.reason, language(request))

    return _step(request, response, number, Action.DECIDE, if_match, take)


@transaction.atomic
def _step(
    request: SignedRequest,
    response: HttpResponse,
    number: int,
    action: Action,
    if_match: str,
    take: Callable[[Duty], Duty],
) -> dict[str, Any]:
    """Take a step of the form that was seen; nobody changes it in between."""
    reached(request.auth, number, action)
    Duty.objects.select_for_update().get(id=number)
    duty = reached(request.auth, number, action)
    if if_match and if_match.strip() != tag_of_form(duty):
        raise Problem(412, _CHANGED)
    return detail(response, take(duty))


_NO_LINE = "Biểu không có dòng này."
