"""One posted figure of a register: the question that was asked, what it gives now, and the cases that counted."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from tonghop.ledger import cases, units
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page

_ON_A_PAGE = 50


@require_GET
@members
def posting(request: MemberRequest, number: int) -> HttpResponse:
    """A posting with its cases as they were, those only that the account may see."""
    row = cases.find_posting(request.account, number)
    register = cases.register_of(row.register)
    shown = Paginator(range(len(row.cases)), _ON_A_PAGE).get_page(request.GET.get("trang"))
    first = max(shown.start_index() - 1, 0)
    told = cases.cases_of(request.account, row, first, _ON_A_PAGE)
    return page(
        request,
        "registers/posting.html.j2",
        posting=row,
        register=register,
        measure=register.measures[row.measure],
        compared=next(iter(cases.compare([row.pk])), None),
        cases=told,
        hidden=len(shown.object_list) - len(told),
        shown=shown,
        unit_name=units.name_of(row.unit.code, localdate()),
    )
