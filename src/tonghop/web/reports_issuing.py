"""Issuing a draft: what still stands against it, and the form that gives it number, day and signer."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from tonghop.core.errors import Refusal
from tonghop.core.paper import Paper
from tonghop.drafting.background import ask_for_check
from tonghop.drafting.blanks import bare
from tonghop.drafting.files import PRINTERS
from tonghop.drafting.frame import issuer_on
from tonghop.drafting.hearing import hear, objections, warnings
from tonghop.ledger import access, reports, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Register, Report
from tonghop.ledger.reports import Form, Issuing, Signer
from tonghop.ledger.reports.errors import UnknownReport, WrongReportState
from tonghop.ledger.rights import Action
from tonghop.web.asked import REPEATED, day_of, number_in, stated_day
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

FORMS = {
    Form.COLLECTIVE: "TM. – người đứng đầu thay mặt tập thể",
    Form.COLLECTIVE_DEPUTY: "TM. KT. – cấp phó ký thay, thay mặt tập thể",
    Form.OWN: "người đứng đầu ký trực tiếp",
    Form.DEPUTY: "KT. – cấp phó ký thay người đứng đầu",
    Form.ORDER: "TL. – ký thừa lệnh",
    Form.AUTHORITY: "TUQ. – ký thừa ủy quyền",
    Form.ACTING: "Q. – quyền người đứng đầu",
}

_UNCLEAR = {
    "form": "Thẩm quyền ký: không hiểu “{text}”. Chọn lại thẩm quyền ký rồi ban hành.",
    "kept": "Số: không hiểu “{text}”. Chọn lại số đã giữ, hoặc số tiếp theo của sổ, rồi ban hành.",
}


class Unclear(Refusal):
    """How to issue a report, said in a way that no page of ours says it; `name` is the field."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(_UNCLEAR[name], text=text)


@require_http_methods(["GET", "POST"])
@members
def issue(request: MemberRequest, number: int) -> HttpResponse:
    """Issue a draft, or say what stands against it."""
    row = reports.find(request.account, number)
    access.require(request.account, Action.ISSUE_REPORTS, row.unit)
    if row.state != Report.State.DRAFT:
        raise WrongReportState(row)
    if request.method == "GET":
        return _page(request, row)
    try:
        if reports.findings_of(row) is None:
            ask_for_check(request.account, number)
        dated = stated_day(request.POST.get("dated", ""), "Ngày ban hành")
        if unclear := _unclear(request.POST):
            raise Unclear(*next(iter(unclear.items())))
        reports.issue(request.account, number, _how(request.POST, dated), PRINTERS, hear)
    except (Forbidden, UnknownReport):
        raise
    except Refusal as refusal:
        row.refresh_from_db()
        return _page(request, row, sentence_of(request, refusal))
    return redirect("report", number)


def _unclear(sent: QueryDict) -> dict[str, str]:
    """What the form says of how it is signed, or of the number, that is neither; by its field."""
    form, kept = sent.get("form", "–"), sent.get("kept", "").strip()
    wrong = {} if form in set(Form) else {"form": form[:REPEATED]}
    if kept and number_in(kept.partition("/")[0]) is None:
        wrong["kept"] = kept[:REPEATED]
    return wrong


def _how(sent: QueryDict, dated: date) -> Issuing:
    """What the form says, as far as it is clear."""

    def line(name: str) -> str:
        return " ".join(sent.get(name, "").split())[:200]

    form = sent.get("form", "")
    number, _, symbol = line("kept").partition("/")
    signer = Signer(
        Form(form) if form in set(Form) else Form.OWN, line("signer"), line("position"), line("body"), line("chief")
    )
    recipients = (each.strip(" -;\t") for each in sent.get("recipients", "").splitlines())
    return Issuing(
        symbol or line("symbol"),
        dated,
        signer,
        tuple(each for each in recipients if each),
        number_in(number),
        sent.get("public") == "1",
    )


def _page(request: MemberRequest, row: Report, sentence: str = "") -> HttpResponse:
    paper = reports.assembled(row)
    dated = day_of(request.POST.get("dated", "")) or localdate()
    how = _how(request.POST, dated) if request.method == "POST" else _proposed(row, paper, dated)
    registers = Register.objects.filter(unit=row.unit, year=how.dated.year, closed=None).order_by("symbol")
    return page(
        request,
        "report_issue.html.j2",
        status=422 if sentence else 200,
        told=sentence.splitlines(),
        report=row,
        name=units.name_of(row.unit.code, reports.span_of(row).ends),
        objections=[sentence_of(request, each) for each in objections(row, paper)],
        bare=list(bare(paper)),
        warnings=warnings(row),
        fresh=reports.findings_of(row) is not None,
        underway=reports.underway(row),
        how=how,
        unclear=_unclear(request.POST) if request.method == "POST" else {},
        forms=FORMS,
        registers=[(each, reports.following(each), _kept(each)) for each in registers],
        may_publish=access.may(request.account, Action.PUBLISH, row.unit),
    )


def _proposed(row: Report, paper: Paper, today: date) -> Issuing:
    """What the form says at first: what replaces a public report is public too."""
    public = row.replaces is not None and row.replaces.public
    block = reports.signer_of(paper.signature)
    signer = replace(block, head=block.head or issuer_on(row.unit, today).head.title)
    return Issuing(paper.letterhead.symbol, today, signer, paper.recipients, public=public)


def _kept(register: Register) -> list[tuple[int, str]]:
    """The numbers that were kept and not used, with what for."""
    return list(register.numbers.filter(issue=None).values_list("number", "purpose"))
