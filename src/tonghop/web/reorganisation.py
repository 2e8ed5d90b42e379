"""Sắp xếp đơn vị: merging, dividing and rearranging units in steps; nothing is kept before it is confirmed."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from tonghop.core.errors import Refusal
from tonghop.ledger import access, undertakings
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Indicator, UnitKind
from tonghop.ledger.rights import Action
from tonghop.ledger.undertakings import OutOfDate, Trial, Undertaking
from tonghop.ledger.units import Method
from tonghop.web import lineage
from tonghop.web.choices import below, named, offered, receivers
from tonghop.web.drafts import PLACE, Draft, Kind, NotYet, begun, chosen, undertaking
from tonghop.web.hierarchy import Base, base_of
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import language, page
from tonghop.web.reorganisation_sums import by_unit, workbook
from tonghop.web.saying import sentence_of

_KINDS = {
    Kind.MERGE: ("Sáp nhập", "Nhiều đơn vị thành một đơn vị mới, hoặc nhập vào một đơn vị đang có."),
    Kind.SPLIT: ("Chia tách", "Một đơn vị chia cho nhiều đơn vị khác."),
    Kind.BOUNDARY: ("Điều chỉnh địa giới", "Một phần của đơn vị chuyển sang đơn vị khác, đơn vị vẫn còn."),
    Kind.MOVE: ("Chuyển đơn vị trực thuộc", "Tổ dân phố, phòng hoặc đơn vị khác chuyển về cấp trên khác."),
    Kind.RENAME: ("Đổi tên", "Đơn vị có tên mới từ ngày ấy."),
    Kind.CREATE: ("Thành lập", "Một đơn vị mới, không từ đơn vị nào."),
    Kind.CLOSE: ("Kết thúc hoạt động", "Đơn vị không còn từ ngày ấy; số liệu và lịch sử giữ nguyên."),
    Kind.SHARES: ("Ghi lại tỷ lệ", "Tỷ lệ của một lần chia tách đã ghi, khi đã xác định được hoặc cần sửa."),
}
_STEPS = ("Việc cần làm", "Đơn vị", "Chi tiết", "Xem trước")
_ASKED: tuple[frozenset[str], ...] = (
    frozenset(("kind", "day", "decision", "reason")),
    frozenset(("unit",)),
    frozenset(("into", "code", "name", "level", "parent", "method", "to", "to_name", "percent")),
    frozenset(),
)
"""The fields that each step asks for; the third also asks where each unit below goes."""
_METHODS = (Method.POPULATION, Method.AREA, Method.COUNTED)


@require_http_methods(["GET", "POST"])
@members
def reorganisation(request: MemberRequest) -> HttpResponse:
    """A step of the operation; sent, what it would do; sent again with the mark of that, it is done."""
    access.require(request.account, Action.CHANGE_UNITS, request.home)
    return _asked(request) if request.method == "GET" else _sent(request)


def _asked(request: MemberRequest) -> HttpResponse:
    """The step that the address asks for, or the one before it that is not filled in yet."""
    draft = Draft.of(request.GET)
    wanted = {"2": 2, "3": 3}.get(request.GET.get("step", ""), 1)
    for step, insist in ((1, begun), (2, chosen)):
        try:
            if wanted > step:
                insist(draft)
        except NotYet as refusal:
            return _step(request, draft, request.GET, step, refusal)
    return _step(request, draft, request.GET, wanted)


def _sent(request: MemberRequest) -> HttpResponse:
    """What it would do, as a page or a file; or, confirmed, the unit after it is done. Raises Forbidden."""
    draft = Draft.of(request.POST)
    try:
        wanted = undertaking(draft)
        try:
            if (mark := request.POST.get("mark")) and "file" not in request.POST:
                undertakings.carry_out(request.account, wanted, draft.reason, mark)
                return redirect(_afterwards(draft, wanted))
        except OutOfDate as refusal:
            return _trial(request, draft, wanted, refusal)
        return _trial(request, draft, wanted)
    except Forbidden:
        raise
    except Refusal as refusal:
        return _step(request, draft, request.POST, 3, refusal)


def _step(
    request: MemberRequest, draft: Draft, sent: QueryDict, step: int, refusal: Refusal | None = None
) -> HttpResponse:
    """A step to be filled in, a refusal above it."""
    words = sent.get("q", "")
    return page(
        request,
        f"reorganisation_{step}.html.j2",
        status=422 if refusal else 200,
        sentence=_sentence(request, refusal),
        **_frame(draft, sent, step),
        offers=offered(request.account, draft, words) if step > 1 else None,
        words=words,
        chosen=named(draft.units, draft.day) if draft.day else (),
        rows=receivers(draft, sent.get("rows", "")) if step > 2 else (),
        below=below(draft) if step > 2 else (),
        methods=_METHODS,
        levels=[level for level in UnitKind if level != UnitKind.NATION],
    )


def _trial(request: MemberRequest, draft: Draft, wanted: Undertaking, refusal: Refusal | None = None) -> HttpResponse:
    """What it would do to every sum and to every comparison, a refusal above it."""
    trial, speech = undertakings.try_out(request.account, wanted, draft.reason), Speech(language(request))
    codes = {each.cell.unit for each in trial.sums} | wanted.touched | wanted.made
    names = {row.code: row.name for row in draft.receivers if row.name} | {draft.code: draft.name}
    names |= {each.code: each.name for each in named(codes, wanted.day)}
    if "file" in request.POST:
        return workbook(trial.sums, names, (_title(draft, speech), draft.decision), speech)
    called = {(code, wanted.day): name for code, name in names.items()}
    return page(
        request,
        "reorganisation_4.html.j2",
        status=409 if refusal else 200,
        sentence=_sentence(request, refusal),
        **_frame(draft, request.POST, 4),
        mark=trial.mark,
        work=trial.work,
        today=localdate(),
        names=names,
        names_of_chosen=", ".join(names[code] for code in draft.units),
        drawing=lineage.drawing(wanted.steps, "", called, speech),
        occasions=lineage.occasions(wanted.steps, called, speech),
        bases=_bases(trial, wanted, names),
        sums=by_unit(trial.sums, names),
        indicators=Indicator.objects.in_bulk({each.cell.indicator for each in trial.sums}, field_name="key"),
    )


def _title(draft: Draft, speech: Speech) -> str:
    """What is done, and from when."""
    done = speech.say(_KINDS[draft.kind][0]) if draft.kind else ""
    return f"{done} {speech.say('từ {day}', day=speech.day(draft.day))}" if draft.day else done


def _frame(draft: Draft, sent: QueryDict, step: int) -> dict[str, object]:
    """What all steps show: what has been filled in so far, which the page keeps, and the way back."""
    given = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if value or name in ("to", "to_name", "percent")
    ]
    kept = [(name, value) for name, value in given if name.startswith(PLACE) or any(name in each for each in _ASKED)]
    asks = _ASKED[step - 1]
    others = [pair for pair in kept if pair[0] not in asks and not (step == 3 and pair[0].startswith(PLACE))]
    back = f"{reverse('reorganisation')}?{urlencode([*kept, ('step', step - 1)])}"
    return {"draft": draft, "step": step, "steps": _STEPS, "kinds": _KINDS, "kept": others, "back": back}


def _bases(trial: Trial, wanted: Undertaking, names: Mapping[str, str]) -> list[tuple[str, Base]]:
    """What each unit made is compared with from then on."""
    rows = sorted(trial.compared.items()) if trial.span else ()
    return [(names[code], base_of(trial.span, each, wanted.day)) for code, each in rows if trial.span and each]


def _afterwards(draft: Draft, wanted: Undertaking) -> str:
    """The address of the unit that it was done to, on the day."""
    code = draft.code if draft.kind is Kind.CREATE else min(wanted.made, default=draft.units[0])
    return f"{reverse('unit', args=(code,))}?day={wanted.day.isoformat()}"


def _sentence(request: MemberRequest, refusal: Refusal | None) -> str:
    return sentence_of(request, refusal) if refusal else ""
