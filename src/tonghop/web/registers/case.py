"""One case: received, shown with its history and time limits, and moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tonghop.catalog.registers import FieldOf, Register, registers
from tonghop.core.errors import Refusal
from tonghop.ledger import access, cases, units
from tonghop.ledger.cases import Offered
from tonghop.ledger.cases.naming import Names, names_at
from tonghop.ledger.models import Case, CaseStep
from tonghop.ledger.rights import Action
from tonghop.registers.history import Running
from tonghop.registers.workdays import count_working_days
from tonghop.web.asked import number_in, stated_day
from tonghop.web.numbers import Speech
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.around import around
from tonghop.web.registers.form import Blank, answer
from tonghop.web.registers.values import changed, rows
from tonghop.web.rendering import language, page
from tonghop.web.saying import sentence_of

_AMEND, _TOGETHER = "sua", "ca-cac-phan"


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a case in words: what was done, the fields that it set or corrected, the documents that it issued."""

    step: CaseStep
    label: str
    fields: list[tuple[FieldOf, str]]
    documents: list[Offered]


@require_http_methods(["GET", "POST"])
@members
def receive(request: MemberRequest, key: str) -> HttpResponse:
    """The form of a new case."""
    register = cases.register_of(key)
    code = request.GET.get("unit", "").strip()
    place = units.find(code) if code else request.home
    access.require(request.account, Action.HANDLE_CASES, place)
    heading = Speech(language(request)).say("Thêm {case}", case=register.case)
    return answer(
        request,
        Blank(register, place, heading),
        lambda texts, on: cases.receive(request.account, key, place, texts, on),
    )


@require_GET
@members
def case(request: MemberRequest, number: int) -> HttpResponse:
    """A case with all that happened to it and what can be done next."""
    return case_page(request, cases.find(request.account, number))


@require_GET
@members
def printed(request: MemberRequest, number: int) -> HttpResponse:
    """A case on paper: all that the reader may see of it, with place for signatures."""
    return case_page(request, cases.find(request.account, number), template="registers/case_print.html.j2")


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Take a step with a case, or correct its fields."""
    sent, account = request.POST.dict(), request.account
    seen = number_in(sent.get("seen", "")) or 0
    reason, document = sent.get("reason", "").strip(), sent.get("document", "").strip()[:200]
    try:
        if action == _AMEND:
            cases.amend(account, number, sent, seen=seen, reason=sent.get("why", "").strip())
        else:
            on = stated_day(sent.get("on", ""), "Ngày thực hiện")
            together = bool(sent.get(_TOGETHER))
            cases.take(
                account, number, action, on, sent, seen=seen, reason=reason, document=document, together=together
            )
    except Refusal as refusal:
        return case_page(request, cases.find(account, number), sentence_of(request, refusal), sent)
    return redirect("case", number)


def case_page(
    request: MemberRequest,
    row: Case,
    sentence: str = "",
    sent: Mapping[str, str] | None = None,
    template: str = "registers/case.html.j2",
) -> HttpResponse:
    """The page of a case, with what was refused of what was sent."""
    register, today = cases.register_of(row.register), localdate()
    levels = cases.levels(request.account, row)
    seen = cases.fields_of(register, levels)
    cases.record_access(request.account, row, register, seen)
    speech, chosen = Speech(language(request)), names_at(row.unit, today)
    taken = list(row.steps.select_related("entry__actor").order_by("id"))
    history, held = cases.history_of(row, taken), cases.handling(request.account, row)
    possible, left = cases.ahead(request.account, row)
    documents = list(cases.offered(register, taken, possible))
    return page(
        request,
        template,
        status=422 if sentence else 200,
        case=row,
        register=register,
        rows=rows(register, cases.shown(row, seen), chosen, speech),
        steps=_told(taken, register, seen, chosen, speech, documents),
        documents=[item for item in documents if not item.taken],
        limits=[_limit(item, register, today) for item in history.limits(today)],
        possible=possible,
        left=left,
        open_parts={key: len(cases.still_open(row, register.ended_with(key))) for key in possible},
        chosen=chosen,
        values=_texts(row, seen) | dict(sent or {}),
        asked=_texts(row, seen - register.told_anew()) | dict(sent or {}),
        seen=seen,
        sentence=sentence,
        today=today,
        may_amend=bool(held),
        amendable=cases.amendable(register, held, seen) if held else (),
        around=around(request.account, row, register, may_handle=bool(held)),
        registers=registers(),
        files=cases.files_of(row, levels),
        choosable=cases.choosable(levels, row, register) if held else (),
        endings=sorted(f".{ending}" for each in cases.ENDINGS.values() for ending in each),
        unit_name=chosen.units.get(row.unit.code) or units.name_of(row.unit.code, today),
    )


def _told(
    taken: Sequence[CaseStep],
    register: Register,
    seen: frozenset[str],
    chosen: Names,
    speech: Speech,
    documents: Sequence[Offered],
) -> list[Told]:
    """The steps of a case, the last first."""
    told, corrected = [], cases.corrected(taken)
    for at, item in enumerate(taken):
        label, names = cases.called(item, register, first=not at)
        before, after = corrected.get(item.pk), cases.covered(item.fields, seen)
        if before is None:
            fields = rows(register, after, chosen, speech) if at else []
        else:
            fields = changed(register, cases.covered(before, seen), after, chosen, speech)
        issued = [document for document in documents if document.taken == item.pk]
        told.append(Told(item, speech.say(label, **names), fields, issued))
    return told[::-1]


def _limit(item: Running, register: Register, today: date) -> dict[str, object]:
    """A time limit of a case, with how many working days are left of it."""
    last = item.due.last
    left = count_working_days(today, last) - 1 if last and not item.met and last >= today else None
    return {"of": item, "label": register.limits[item.limit].label, "late": item.late(today), "left": left}


def _texts(row: Case, seen: frozenset[str]) -> dict[str, str]:
    """The values of a case as the fields of a form hold them, those only that the account may see."""
    return {key: cases.text_of(value) for key, value in row.fields.items() if key in seen and value is not None}
