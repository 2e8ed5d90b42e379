"""One document of the inbox in three panes: its text with the figures marked, the figures as a grid, the findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.catalog.search import fold
from tonghop.core.errors import Refusal
from tonghop.core.fact import Measure, Said
from tonghop.core.finding import Severity
from tonghop.intake import background
from tonghop.intake.inbox import Line, Opened, Told, correct, dismiss, indicator_named, opened, propose, settle
from tonghop.intake.known import Outcome
from tonghop.intake.previous import with_previous
from tonghop.intake.view import OUTCOMES
from tonghop.ledger import access, inbox, rounds, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Arrival, Indicator, Source
from tonghop.ledger.rights import Action
from tonghop.review.layout import Grid, blocks
from tonghop.web.asked import number_in
from tonghop.web.inbox import open_rounds, own_units
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page
from tonghop.web.saying import sentence_of

_MEASURES = {Measure.ACTUAL: "thực hiện", Measure.ESTIMATE: "ước", Measure.PLAN: "kế hoạch"}
_ORDER = tuple(Severity)
_PLAIN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its number on the page."""

    number: int
    told: Told

    @property
    def finding(self) -> object:
        """The finding itself, as the marks of the text name it."""
        return self.told.finding


@require_GET
@members
def document(request: MemberRequest, number: int) -> HttpResponse:
    """The document, to be decided on by those who may."""
    return _document(request, number)


