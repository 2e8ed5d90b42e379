"""What comes of a case: parts below it, its place below another one, and the cases it is made into."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tonghop.catalog.registers import Offshoot, registers
from tonghop.core.errors import Refusal
from tonghop.ledger import access, cases, units
from tonghop.ledger.models import Case
from tonghop.ledger.rights import Action
from tonghop.web.asked import number_in
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.case import case_page
from tonghop.web.registers.form import Blank, answer
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of


@require_http_methods(["GET", "POST"])
@members
def add_part(request: MemberRequest, number: int, part: str) -> HttpResponse:
    """The form of a new case below another one."""
    case = _handled(request, number)
    offshoot = cases.part_of(cases.register_of(case.register), part)
    blank = _blank(request, case, offshoot)
    return answer(
        request,
        blank,
        lambda texts, on: cases.receive(request.account, offshoot.to, case.unit, texts, on, case, blank.hidden),
    )


@require_POST
@members
def put_below(request: MemberRequest, number: int) -> HttpResponse:
    """Let a case be part of the one whose number is sent, or of none where it is empty."""
    account, case = request.account, cases.find(request.account, number)
    text = request.POST.get("parent", "").strip()
    try:
        upper = cases.numbered(account, request.POST.get("of", ""), case, text) if text else None
        cases.put_below(account, case, upper)
    except Refusal as refusal:
        return case_page(request, cases.find(account, number), sentence_of(request, refusal), request.POST.dict())
    return redirect("case", number)


@require_POST
@members
def pass_on(request: MemberRequest, number: int) -> HttpResponse:
    """Hand a case over to another unit."""
    account, sent = request.account, request.POST
    try:
        unit = units.find(sent.get("unit", "").strip())
        seen, reason = number_in(sent.get("seen", "")) or 0, sent.get("why", "")
        cases.pass_on(account, number, unit, seen=seen, reason=reason)
    except Refusal as refusal:
        return case_page(request, cases.find(account, number), sentence_of(request, refusal), sent.dict())
    return redirect("case", number)


@require_http_methods(["GET", "POST"])
@members
def convert(request: MemberRequest, number: int, kind: str) -> HttpResponse:
    """The form of the case that another one is made into, filled from that."""
    case, sent = _handled(request, number), request.POST
    conversion = cases.conversion_of(cases.register_of(case.register), kind)
    made = [item.case for item in cases.linked(request.account, case) if item.onward and item.kind == kind]
    seen, again = number_in(sent.get("seen", "")) or 0, bool(sent.get("again"))
    return answer(
        request,
        _blank(request, case, conversion, made),
        lambda texts, on: cases.convert(request.account, number, kind, texts, on, seen=seen, again=again),
    )


def _handled(request: MemberRequest, number: int) -> Case:
    """A case that the account may handle."""
    case = cases.find(request.account, number)
    access.require(request.account, Action.HANDLE_CASES, case.unit)
    return case


def _blank(request: MemberRequest, case: Case, offshoot: Offshoot, made: Sequence[Case] = ()) -> Blank:
    """The form of what comes of a case, filled from that; `made` came of it in the same way before."""
    taken = cases.carried(request.account, case, offshoot)
    return Blank(cases.register_of(offshoot.to), case.unit, offshoot.label, taken.shown, case, taken.hidden, made)


@require_GET
@members
def review(request: MemberRequest, number: int) -> HttpResponse:
    """What a case looks back at, on one page: the parts of the earlier ones of its kind."""
    case, today = cases.find(request.account, number), localdate()
    found = cases.review(request.account, case, today)
    return page(request, "registers/case_review.html.j2", case=case, review=found, registers=registers(), today=today)
