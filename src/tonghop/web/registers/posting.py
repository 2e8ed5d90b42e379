"""One posted figure of a register: the question that was asked, what it gives now, and the cases that counted."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import cases, units
from tonghop.ledger.access import Forbidden
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of

_ON_A_PAGE = 50


@require_GET
@members
def posting(request: MemberRequest, number: int) -> HttpResponse:
    """A posting with its cases as they were, those only that the account may see."""
    return _posting(request, number)


@require_POST
@members
def undo(request: MemberRequest, number: int) -> HttpResponse:
    """Take a posting back, with what its register wrote beside it."""
    try:
        cases.undo(request.account, number, request.POST.get("reason", "").strip())
    except Forbidden:
        raise
    except Refusal as refusal:
        return _posting(request, number, sentence_of(request, refusal))
    return redirect("register-posting", number)


def _posting(request: MemberRequest, number: int, sentence: str = "") -> HttpResponse:
    row = cases.find_posting(request.account, number)
    register = cases.register_of(row.register)
    shown = Paginator(range(len(row.cases)), _ON_A_PAGE).get_page(request.GET.get("trang"))
    first = max(shown.start_index() - 1, 0)
    told = cases.cases_of(request.account, row, first, _ON_A_PAGE)
    compared = next(iter(cases.compare([row.pk])), None)
    return page(
        request,
        "registers/posting.html.j2",
        status=422 if sentence else 200,
        posting=row,
        register=register,
        measure=register.measures[row.measure],
        compared=compared,
        undoable=cases.undoable(request.account, row) if compared else 0,
        undone=None if compared else cases.undone_by(row),
        sentence=sentence,
        cases=told,
        hidden=len(shown.object_list) - len(told),
        shown=shown,
        unit_name=units.name_of(row.unit.code, localdate()),
    )
