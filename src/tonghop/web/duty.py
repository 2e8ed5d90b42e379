"""A form of a unit: filled in, sent, returned whole or in part, accepted, and what was corrected since."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.core.fact import Cell, Fact
from tonghop.intake import guard
from tonghop.ledger import access, rounds, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Duty, FormLine
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.duties import line_of
from tonghop.ledger.rounds.duties import lines as lines_of
from tonghop.ledger.rounds.errors import NothingToReturn, UnknownDuty, WrongState
from tonghop.web.asked import number_in
from tonghop.web.duty_lines import Line, NoNumber, bare_line, fact_in, lines
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page
from tonghop.web.saying import sentence_of

_UNSENT = (Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED)
_SENT = (Duty.State.SUBMITTED, Duty.State.RETURNED)
_DONE = {"gui": (Duty.State.SUBMITTED, Duty.State.ACCEPTED), "tiep-nhan": (Duty.State.ACCEPTED,)}
"""The states in which a step has been taken before: whoever sends it twice is told so, and need do nothing."""
_AGAIN = {
    "gui": "Biểu này đã được gửi trước đó, không cần gửi lại.",
    "tiep-nhan": "Biểu này đã được tiếp nhận trước đó, không cần tiếp nhận lại.",
}


@require_GET
@members
def duty(request: MemberRequest, number: int) -> HttpResponse:
    """The form, to be filled in by those who may, to be read by the others who see it."""
    return form_page(request, seen(request, number))


@require_POST
@members
def enter(request: MemberRequest, number: int) -> HttpResponse:
    """One figure of the form, kept as a draft; answers with its field as it now stands."""
    row = seen(request, number)
    access.require(request.account, Action.DRAFT, row.unit)
    index = number_in(request.POST.get("line", ""))
    asked = None if index is None else line_of(row, index)
    if asked is None:
        raise Http404
    refusal = _enter(request, row, *asked)
    line = bare_line(access.allowed(request.account, row.unit), row, *asked)
    if refusal:
        line = _troubled(request, line, refusal)
    answer = page(request, "duty_entry.html.j2", duty=row, line=line, index=index, may_enter=True, may_correct=False)
    answer.headers["HX-Trigger"] = "entered"
    return answer


@require_GET
@members
def findings(request: MemberRequest, number: int) -> HttpResponse:
    """What the figures entered so far contradict: a part of the page."""
    row = seen(request, number)
    access.require(request.account, Action.SEE_PROPOSED, row.unit)
    return page(request, "duty_findings.html.j2", findings=guard.findings(row, language(request)))


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Submit, return or accept the form; a refusal is told above it, and nothing has changed then."""
    seen(request, number)
    reason = request.POST.get("reason", "").strip()
    try:
        match action:
            case "gui":
                guard.submit(request.account, number, reason, language(request))
            case "tra-lai":
                rounds.send_back(request.account, number, reason)
            case "tra-lai-so":
                rounds.send_back(request.account, number, reason, _chosen(request, number))
            case "thuyet-minh":
                rounds.narrate(request.account, number, _texts(request))
            case "tiep-nhan":
                guard.accept(request.account, number, reason, language(request))
            case _:
                raise Http404
    except Forbidden:
        raise
    except Refusal as refusal:
        row = seen(request, number)
        if isinstance(refusal, WrongState) and row.state in _DONE.get(action, ()):
            return redirect(f"{reverse('duty', args=[number])}?{urlencode({'da-lam': action})}")
        return form_page(request, row, refusal, reason)
    return redirect("duty", number)


def seen(request: MemberRequest, number: int) -> Duty:
    """The duty, where the account may see it; raises UnknownDuty."""
    row = rounds.find_duty(number)
    if not access.may(request.account, Action.SEE_DUTIES, row.unit):
        raise UnknownDuty(number)
    return row


