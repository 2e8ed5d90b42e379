"""Steps that confirm what was reported: another person takes them, unless who reported is alone in the office."""

from itertools import takewhile

from django.utils.timezone import localdate

from tonghop.catalog.registers import Transition
from tonghop.ledger import access, units
from tonghop.ledger.models import Account, Case, Grant, Role, Unit, UnitKind
from tonghop.ledger.rights import Action

_INNER = (UnitKind.DEPARTMENT, UnitKind.GROUP)


def left_to_another(account: Account, case: Case, step: Transition) -> bool:
    """Whether a step of a case is for somebody else than the account, which took the one that it confirms.

    Where nobody else of the office may take it, whoever reported may: both steps keep who took them.
    """
    if not step.other_than:
        return False
    rows = case.steps.filter(transition=step.other_than).order_by("-id")
    reported = rows.values_list("entry__actor", flat=True).first()
    return reported == account.pk and _has_others(account, case, step)


def _has_others(account: Account, case: Case, step: Transition) -> bool:
    """Whether somebody else may take a step, by a role over the unit of a case or one above it within its authority."""
    codes = units.above(case.unit.code, localdate())
    inner = set(Unit.objects.filter(code__in=codes, kind__in=_INNER).values_list("code", flat=True))
    office = codes[: len(list(takewhile(inner.__contains__, codes))) + 1]
    grants = Grant.objects.filter(role__in=step.who, unit__code__in=office, account__is_active=True)
    others = Account.objects.filter(grants__in=grants).exclude(pk=account.pk).distinct()
    wanted = {Role(role) for role in step.who}
    return any(wanted & access.roles(other, Action.HANDLE_CASES, case.unit) for other in others)
