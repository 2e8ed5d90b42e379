"""A case on paper: its card, and the documents that its steps issue, as files."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from tonghop.core.paper import Paper
from tonghop.drafting.files import PRINTERS, TYPES
from tonghop.drafting.registers.card import case_card
from tonghop.drafting.registers.document import case_document
from tonghop.web.asked import number_in
from tonghop.web.downloads import download
from tonghop.web.people import MemberRequest, members

FORMS = ("docx", "pdf")


@require_GET
@members
def card(request: MemberRequest, number: int, form: str) -> HttpResponse:
    """The card of a case."""
    _refuse_strange(form)
    return _file(case_card(request.account, number), form, f"phieu-ho-so-{number}")


@require_GET
@members
def document(request: MemberRequest, number: int, key: str, form: str) -> HttpResponse:
    """A document of a case, of the step that `buoc` names where it was taken, signed as `ky` says."""
    _refuse_strange(form)
    step, signed = number_in(request.GET.get("buoc", "")), request.GET.get("ky", "TM")
    paper = case_document(request.account, number, key, step, signed)
    return _file(paper, form, f"{key}-{number}")


def _refuse_strange(form: str) -> None:
    if form not in FORMS:
        raise Http404


def _file(paper: Paper, form: str, name: str) -> HttpResponse:
    return download(PRINTERS[form](paper), TYPES[form], f"{name}.{form}")
