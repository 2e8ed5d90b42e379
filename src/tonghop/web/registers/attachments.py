"""Files of a case: sent in as through the inbox, given to those who may see them, taken away with a reason."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal, UnreadableDocument
from tonghop.intake.door import Knock
from tonghop.ledger import access, cases
from tonghop.ledger.rights import Action
from tonghop.web.downloads import BYTES, download
from tonghop.web.entrance import let_in, limits, told
from tonghop.web.people import MemberRequest, members
from tonghop.web.registers.case import case_page
from tonghop.web.saying import sentence_of


@require_POST
@members
def attach(request: MemberRequest, number: int) -> HttpResponse:
    """Keep files with a case; each that cannot be is told with its sentence, and the others are kept."""
    case, privacy = cases.find(request.account, number), request.POST.get("privacy", "")
    access.require(request.account, Action.HANDLE_CASES, case.unit)
    password, sentences = request.POST.get("password", "") or None, []
    for file in request.FILES.getlist("file"):
        for part in let_in(Knock(file.name or "-", file.read(), limits(), password, unread=True)):
            if isinstance(part, UnreadableDocument):
                sentences.append(f"{part.name}: {told(request, part)}")
                continue
            try:
                cases.attach(request.account, number, part, privacy)
            except Refusal as refusal:
                sentences.append(sentence_of(request, refusal))
    return case_page(request, case, " ".join(sentences)) if sentences else redirect("case", number)


@require_GET
@members
def fetch(request: MemberRequest, number: int, file: int) -> HttpResponse:
    """A file of a case, to be kept by the reader."""
    row = cases.fetch(request.account, number, file)
    return download(bytes(row.content or b""), BYTES, row.name)


@require_POST
@members
def detach(request: MemberRequest, number: int, file: int) -> HttpResponse:
    """Take a file from a case."""
    try:
        cases.detach(request.account, number, file, request.POST.get("reason", ""))
    except Refusal as refusal:
        return case_page(request, cases.find(request.account, number), sentence_of(request, refusal))
    return redirect("case", number)
