"""What a meeting looks back at: the parts of the earlier cases of its kind, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tonghop.ledger.cases.errors import NothingReviewed
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case

_MOST = 500


@dataclass(frozen=True, slots=True)
class Review:
    """What one case looks back at.

    `earlier` is the case of its kind before it. `overdue`, `going` and `done` are the parts of all earlier ones: open
    ones, and those that were closed since that case; each with the case it is part of as its parent.
    """

    earlier: Case | None
    overdue: Sequence[Case]
    going: Sequence[Case]
    done: Sequence[Case]


def review(account: Account, case: Case, today: date) -> Review:
    """What a case looks back at; two queries. Raises NothingReviewed where its register looks back at nothing."""
    field = register_of(case.register).reviews
    if not field:
        raise NothingReviewed
    kind = {f"fields__{field}": case.fields.get(field)}
    before = Q(received__lt=case.received) | Q(received=case.received, id__lt=case.pk)
    rows = Case.objects.filter(visible(account), before, register=case.register, unit=case.unit, **kind)
    earlier = rows.order_by("-received", "-id").first()
    if earlier is None:
        return Review(None, (), (), ())
    parts = Case.objects.filter(visible(account), parent__in=rows.values("id"))
    parts = parts.filter(Q(closed=None) | Q(closed__gte=earlier.received)).select_related("parent", "unit", "handler")
    found = list(parts.order_by("next_due", "id")[:_MOST])
    late = [item for item in found if item.next_due and item.next_due < today]
    going = [item for item in found if item.closed is None and item not in late]
    return Review(earlier, late, going, [item for item in found if item.closed])
