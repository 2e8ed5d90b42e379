"""Hộp báo cáo: documents are sent in here, and how far each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_GET, require_POST

from tonghop.api.problems import MOST_UPLOADED
from tonghop.core.document import Sent
from tonghop.core.errors import UnreadableDocument
from tonghop.intake import background
from tonghop.intake.door import Knock
from tonghop.ledger import access, rounds, units
from tonghop.ledger import inbox as arrivals
from tonghop.ledger.models import Arrival, Round, Unit
from tonghop.ledger.rights import Action
from tonghop.web.asked import number_in
from tonghop.web.entrance import let_in, limits, told
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_MOST, _ROUNDS = 80, 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document that was sent: where it is now, or why it was not let in."""

    name: str
    arrival: Arrival | None = None
    fresh: bool = False
    sentence: str = ""


@require_GET
@members
def inbox(request: MemberRequest) -> HttpResponse:
    """What was sent in, the newest first, and the form to send more."""
    return _inbox(request)


@require_GET
@members
def listing(request: MemberRequest) -> HttpResponse:
    """How far the documents are: a part of the page."""
    return page(request, "inbox_list.html.j2", **_list(request))


@require_POST
@members
def send(request: MemberRequest) -> HttpResponse:
    """Take files, or a text, in; each that cannot be is told with its sentence, and the others go on."""
    unit, given = _unit(request)
    access.require(request.account, Action.DRAFT, unit)
    answers = [answer for knock in _knocks(request) for answer in _received(request, knock, unit, given)]
    status = 200 if not answers or any(answer.arrival for answer in answers) else 422
    if request.headers.get("HX-Request"):
        return page(request, "inbox_answers.html.j2", status=status, answers=answers)
    if answers and all(answer.fresh for answer in answers):
        return redirect("inbox")
    return _inbox(request, answers, status)


def _inbox(request: MemberRequest, answers: Sequence[Answer] = (), status: int = 200) -> HttpResponse:
    return page(
        request,
        "inbox.html.j2",
        status=status,
        answers=answers,
        most=MOST_UPLOADED,
        may_send=access.may(request.account, Action.DRAFT, request.home),
        units=own_units(request),
        rounds=open_rounds(request),
        **_list(request),
    )


def own_units(request: MemberRequest) -> Sequence[tuple[str, str]]:
    """The codes and names of the units whose documents the account may bring in."""
    own = access.within(request.account, Action.DRAFT, "id")
    codes = Unit.objects.filter(own, closed=None).order_by("code").values_list("code", flat=True)[:_MOST]
    return sorted(units.names_of(set(codes), localdate()).items())


def open_rounds(request: MemberRequest) -> Sequence[Round]:
    """The rounds that a document may answer, the newest first."""
    rows = Round.objects.filter(access.within(request.account, Action.SEE_ROUNDS), closed=None)
    return list(rows.order_by("-due", "-id")[:_ROUNDS])


def _list(request: MemberRequest) -> dict[str, Any]:
    rows = list(_rows(request)[:_MOST])
    own = Unit.objects.filter(access.within(request.account, Action.DRAFT, "id"), id__in={row.unit_id for row in rows})
    under_way = {Arrival.State.WAITING, Arrival.State.READING}
    return {
        "rows": rows,
        "names": units.names_of({row.unit.code for row in rows}, localdate()),
        "busy": any(row.state in under_way for row in rows),
        "own": set(own.values_list("id", flat=True)),
        "problems": {row.pk: _problem(request, row) for row in rows if row.problem},
    }


def _rows(request: MemberRequest) -> QuerySet[Arrival]:
    rows = Arrival.objects.filter(arrivals.visible(request.account))
    rows = rows.select_related("source", "unit", "round", "entry__actor").order_by("-id")
    return rows.defer("reading", "source__content", "source__text")


def _problem(request: MemberRequest, row: Arrival) -> str:
    _name, problem, remedy, place, values = row.problem or ("", "", "", "", {})
    return told(request, UnreadableDocument("", problem, remedy, place, **values))


def _unit(request: MemberRequest) -> tuple[Unit, bool]:
    """The unit whose figures the form says that documents state, else the home of the account."""
    code = request.POST.get("unit", "").strip()
    return (units.find(code), True) if code else (request.home, False)


def _round(request: MemberRequest) -> Round | None:
    number = number_in(request.POST.get("round", ""))
    return rounds.find_round(number) if number is not None else None


def _knocks(request: MemberRequest) -> Iterator[Knock]:
    password = request.POST.get("password", "") or None
    for file in request.FILES.getlist("file"):
        yield Knock(file.name or "-", file.read(), limits(), password)
    if text := request.POST.get("text", "").strip():
        name = f"{Speech('vi').moment(localtime())}.txt"
        yield Knock(name.replace("/", "-").replace(":", "."), text.encode(), limits())


def _received(request: MemberRequest, knock: Knock, unit: Unit, given: bool) -> Iterator[Answer]:
    round_ = _round(request)
    for part in let_in(knock):
        if isinstance(part, UnreadableDocument):
            yield Answer(part.name, sentence=told(request, part))
        else:
            yield _kept(request, part, unit, given, round_)


def _kept(request: MemberRequest, sent: Sent, unit: Unit, given: bool, round_: Round | None) -> Answer:
    with transaction.atomic():
        row, fresh = arrivals.receive(request.account, unit, sent, given=given, round_=round_)
        if fresh:
            background.put_off(row.pk)
    return Answer(sent.name, row, fresh)