def form_page(request: MemberRequest, row: Duty, refusal: Refusal | None = None, reason: str = "") -> HttpResponse:
    """The page of a form, with what was refused above it."""
    may, asked = access.allowed(request.account, row.unit), lines_of(row)
    shown = list(enumerate(lines(may, row, asked)))
    open_ = row.round.closed is None
    unsent, decides = open_ and row.state in _UNSENT, open_ and row.state in _SENT and Action.DECIDE in may
    sees_proposed, may_enter = Action.SEE_PROPOSED in may, unsent and Action.DRAFT in may
    whole = may_enter or "het" in request.GET
    listed = [(index, line) for index, line in shown if whole or line.text or line.asked.required]
    return page(
        request,
        "duty.html.j2",
        status=422 if refusal else 200,
        duty=row,
        name=units.name_of(row.unit.code, rounds.span_of(row.round).ends),
        span=rounds.span_of(row.round),
        due=rounds.due_of(row),
        groups=[(name, list(held)) for name, held in groupby(listed, lambda line: line[1].asked.indicator.group)],
        findings=guard.findings(row, language(request)) if sees_proposed else (),
        may_enter=may_enter,
        narratives=rounds.texts_of(row) | _texts(request) if sees_proposed else {},
        headings=list(rounds.Heading),
        most=rounds.MOST,
        hidden=len(shown) - len(listed),
        may_submit=unsent and Action.SUBMIT in may,
        may_accept=decides and row.state == Duty.State.SUBMITTED,
        may_correct=Action.SETTLE in may,
        may_return=decides and any(line.submitted for _, line in shown),
        sees_proposed=sees_proposed,
        states=Duty.State,
        changes=_changes(row, asked) if Action.SEE_ACCEPTED in may and row.state == Duty.State.ACCEPTED else (),
        history=rounds.history(row) if sees_proposed else (),
        told=sentence_of(request, refusal).splitlines() if refusal else (),
        entered=request.GET.get("da-nhap", ""),
        again=_AGAIN.get(request.GET.get("da-lam", ""), ""),
        chosen=request.POST.getlist("line"),
        reason=reason,
    )


def _texts(request: HttpRequest) -> dict[rounds.Heading, str]:
    """What was written under each heading of the report to come, as far as it was sent."""
    return {heading: request.POST[heading] for heading in rounds.Heading if heading in request.POST}


def _changes(row: Duty, asked: Mapping[Cell, FormLine]) -> Sequence[tuple[FormLine, rounds.Changed]]:
    """What was corrected since the form was accepted, beside the lines that ask for it."""
    return [(asked[change.cell], change) for change in rounds.changes_since(row) if change.cell in asked]


def _enter(request: MemberRequest, row: Duty, cell: Cell, asked: FormLine) -> Refusal | None:
    """Enter what the form sends for a cell; why not, where it cannot be."""
    text, version = request.POST.get("value", "").strip(), request.POST.get("seen", "")
    try:
        fact = fact_in(cell, asked.indicator.unit, text)
        rounds.enter(request.account, row.pk, [fact], seen={cell: number_in(version)})
    except Conflict as conflict:
        return None if all(_says(clash.now, fact) for clash in conflict.clashes) else conflict
    except Refusal as refusal:
        return refusal
    return None


def _says(now: Fact | None, fact: Fact) -> bool:
    """Whether a cell holds just what is to be entered: an answer was lost, and the field sends it again."""
    return now is not None and (now.standing, now.value) == (fact.standing, fact.value)


def _troubled(request: MemberRequest, line: Line, refusal: Refusal) -> Line:
    """The line with why nothing was entered, and with what was typed: in the field where it was only miswritten."""
    typed = request.POST.get("value", "").strip()
    trouble = sentence_of(request, refusal)
    return replace(line, trouble=trouble, typed=typed, miswritten=isinstance(refusal, NoNumber))


def _chosen(request: HttpRequest, number: int) -> list[Cell]:
    """The figures chosen to be returned; raises NothingToReturn where none is."""
    cells = rounds.cells_of(rounds.find_duty(number))
    sent = [number_in(index) for index in request.POST.getlist("line")]
    if chosen := [cells[index] for index in sent if index is not None and index < len(cells)]:
        return chosen
    raise NothingToReturn
