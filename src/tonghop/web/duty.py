"""A form of a unit, filled in: each figure with its plan, the month before and the year before beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.core.fact import Cell, Fact, Standing
from tonghop.core.finding import Finding
from tonghop.core.language import translator
from tonghop.core.span import Span
from tonghop.intake import guard
from tonghop.ledger import access, ask, permitted, rounds, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.exchange.conversion import times
from tonghop.ledger.exchange.numbers import Form, Trouble, number, written
from tonghop.ledger.models import Duty, FactVersion, FormLine, State
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.duties import lines as lines_of
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page

_MONEY, _ENTERED_IN = Decimal(10**6), "triệu đồng"
_DOES_NOT_APPLY = "x"


class NoNumber(LedgerError):
    """A text where a number belongs."""

    def __init__(self, text: str) -> None:
        super().__init__(
            "“{text}” không phải là số. Ghi như 1.234,5; để trống nếu chưa có, x nếu không phát sinh.", text=text
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a form: what is asked, what stands there, and what it is to be compared with."""

    cell: Cell
    asked: FormLine
    version: FactVersion | None
    plan: ask.Value
    month_before: ask.Value
    year_before: ask.Value
    trouble: str = ""

    @property
    def measured_in(self) -> str:
        """The unit of measure in which the figure is entered, as the catalog writes it."""
        return _ENTERED_IN if self.asked.indicator.unit == "VND" else self.asked.indicator.unit

    @property
    def text(self) -> str:
        """What stands in the field."""
        fact = fact_of(self.version) if self.version else None
        if fact is None or fact.standing is Standing.MISSING:
            return ""
        if fact.value is None:
            return _DOES_NOT_APPLY
        return written(fact.value / _scale(self.asked.indicator.unit))

    @property
    def returned(self) -> bool:
        """Whether the figure was sent back to be looked at again."""
        return bool(self.version and self.version.state == State.RETURNED)


@require_GET
@members
def duty(request: MemberRequest, number: int) -> HttpResponse:
    """The form, to be filled in by those who may, to be read by the others who see it."""
    return _form(request, _seen(request, number))


@require_POST
@members
def enter(request: MemberRequest, number: int) -> HttpResponse:
    """One figure of the form, kept as a draft; answers with its line as it now stands."""
    row = _seen(request, number)
    access.require(request.account, Action.DRAFT, row.unit)
    asked, sent = list(lines_of(row).items()), request.POST.get("line", "")
    index = int(sent) if sent.isdigit() else len(asked)
    if index >= len(asked):
        raise Http404
    trouble = _enter(request, row, *asked[index])
    line = replace(_lines(request, row, dict([asked[index]]))[0], trouble=trouble)
    answer = page(request, "duty_line.html.j2", duty=row, line=line, index=index, may_enter=True)
    answer.headers["HX-Trigger"] = "entered"
    return answer


