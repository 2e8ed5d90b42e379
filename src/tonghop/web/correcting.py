"""One accepted figure is corrected: from its form or from the page of its indicator."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tonghop.core.errors import Refusal
from tonghop.ledger import units
from tonghop.ledger.access import Forbidden
from tonghop.ledger.cells import fact_of
from tonghop.ledger.correcting import UnknownFigure, correct, settled
from tonghop.ledger.models import FactVersion
from tonghop.web.duty_lines import entered_in, fact_in, text_of
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of


@require_http_methods(["GET", "POST"])
@members
def correction(request: MemberRequest, number: int) -> HttpResponse:
    """The figure in force, and the field for the right one; a refusal is told above, and nothing has changed then."""
    row = settled(request.account, number)
    if request.method == "GET":
        return _page(request, row)
    text, reason = (request.POST.get(name, "").strip() for name in ("value", "reason"))
    try:
        fact = fact_in(fact_of(row).cell, row.indicator.unit, text)
        correct(request.account, number, fact.standing, fact.value, reason)
    except (Forbidden, UnknownFigure):
        raise
    except Refusal as refusal:
        return _page(request, row, sentence_of(request, refusal), text, reason)
    return redirect(_back(row))


def _page(
    request: MemberRequest, row: FactVersion, sentence: str = "", text: str | None = None, reason: str = ""
) -> HttpResponse:
    fact = fact_of(row)
    return page(
        request,
        "correction.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        row=row,
        fact=fact,
        name=units.name_of(row.unit.code, fact.cell.span.ends),
        measured_in=entered_in(row.indicator.unit),
        text=text_of(fact, row.indicator.unit) if text is None else text,
        reason=reason,
        back=_back(row),
    )


def _back(row: FactVersion) -> str:
    """Where the figure stands: in the form that it was accepted with, else on the page of its indicator."""
    if row.duty_id:
        return reverse("duty", args=[row.duty_id])
    asked = urlencode({"unit": row.unit.code, "period": fact_of(row).cell.span.code})
    return f"{reverse('indicator', args=[row.indicator.key])}?{asked}"
