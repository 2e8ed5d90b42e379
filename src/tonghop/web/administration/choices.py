"""What the forms of the administration offer to choose from, and what they send."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from tonghop.ledger import access, units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Role, Unit
from tonghop.ledger.rights import Action

_MOST = 500


class UnknownRole(LedgerError):
    """A role that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__("Không có vai trò “{name}”.", name=name)


def role_of(name: str) -> Role:
    """The role of a name; raises UnknownRole."""
    try:
        return Role(name)
    except ValueError:
        raise UnknownRole(name) from None


def units_managed(account: Account) -> Sequence[tuple[str, str]]:
    """The living units whose accounts somebody manages, by their codes and names."""
    rows = Unit.objects.filter(access.within(account, Action.MANAGE_ACCOUNTS, "id"), closed=None).order_by("code")
    codes = list(rows.values_list("code", flat=True)[:_MOST])
    names = units.names_of(codes, localdate())
    return [(code, names.get(code, code)) for code in codes]
