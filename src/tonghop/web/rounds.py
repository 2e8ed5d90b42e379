"""Kỳ báo cáo: the rounds, and who has sent what of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tonghop.ledger import access, units
from tonghop.ledger import rounds as rounds_of_ledger
from tonghop.ledger.models import Duty, Form, Round
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import Progress
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page


@dataclass(frozen=True, slots=True)
class Matrix:
    """How far each unit is with each form: `cells` by the code of the unit and the key of the form."""

    units: Sequence[tuple[str, str]]
    forms: Sequence[tuple[str, str]]
    cells: dict[tuple[str, str], Progress]


@require_GET
@members
def rounds(request: MemberRequest) -> HttpResponse:
    """All rounds that the account may see, the newest first."""
    seen = Round.objects.filter(access.within(request.account, Action.SEE_ROUNDS)).select_related("unit")
    rows = [(row, rounds_of_ledger.span_of(row)) for row in seen.order_by("-due", "-id")[:60]]
    return page(request, "rounds.html.j2", rows=rows)


@require_GET
@members
def one_round(request: MemberRequest, number: int) -> HttpResponse:
    """One round: units by forms, with the state and lateness of each."""
    row = rounds_of_ledger.find_round(number)
    access.require(request.account, Action.SEE_ROUNDS, row.unit)
    shown = set(
        Duty.objects.filter(access.within(request.account, Action.SEE_DUTIES), round=row).values_list("id", flat=True)
    )
    progress = tuple(item for item in rounds_of_ledger.progress(number) if item.duty in shown)
    span = rounds_of_ledger.span_of(row)
    return page(
        request,
        "round.html.j2",
        row=row,
        span=span,
        matrix=_matrix(progress, row),
        tally=rounds_of_ledger.tally(progress),
        states=Duty.State,
        timeliness=rounds_of_ledger.Timeliness,
    )


def _matrix(progress: Sequence[Progress], row: Round) -> Matrix:
    names = units.names_of({item.unit for item in progress}, rounds_of_ledger.span_of(row).ends)
    forms = dict(Form.objects.filter(key__in={item.form for item in progress}).values_list("key", "name"))
    return Matrix(sorted(names.items()), sorted(forms.items()), {(item.unit, item.form): item for item in progress})
