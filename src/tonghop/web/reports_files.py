"""The files of a report: of a draft as they would be now, of an issued one as they were kept."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from tonghop.drafting import files
from tonghop.drafting.files import PRINTERS, TYPES
from tonghop.ledger import reports
from tonghop.ledger.models import Report
from tonghop.web.downloads import download
from tonghop.web.people import MemberRequest, members

_SEALED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox"
)
"""What a printed report may do in a browser: show itself."""


@require_GET
@members
def file(request: MemberRequest, number: int, form: str) -> HttpResponse:
    """A file of a report, to be kept; a draft in Word is in the unit's own template, if any, unless `mau=chung`."""
    row = reports.find(request.account, number)
    return _given(files.file_of(row, form, common=request.GET.get("mau") == "chung"), form)


@require_GET
@members
def preview(request: MemberRequest, number: int) -> HttpResponse:
    """A draft as it would look."""
    row = reports.find(request.account, number)
    return shown(PRINTERS["html"](reports.assembled(row)), f"du-thao-{row.pk}.html")


def shown(content: bytes, name: str) -> HttpResponse:
    """A printed report on a page of its own."""
    answer = HttpResponse(content, TYPES["html"])
    answer.headers["Content-Security-Policy"] = _SEALED
    answer.headers["Content-Disposition"] = content_disposition_header(False, name) or ""
    return answer


def issued_file(row: Report, form: str) -> HttpResponse:
    """The bytes of an issued report, as they were kept."""
    return _given(files.issued_file(row, form), form)


def _given(file: tuple[bytes, str] | None, form: str) -> HttpResponse:
    if file is None:
        raise Http404
    content, name = file
    return download(content, TYPES[form], name)
