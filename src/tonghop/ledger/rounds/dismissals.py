"""Findings that somebody looked at and set aside, with the reason; they stay aside in the next draft."""

from django.db import transaction

from tonghop.ledger import access, units
from tonghop.ledger.models import Account, Dismissal, Entry
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import NeedsWhy, NoFinding


@transaction.atomic
def dismiss(account: Account, unit: str, fingerprint: str, reason: str) -> None:
    """Set a finding about a unit's figures aside; raises UnknownUnit, Forbidden, NoFinding, NeedsWhy."""
    found = units.find(unit)
    access.require(account, Action.DECIDE, found)
    if not fingerprint.strip():
        raise NoFinding
    if not reason.strip():
        raise NeedsWhy
    if Dismissal.objects.filter(unit=found, fingerprint=fingerprint).exists():
        return
    entry = Entry.objects.create(
        actor=account,
        action="finding.dismiss",
        subject=f"finding {fingerprint}",
        unit=found,
        reason=reason,
        after={"fingerprint": fingerprint},
    )
    Dismissal.objects.create(unit=found, fingerprint=fingerprint, entry=entry)


def dismissed(unit: str) -> frozenset[str]:
    """The fingerprints of the findings about a unit that were set aside."""
    return frozenset(Dismissal.objects.filter(unit__code=unit).values_list("fingerprint", flat=True))
