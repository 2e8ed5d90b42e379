"""A report that was issued: its files, and what became of it afterwards."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tonghop.core.errors import Refusal
from tonghop.drafting.attaching import attach
from tonghop.ledger import access, reports, units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Issue, Report, ReportFile
from tonghop.ledger.reports import Signed
from tonghop.ledger.reports.errors import UnknownReport
from tonghop.ledger.rights import Action
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

_VALID = (Report.State.ISSUED, Report.State.CORRECTED)


def issued_page(request: MemberRequest, row: Report, sentence: str = "") -> HttpResponse:
    """The page of an issued report, or of a draft that was given up."""
    may = access.allowed(request.account, row.unit)
    valid = row.state in _VALID
    return page(
        request,
        "report_issued.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        sent=request.POST,
        begun=row.replacements.filter(state=Report.State.DRAFT).first(),
        may_amend=valid and Action.ISSUE_REPORTS in may,
        may_sign=valid and Action.ISSUE_REPORTS in may and not _is_signed(row),
        may_replace=valid and Action.DRAFT_REPORTS in may,
        may_publish=row.state != Report.State.ABANDONED and {Action.ISSUE_REPORTS, Action.PUBLISH} <= may,
        **told(row),
    )


def _is_signed(row: Report) -> bool:
    return ReportFile.objects.filter(issue__report=row, form=ReportFile.Form.SIGNED).exists()


def told(row: Report) -> dict[str, Any]:
    """What the page of an issued report says, for members and for everybody."""
    made = Issue.objects.filter(report=row).select_related("number__register", "entry__actor").first()
    files = made.files.defer("content").select_related("entry").order_by("form") if made else ()
    return {
        "report": row,
        "name": units.name_of(row.unit.code, reports.span_of(row).ends),
        "span": reports.span_of(row),
        "issue": made,
        "paper": reports.paper_issued(made) if made else None,
        "files": [(each, _signatures(each)) for each in files],
        "amendments": row.amendments.select_related("successor", "entry__actor").order_by("id"),
        "explanations": row.explanations.order_by("id"),
    }


def _signatures(file: ReportFile) -> list[tuple[Signed, datetime | None]]:
    """Who signed a file, and when by his own word."""
    return [(each, datetime.fromisoformat(each.at) if each.at else None) for each in reports.signatures(file)]


@require_POST
@members
def step(request: MemberRequest, number: int, action: str) -> HttpResponse:
    """Correct, withdraw or replace a report, keep it signed, or show it to everybody; a refusal is told above it."""
    account, sent = request.account, request.POST
    reason, document = sent.get("reason", "").strip(), " ".join(sent.get("document", "").split())
    try:
        match action:
            case "dinh-chinh":
                reports.correct(account, number, reason, document)
            case "thu-hoi":
                reports.withdraw(account, number, reason, document)
            case "thay-the":
                return redirect("report", reports.begin_replacement(account, number, reason).pk)
            case "ky-so":
                file = request.FILES.get("file")
                attach(account, number, file.read() if file else b"")
            case "cong-khai":
                reports.make_public(account, number, sent.get("public") == "1")
            case _:
                raise Http404
    except (Forbidden, UnknownReport):
        raise
    except Refusal as refusal:
        row = reports.find(account, number)
        return issued_page(request, row, sentence_of(request, refusal))
    return redirect("report", number)
