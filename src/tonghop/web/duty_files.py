"""A form as a workbook: out to be filled in, and in again, all its figures or none."""

from io import BytesIO

from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import access, rounds
from tonghop.ledger.access import Forbidden
from tonghop.ledger.record import Recorded
from tonghop.ledger.rights import Action
from tonghop.web.downloads import XLSX, download
from tonghop.web.duty import form_page, seen
from tonghop.web.people import MemberRequest, members
from tonghop.web.uploads import on_disk


@require_GET
@members
def template(request: MemberRequest, number: int) -> HttpResponse:
    """The form to be filled in, with what was entered so far."""
    row = seen(request, number)
    access.require(request.account, Action.SEE_PROPOSED, row.unit)
    file = BytesIO()
    rounds.write_form(row, file)
    name = f"{row.form.key}-{row.unit.code}-{rounds.span_of(row.round).code}.xlsx"
    return download(file.getvalue(), XLSX, name)


@require_POST
@members
def upload(request: MemberRequest, number: int) -> HttpResponse:
    """Enter the figures of a filled form as drafts; what is wrong with it is told above the form, row by row."""
    row, file = seen(request, number), request.FILES.get("file")
    access.require(request.account, Action.DRAFT, row.unit)
    if file is None:
        return redirect("duty", number)
    try:
        recorded = _enter(request, number, file)
    except Forbidden:
        raise
    except Refusal as refusal:
        return form_page(request, row, refusal)
    new = len(recorded.versions) - len(recorded.unchanged)
    return redirect(f"{reverse('duty', args=[number])}?{urlencode({'da-nhap': new})}")


def _enter(request: MemberRequest, number: int, file: "File[bytes]") -> Recorded:
    """What the ledger made of the file, which is on disk only while it is read."""
    with on_disk(file) as path:
        return rounds.enter_file(request.account, number, path)