@require_GET
@members
def findings(request: MemberRequest, number: int) -> HttpResponse:
    """What the figures entered so far contradict: a part of the page."""
    row = _seen(request, number)
    access.require(request.account, Action.SEE_PROPOSED, row.unit)
    return page(request, "duty_findings.html.j2", findings=_findings(request, row))


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Submit, return or accept the form; a refusal is told above it, and nothing has changed then."""
    reason = request.POST.get("reason", "").strip()
    try:
        match action:
            case "gui":
                guard.submit(request.account, number, reason, language(request))
            case "tra-lai":
                rounds.send_back(request.account, number, reason, _chosen(request, number))
            case "tiep-nhan":
                guard.accept(request.account, number, reason, language(request))
            case _:
                raise Http404
    except Forbidden:
        raise
    except Refusal as refusal:
        sentence = refusal.sentence(translator(language(request)).gettext)
        return _form(request, _seen(request, number), sentence, reason, 422)
    return redirect("duty", number)


def _seen(request: MemberRequest, number: int) -> Duty:
    row = rounds.find_duty(number)
    access.require(request.account, Action.SEE_DUTIES, row.unit)
    return row


def _form(request: MemberRequest, row: Duty, sentence: str = "", reason: str = "", status: int = 200) -> HttpResponse:
    lines = list(enumerate(_lines(request, row, lines_of(row))))
    open_ = row.round.closed is None
    unsent = row.state in (Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED)
    decides = access.may(request.account, Action.DECIDE, row.unit)
    return page(
        request,
        "duty.html.j2",
        status=status,
        duty=row,
        name=units.name_of(row.unit.code, rounds.span_of(row.round).ends),
        span=rounds.span_of(row.round),
        due=rounds.due_of(row),
        groups=[(name, list(held)) for name, held in groupby(lines, lambda line: line[1].asked.indicator.group)],
        findings=_findings(request, row),
        may_enter=open_ and unsent and access.may(request.account, Action.DRAFT, row.unit),
        may_submit=open_ and unsent and access.may(request.account, Action.SUBMIT, row.unit),
        may_decide=open_ and row.state == Duty.State.SUBMITTED and decides,
        sentence=sentence,
        reason=reason,
    )


def _lines(request: MemberRequest, row: Duty, asked: Mapping[Cell, FormLine]) -> list[Line]:
    """Lines of a form, with what the account may see of the figures in them."""
    span, unit = rounds.span_of(row.round), row.unit.code
    cells = list(asked)
    held = permitted.open_versions(cells, settled=True) if _sees(request, Action.SEE_ACCEPTED, row) else {}
    if _sees(request, Action.SEE_PROPOSED, row):
        held |= {cell: version for cell, version in rounds.proposals(row).items() if cell in asked}
    if not held and not _sees(request, Action.SEE_ACCEPTED, row):
        return [Line(cell, line, None, _NOTHING, _NOTHING, _NOTHING) for cell, line in asked.items()]
    plans = {line.indicator.key: line.plans[-1].value for line in ask.board(unit, span) if line.plans}
    before = {cell: replace(cell, span=Span(span.year, 1, span.last - 1)) for cell in cells if span.last > 1}
    month, year = ask.values(before.values()), ask.same_period(cells)
    return [
        Line(
            cell,
            line,
            held.get(cell),
            plans.get(cell.indicator, _NOTHING),
            month.get(before.get(cell, cell), _NOTHING),
            year[cell],
        )
        for cell, line in asked.items()
    ]


def _sees(request: MemberRequest, action: Action, row: Duty) -> bool:
    return access.may(request.account, action, row.unit)


def _findings(request: MemberRequest, row: Duty) -> Sequence[Finding]:
    """What the figures of a form contradict, for those who may see what is proposed."""
    return guard.findings(row, language(request)) if _sees(request, Action.SEE_PROPOSED, row) else ()


def _enter(request: MemberRequest, row: Duty, cell: Cell, asked: FormLine) -> str:
    """Enter what the form sends for a cell; the sentence that says why not, or nothing."""
    text, seen = request.POST.get("value", "").strip(), request.POST.get("seen", "")
    try:
        fact = _fact(cell, asked, text)
        rounds.enter(request.account, row.pk, [fact], seen={cell: int(seen) if seen.isdigit() else None})
    except Refusal as refusal:
        return refusal.sentence(translator(language(request)).gettext)
    return ""


def _fact(cell: Cell, asked: FormLine, text: str) -> Fact:
    """The figure that a text in a field states; raises NoNumber."""
    if not text:
        return Fact(cell, None, Standing.MISSING)
    if text.lower() == _DOES_NOT_APPLY:
        return Fact(cell, None, Standing.NOT_APPLICABLE)
    value = number(text, Form.VIETNAMESE)
    if isinstance(value, Trouble):
        raise NoNumber(text)
    return Fact(cell, times(value, _scale(asked.indicator.unit)))


def _scale(unit: str) -> Decimal:
    return _MONEY if unit == "VND" else Decimal(1)


def _chosen(request: HttpRequest, number: int) -> list[Cell] | None:
    """The figures chosen to be returned; None for the whole form."""
    cells = rounds.cells_of(rounds.find_duty(number))
    chosen = [
        cells[int(index)] for index in request.POST.getlist("line") if index.isdigit() and int(index) < len(cells)
    ]
    return chosen or None


_NOTHING = ask.Value(None, ask.Origin.NOTHING, Standing.MISSING)
