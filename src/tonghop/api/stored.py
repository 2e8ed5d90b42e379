"""Reports that are kept: drafted, read, given as files, checked, issued; with the rights of the pages."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate
from ninja import Body, Header, Path, Query, Router, Schema, Status
from pydantic import Field

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem, language
from tonghop.api.types import Code, Day, Name, Number, RecentPeriod, Strict, Text
from tonghop.api.units import unit_of
from tonghop.api.writing import Kind
from tonghop.core.paper_json import to_json
from tonghop.core.span import Span
from tonghop.drafting.background import ask_for_check
from tonghop.drafting.compose import Wanted, draft, title_of
from tonghop.drafting.files import PRINTERS, TYPES, file_of
from tonghop.drafting.hearing import hear
from tonghop.ledger import access, units
from tonghop.ledger import reports as ledger
from tonghop.ledger.models import Issue, Report
from tonghop.ledger.reports import Form, Issuing, Signer
from tonghop.ledger.rights import Action

router = Router(tags=["reports"], auth=MEMBERS)
Seen = Annotated[Text, Header("", alias="If-Match", description="etag của báo cáo đã xem")]
_CHANGED = "Báo cáo đã thay đổi so với bản đã xem."
_PRESENT = "Đã có báo cáo loại này của đơn vị trong kỳ. Gửi lại với another nếu vẫn cần bản khác."


class ReportsAsked(Paging):
    """Which reports: of a unit, of a kind, in a state."""

    unit: Code | None = None
    kind: Kind | None = None
    state: Report.State | None = None


class ReportOut(Schema):
    """A report: `number` and `dated` once it is issued. `etag` changes with its content and its state."""

    id: int
    etag: str
    kind: str
    unit: str
    period: str
    title: str
    state: Report.State
    public: bool
    number: str | None
    dated: date | None


class ReportPage(Page):
    """A page of reports."""

    items: list[ReportOut]


class FindingOut(Schema):
    """A finding of the checker: the section (its key) in which it begins, why it stays where somebody said so."""

    section: str
    severity: str
    fingerprint: str
    message: str
    explained: str


class CheckOut(Schema):
    """What the checker found when it last looked: `current` where nothing was changed since.

    `underway` is the stage of a check that was asked for (0 while it waits, up to 3), null where none was; `failed`
    where it came to no end.
    """

    current: bool
    underway: int | None
    failed: bool
    findings: list[FindingOut]


class ReportDetail(ReportOut):
    """A report with its content, and for a draft what the checker says."""

    paper: dict[str, Any]
    check: CheckOut | None
    files: list[str]


class NewIn(Strict):
    """A report to be drafted from the ledger and kept; `another` though there be one of its kind, unit and period."""

    kind: Kind
    unit: Code
    period: RecentPeriod
    topic: Annotated[Text, Field(max_length=40)] = ""
    theme: Annotated[Text, Field(max_length=200)] = ""
    another: bool = False


class SignerIn(Strict):
    """Who signs: `form` as Nghị định 30/2020/NĐ-CP has it, own title, the body and the title of its head."""

    form: Form
    name: Name
    title: Name
    body: Text = ""
    head: Text = ""


class IssueIn(Strict):
    """How a report is issued: the symbol of its register, its day (today), who signs; a number that was `kept`."""

    symbol: Name
    signer: SignerIn
    dated: Day | None = None
    recipients: Annotated[list[Name], Field(max_length=40)] = Field(default_factory=list)
    kept: Number | None = None
    public: bool = False


@router.get("", response=ReportPage, summary="Danh sách báo cáo")
def reports(request: SignedRequest, asked: Query[ReportsAsked]) -> dict[str, Any]:
    """The reports that the account may see: those issued, and drafts in reach."""
    rows = Report.objects.filter(ledger.visible(request.auth)).select_related("unit", "issue__number__register")
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page(request, rows.defer("frame", "examined", "issue__paper"), asked, _shape)


@router.post("", response={201: ReportDetail}, summary="Soạn báo cáo")
def begin(request: SignedRequest, response: HttpResponse, sent: Body[NewIn]) -> Status[dict[str, Any]]:
    """Draft a report from the ledger and keep it; 409 with those `reports` where there are such already."""
    unit, span = units.find(sent.unit), Span.of(sent.period)
    access.require(request.auth, Action.DRAFT_REPORTS, unit)
    wanted = Wanted(sent.kind, sent.unit, span, theme=sent.theme, topic=sent.topic)
    present = [] if sent.another else ledger.alike(request.auth, sent.kind, unit, span, title_of(wanted))
    if present:
        raise Problem(409, _PRESENT, reports=[each.pk for each in present])
    row = ledger.create(request.auth, sent.kind, unit, span, draft(request.auth, wanted))
    response.headers["Location"] = f"/api/v1/reports/{row.pk}"
    return Status(201, _detail(request, response, row))


@router.get("/{int:number}", response=ReportDetail, summary="Một báo cáo")
def report(request: SignedRequest, response: HttpResponse, number: Path[Number]) -> dict[str, Any]:
    """A report with its content: sections, tables, charts, each figure bound to its cells."""
    return _detail(request, response, ledger.find(request.auth, number))


@router.get("/{int:number}/files/{form}", summary="Tệp của báo cáo", response=None)
def file(request: SignedRequest, number: Path[Number], form: Path[Literal["docx", "pdf", "html", "signed"]]) -> Any:
    """A file of a report: of a draft as it would be now, of an issued one the bytes that were issued."""
    found = file_of(ledger.find(request.auth, number), form)
    if found is None:
        raise Problem(404)
    content, name = found
    answer = HttpResponse(content, TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@router.post("/{int:number}/check", response={202: CheckOut}, summary="Kiểm tra dự thảo")
def check(request: SignedRequest, number: Path[Number]) -> Status[dict[str, Any]]:
    """Let a draft be checked in the background; `GET /reports/{number}` tells how far that is."""
    ask_for_check(request.auth, number)
    return Status(202, _check(request, ledger.find(request.auth, number)))


@router.post("/{int:number}/issue", response=ReportDetail, summary="Ban hành báo cáo")
@transaction.atomic
def issue(
    request: SignedRequest, response: HttpResponse, number: Path[Number], sent: Body[IssueIn], if_match: Seen
) -> dict[str, Any]:
    """Issue a draft whose check is current and silent, or explained, under the next number of its register."""
    row = ledger.find(request.auth, number)
    access.require(request.auth, Action.ISSUE_REPORTS, row.unit)
    Report.objects.select_for_update().get(pk=row.pk)
    row = ledger.find(request.auth, number)
    if if_match and if_match.strip() != _tag(row):
        raise Problem(412, _CHANGED)
    who = Signer(sent.signer.form, sent.signer.name, sent.signer.title, sent.signer.body, sent.signer.head)
    day = sent.dated or localdate()
    how = Issuing(sent.symbol, day, who, tuple(sent.recipients), sent.kept, sent.public)
    ledger.issue(request.auth, number, how, PRINTERS, hear)
    return _detail(request, response, ledger.find(request.auth, number))


def _tag(row: Report) -> str:
    return f'"{row.pk}.{row.revision}.{row.state}{".public" if row.public else ""}"'


def _shape(row: Report, made: Issue | None = None) -> dict[str, Any]:
    made = made or (row.issue if hasattr(row, "issue") else None)
    return {
        "id": row.pk,
        "etag": _tag(row),
        "kind": row.kind,
        "unit": row.unit.code,
        "period": ledger.span_of(row).code,
        "title": row.title,
        "state": row.state,
        "public": row.public,
        "number": f"{made.number.number:02}/{made.number.register.symbol}" if made else None,
        "dated": made.dated if made else None,
    }


def _detail(request: SignedRequest, response: HttpResponse, row: Report) -> dict[str, Any]:
    made = Issue.objects.filter(report=row).select_related("number__register").first()
    response.headers["ETag"] = _tag(row)
    return _shape(row, made) | {
        "paper": to_json(ledger.paper_issued(made) if made else ledger.assembled(row)),
        "check": _check(request, row) if row.state == Report.State.DRAFT else None,
        "files": sorted(made.files.values_list("form", flat=True)) if made else sorted(PRINTERS),
    }


def _check(request: SignedRequest, row: Report) -> dict[str, Any]:
    now, why = ledger.underway(row), ledger.explained(row)
    return {
        "current": ledger.findings_of(row) is not None,
        "underway": now.stage if now and not now.failed else None,
        "failed": bool(now and now.failed),
        "findings": [
            {
                "section": each.section,
                "severity": each.severity,
                "fingerprint": each.fingerprint,
                "message": each.message(language(request)),
                "explained": why.get(each.fingerprint, ""),
            }
            for each in ledger.last_findings(row)
        ],
    }
