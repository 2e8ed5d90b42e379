"""Forms that units fill in."""

from typing import Any

from ninja import Query, Router, Schema

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.core.fact import Measure
from tonghop.ledger.cells import MEASURES
from tonghop.ledger.models import Form, UnitKind

router = Router(tags=["rounds"], auth=MEMBERS)


class FormsAsked(Paging):
    """Which forms: those for units of a kind."""

    kind: UnitKind | None = None


class FormOut(Schema):
    """A form: the calendar by which its months close, and the kind of units that owe it."""

    key: str
    name: str
    calendar: str
    kind: str


class FormPage(Page):
    """A page of forms."""

    items: list[FormOut]


class FormLineOut(Schema):
    """What a line asks for."""

    indicator: str
    measure: Measure
    breakdown: str
    label: str
    required: bool


class FormDetail(FormOut):
    """A form with its lines in their order."""

    lines: list[FormLineOut]


def _shape(row: Form) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("key", "name", "calendar", "kind")}


@router.get("", response=FormPage, summary="Danh sách biểu mẫu")
def forms(request: SignedRequest, asked: Query[FormsAsked]) -> dict[str, Any]:
    """Forms."""
    rows = Form.objects.filter(kind=asked.kind) if asked.kind else Form.objects.all()
    return page(request, rows, asked, _shape)


@router.get("/{key}", response=FormDetail, summary="Một biểu mẫu")
def form(request: SignedRequest, key: str) -> dict[str, Any]:  # noqa: ARG001
    """A form."""
    found = Form.objects.filter(key=key).first()
    if found is None:
        raise Problem(404)
    names = ("breakdown", "label", "required")
    lines = [
        {"indicator": line.indicator.key, "measure": MEASURES[line.measure]}
        | {name: getattr(line, name) for name in names}
        for line in found.lines.select_related("indicator")
    ]
    return _shape(found) | {"lines": lines}
