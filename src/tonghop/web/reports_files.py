"""The files of a report: of a draft as they would be now, of an issued one as they were kept."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from tonghop import printing
from tonghop.drafting.compose import Wanted
from tonghop.drafting.templates.reports import in_template
from tonghop.ledger import papers, reports
from tonghop.ledger.models import Issue, Report, ReportFile
from tonghop.ledger.reports import Printer
from tonghop.web.downloads import download
from tonghop.web.people import MemberRequest, members

PRINTERS: Mapping[str, Printer] = {
    "docx": printing.docx,
    "pdf": printing.pdf,
    "html": lambda paper: printing.html(paper).encode(),
}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "signed": "application/pdf",
}
_SEALED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox"
)
"""What a printed report may do in a browser: show itself."""


@require_GET
@members
def file(request: MemberRequest, number: int, form: str) -> HttpResponse:
    """A file of a report, to be kept; a draft in Word is in the unit's own template, if any, unless `mau=chung`."""
    row = reports.find(request.account, number)
    if row.state in (Report.State.DRAFT, Report.State.ABANDONED):
        if form not in PRINTERS:
            raise Http404
        own = form == "docx" and request.GET.get("mau") != "chung"
        content = (_in_own_template(row) if own else None) or PRINTERS[form](reports.assembled(row))
        return download(content, _TYPES[form], f"du-thao-{row.pk}.{form}")
    return issued_file(row, form)


def _in_own_template(row: Report) -> bytes | None:
    """A draft in the Word file that its unit has for reports of this kind, None where it has none."""
    template = papers.template_of(row.unit.code, row.kind)
    if template is None:
        return None
    wanted = Wanted(row.kind, row.unit.code, reports.span_of(row))
    return in_template(template, reports.assembled(row), wanted).content


@require_GET
@members
def preview(request: MemberRequest, number: int) -> HttpResponse:
    """A draft as it would look."""
    row = reports.find(request.account, number)
    return shown(PRINTERS["html"](reports.assembled(row)), f"du-thao-{row.pk}.html")


def shown(content: bytes, name: str) -> HttpResponse:
    """A printed report on a page of its own."""
    answer = HttpResponse(content, _TYPES["html"])
    answer.headers["Content-Security-Policy"] = _SEALED
    answer.headers["Content-Disposition"] = content_disposition_header(False, name) or ""
    return answer


def issued_file(row: Report, form: str) -> HttpResponse:
    """The bytes of an issued report, as they were kept."""
    held = ReportFile.objects.filter(issue__report=row, form=form).select_related("issue__number__register").first()
    if held is None:
        raise Http404
    return download(bytes(held.content), _TYPES[form], file_name(held.issue, form))


def file_name(made: Issue, form: str) -> str:
    """What a file is called: by number, symbol and day."""
    ending = ".ky-so.pdf" if form == ReportFile.Form.SIGNED else f".{form}"
    return f"{made.number.number:02}-{made.number.register.symbol}-{made.dated:%Y%m%d}{ending}".replace("/", "-")
