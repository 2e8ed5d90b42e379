"""Kỳ báo cáo: the rounds, and who has sent what of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import access, cases, units
from tonghop.ledger import rounds as rounds_of_ledger
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cases import Compared
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.exchange.periods import span_of
from tonghop.ledger.models import Duty, Form, Round
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import Opening, Progress
from tonghop.ledger.rounds.errors import UnknownRound
from tonghop.web.asked import TIMES, day_of, last_month, number_in
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

_SHOWN = 50
"""How many figures are shown that registers now give otherwise."""


class NotFilledIn(LedgerError):
    """A new round without name, period, forms or due date: which of them, and how it is written."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """How far each unit is with each form: `cells` by the code of the unit and the key of the form."""

    units: Sequence[tuple[str, str]]
    forms: Sequence[tuple[str, str]]
    cells: dict[tuple[str, str], Progress]


@require_GET
@members
def rounds(request: MemberRequest) -> HttpResponse:
    """All rounds that the account may see, the newest first."""
    seen = Round.objects.filter(access.within(request.account, Action.SEE_ROUNDS)).select_related("unit")
    rows = [(row, rounds_of_ledger.span_of(row)) for row in seen.order_by("-due", "-id")[:60]]
    names = units.names_of({row.unit.code for row, _ in rows}, localdate())
    may_open = access.may(request.account, Action.RUN_ROUNDS, request.home)
    return page(request, "rounds.html.j2", rows=rows, names=names, may_open=may_open)


@require_GET
@members
def one_round(request: MemberRequest, number: int) -> HttpResponse:
    """One round: units by forms, with the state and lateness of each."""
    return _round(request, number)


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Publish what the round settled, close it, or post what registers come to.

    A refusal is told above it, and nothing has changed then.
    """
    _seen(request, number)
    reason = request.POST.get("reason", "").strip()
    try:
        match action:
            case "cong-bo":
                rounds_of_ledger.publish(request.account, number, reason)
            case "dong":
                rounds_of_ledger.close_round(request.account, number, reason)
            case "ket-chuyen":
                replacing = request.POST.get("thay") == "1"
                posted = rounds_of_ledger.post(request.account, number, reason, replacing=replacing)
                told = urlencode({"da-ghi": posted.written, "da-giu": len(posted.kept)})
                return redirect(f"{reverse('round', args=[number])}?{told}")
            case _:
                raise Http404
    except Forbidden:
        raise
    except Refusal as refusal:
        return _round(request, number, sentence_of(request, refusal), 422)
    return redirect("round", number)


@require_http_methods(["GET", "POST"])
@members
def new_round(request: MemberRequest) -> HttpResponse:
    """Open a round over the unit of the account."""
    access.require(request.account, Action.RUN_ROUNDS, request.home)
    sentence = ""
    if request.method == "POST":
        try:
            return redirect("round", rounds_of_ledger.open_round(request.account, _opening(request)).pk)
        except Refusal as refusal:
            sentence = sentence_of(request, refusal)
    return page(
        request,
        "new_round.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        sent=request.POST,
        chosen=request.POST.getlist("form"),
        forms=Form.objects.order_by("name"),
        span=last_month(),
    )


def _opening(request: MemberRequest) -> Opening:
    """What the form says; raises NotFilledIn."""
    sent = request.POST
    name, period, day = (sent.get(field, "").strip() for field in ("name", "period", "due"))
    span, due, forms = span_of(period), day_of(day), tuple(sent.getlist("form"))
    if not name:
        raise NotFilledIn("Chưa có tên kỳ báo cáo. Ghi tên, ví dụ “Báo cáo 9 tháng năm 2026”.")
    if span is None or span.year not in TIMES:
        raise NotFilledIn("Không hiểu kỳ số liệu “{text}”. Ghi như 2026-M1..M10, 2026-H1, 9 tháng 2026.", text=period)
    if due is None:
        raise NotFilledIn("Hạn nộp “{text}” không phải là một ngày. Chọn ngày trong lịch.", text=day)
    if not forms:
        raise NotFilledIn("Chưa chọn biểu nào phải nộp. Chọn ít nhất một biểu.")
    return Opening(request.home.code, name, span, forms, due)


def _seen(request: MemberRequest, number: int) -> Round:
    """The round, where the account may see it; raises UnknownRound."""
    row = rounds_of_ledger.find_round(number)
    if not access.may(request.account, Action.SEE_ROUNDS, row.unit):
        raise UnknownRound(number)
    return row


def _round(request: MemberRequest, number: int, sentence: str = "", status: int = 200) -> HttpResponse:
    row = _seen(request, number)
    shown = set(
        Duty.objects.filter(access.within(request.account, Action.SEE_DUTIES), round=row).values_list("id", flat=True)
    )
    posted = _posted(request, row)
    progress = tuple(item for item in rounds_of_ledger.progress(number) if item.duty in shown)
    return page(
        request,
        "round.html.j2",
        status=status,
        sentence=sentence,
        written=number_in(request.GET.get("da-ghi", "")),
        kept=number_in(request.GET.get("da-giu", "")),
        row=row,
        span=rounds_of_ledger.span_of(row),
        matrix=_matrix(progress, row),
        tally=rounds_of_ledger.tally(progress),
        states=Duty.State,
        timeliness=rounds_of_ledger.Timeliness,
        posted=[item for item in posted if item.differs][:_SHOWN],
        agreeing=sum(not item.differs for item in posted),
        sources=_by_register(posted),
        names=units.names_of({item.posting.unit.code for item in posted}, rounds_of_ledger.span_of(row).ends),
        may_post=access.may(request.account, Action.SETTLE, row.unit),
        may_publish=access.may(request.account, Action.PUBLISH, row.unit),
        may_close=row.closed is None and access.may(request.account, Action.RUN_ROUNDS, row.unit),
    )


def _posted(request: MemberRequest, row: Round) -> list[Compared]:
    """What registers were posted with in the round, where the account may see their cases."""
    if not access.may(request.account, Action.SEE_CASES, row.unit):
        return []
    return cases.of_span(row.unit, rounds_of_ledger.span_of(row))


def _by_register(posted: Sequence[Compared]) -> list[tuple[str, int, int]]:
    """The registers that were posted: what each is called, how many figures it has, the newest of its postings."""
    held: dict[str, list[int]] = {}
    for item in posted:
        held.setdefault(item.posting.register, []).append(item.posting.pk)
    return sorted((cases.register_of(key).name, len(numbers), max(numbers)) for key, numbers in held.items())


def _matrix(progress: Sequence[Progress], row: Round) -> Matrix:
    names = units.names_of({item.unit for item in progress}, rounds_of_ledger.span_of(row).ends)
    forms = dict(Form.objects.filter(key__in={item.form for item in progress}).values_list("key", "name"))
    return Matrix(sorted(names.items()), sorted(forms.items()), {(item.unit, item.form): item for item in progress})