@require_GET
@members
def original(request: MemberRequest, number: int) -> HttpResponse:
    """The file itself, to be kept on one's own machine: never shown as a page of ours."""
    row = inbox.find(request.account, number)
    content = Source.objects.values_list("content", flat=True).get(pk=row.source_id)
    answer = HttpResponse(bytes(content or b""), content_type=_PLAIN)
    name = row.source.name.rpartition("/")[2]
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Decide on the document or a figure of it; a refusal is told above it, and nothing has changed then."""
    start = _start(request)
    try:
        _do(request, number, action, start)
    except (Forbidden, inbox.UnknownArrival):
        raise
    except Refusal as refusal:
        if inbox.find(request.account, number).state != Arrival.State.READY:
            raise
        return _document(request, number, sentence_of(request, refusal), start, 422)
    if action in ("doc-lai", "go"):
        return redirect("inbox")
    chosen = f"?{urlencode({'chon': start})}" if start is not None else ""
    return redirect(reverse("arrival", args=[number]) + chosen)


def _do(request: MemberRequest, number: int, action: str, start: int | None) -> None:
    account, sent, spoken = request.account, request.POST, language(request)
    reason = sent.get("reason", "").strip()
    chosen = None if start is None else {start}
    match action:
        case "doc-lai":
            inbox.retry(account, number)
            background.put_off(number)
        case "go":
            inbox.remove(account, number, reason)
        case "tiep-nhan":
            settle(account, number, chosen, reason, spoken)
        case "de-xuat":
            propose(account, number, chosen, reason, spoken)
        case "de-lai" if start is not None:
            inbox.leave_out(account, number, start, reason)
        case "khoi-phuc" if start is not None:
            inbox.undo(account, number, start)
        case "sua" if start is not None:
            _correct(request, number, start)
        case "gan":
            unit, round_ = sent.get("unit", "").strip(), number_in(sent.get("round", ""))
            found = rounds.find_round(round_) if round_ is not None else None
            inbox.assign(account, number, units.find(unit) if unit else None, found)
        case "bo-qua":
            dismiss(account, number, sent.get("finding", "")[:64], reason, spoken)
        case _:
            raise Http404


def _correct(request: MemberRequest, number: int, start: int) -> None:
    sent = request.POST
    measure = sent.get("measure", "")
    words = Said(
        indicator_named(sent.get("indicator", "")),
        sent.get("unit", "").strip() or None,
        sent.get("period", "").strip() or None,
        Measure(measure) if measure in set(Measure) else None,
    )
    correct(request.account, number, start, words, language(request))


def _start(request: MemberRequest) -> int | None:
    return number_in(request.POST.get("start", ""))


def _document(
    request: MemberRequest, number: int, sentence: str = "", chosen: int | None = None, status: int = 200
) -> HttpResponse:
    here = opened(request.account, number, language(request))
    editing = request.GET.get("sua", "")
    asked = request.GET.get("chon", "") or editing
    shown = _shown(here)
    unit = here.row.unit
    may_correct = access.may(request.account, Action.DRAFT, unit)
    return page(
        request,
        "inbox_document.html.j2",
        status=status,
        row=here.row,
        name=units.name_of(unit.code, here.taken.dated or localdate()),
        here=here,
        tally=here.tally,
        blocks=[(isinstance(block, Grid), block) for block in blocks(here.document)],
        marked=_marked(here),
        numbers=_by_figure(here, shown),
        shown=shown,
        indicators=_indicators(here.lines),
        names=units.names_of(_codes(here.lines), here.taken.dated or localdate()),
        outcomes=OUTCOMES,
        statuses=_STATUSES,
        measures=_MEASURES,
        agreed=sum(line.agreed for line in here.lines),
        may_correct=may_correct,
        may_settle=access.may(request.account, Action.SETTLE, unit),
        may_dismiss=access.may(request.account, Action.DECIDE, unit),
        editing=number_in(editing),
        chosen=number_in(asked) if chosen is None else chosen,
        choices=_choices(here) if editing else None,
        owners=own_units(request) if may_correct else (),
        rounds=open_rounds(request) if may_correct else (),
        sentence=sentence,
        known=_known,
    )


_STATUSES = {
    Outcome.NEW: "submitted",
    Outcome.CONFIRMED: "accepted",
    Outcome.PROPOSED: "draft",
    Outcome.REVISED: "submitted",
    Outcome.OUTDATED: "draft",
    Outcome.CONFLICT: "returned",
}


def _known(line: Line) -> Fraction | None:
    return line.item.known.value if line.item and line.item.known else None


def _shown(here: Opened) -> list[Shown]:
    """The findings, those that nobody set aside first, each with its number."""
    ordered = sorted(here.told, key=lambda each: (bool(each.reason), _ORDER.index(each.finding.severity)))
    return [Shown(number, each) for number, each in enumerate(ordered, 1)]


def _by_figure(here: Opened, shown: Sequence[Shown]) -> Mapping[str, list[Shown]]:
    found: dict[str, list[Shown]] = {figure.id: [] for figure in here.document.figures}
    for each in shown:
        for name in each.told.figures:
            found[name].append(each)
    return found


def _marked(here: Opened) -> frozenset[str]:
    spoken = {name for each in here.told for name in each.figures}
    return frozenset(each.id for each in here.document.figures if each.role.measures or each.id in spoken)


def _indicators(lines: Sequence[Line]) -> Mapping[str, Indicator]:
    keys = {line.figure.indicator for line in lines if line.figure.indicator}
    return Indicator.objects.in_bulk(keys, field_name="key")


def _codes(lines: Sequence[Line]) -> set[str]:
    return {line.item.fact.cell.unit for line in lines if line.item}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reading can be corrected to: indicators by name with their names to be searched by, units by code."""

    indicators: Sequence[tuple[str, str]]
    units: Sequence[tuple[str, str]]


def _choices(here: Opened) -> Choices:
    on = here.taken.dated or localdate()
    codes = set(units.subtree(here.row.unit.code, on)) | _codes(here.lines)
    indicators = Indicator.objects.order_by("name").values_list("name", "unit")
    names = units.names_of(codes, on)
    return Choices([(name, f"{fold(name)} · {unit}") for name, unit in indicators], sorted(names.items()))


@require_GET
@members
def previous(request: MemberRequest, number: int) -> HttpResponse:
    """The document beside the report of the same kind that the unit sent before."""
    here = opened(request.account, number, language(request))
    found = with_previous(request.account, here, language(request))
    lines = (*here.lines, *(found.missing if found else ()))
    on = here.taken.dated or localdate()
    return page(
        request,
        "inbox_previous.html.j2",
        here=here,
        found=found,
        indicators=_indicators(lines),
        names=units.names_of(_codes(lines), on),
        measures=_MEASURES,
    )
