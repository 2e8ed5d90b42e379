"""Cases handed over to another unit by somebody who handles the cases of both."""

from django.db import transaction
from django.utils.timezone import localdate

from tonghop.ledger import access
from tonghop.ledger.cases.errors import NeedsReason, NotHandedOver
from tonghop.ledger.cases.steps import locked
from tonghop.ledger.handing import Handing, Heirs, hand_over
from tonghop.ledger.models import Account, Unit
from tonghop.ledger.rights import Action

_MOST = 300


@transaction.atomic
def pass_on(account: Account, number: int, unit: Unit, *, seen: int, reason: str) -> None:
    """Hand a case over to another unit, where it gets the next number of the register.

    Raises UnknownCase, MovedMeanwhile, Forbidden, NotHandedOver, NeedsReason.
    """
    case = locked(account, number, seen)
    for each in (case.unit, unit):
        access.require(account, Action.HANDLE_CASES, each)
    if case.closed or unit.closed or unit.pk == case.unit_id:
        raise NotHandedOver
    if not reason.strip():
        raise NeedsReason
    hand_over([case], Heirs({case.unit.code: unit}), Handing(account, localdate(), reason.strip()))


def takers(account: Account, unit: Unit) -> list[str]:
    """The codes of the units that the account may hand a case of a unit over to; one query."""
    rows = Unit.objects.filter(access.within(account, Action.HANDLE_CASES, "id"), closed=None).exclude(pk=unit.pk)
    return list(rows.order_by("code").values_list("code", flat=True)[:_MOST])
