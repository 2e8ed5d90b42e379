"""What accounts have chosen to see."""

from typing import Any

from tonghop.ledger.models import Account, Preference


def preferred(account: Account, key: str) -> Any:
    """What the account has chosen, as it was kept; None where it has chosen nothing."""
    return Preference.objects.filter(account=account, key=key).values_list("value", flat=True).first()


def prefer(account: Account, key: str, value: Any) -> None:
    """Keep what the account chooses, a value of JSON."""
    Preference.objects.update_or_create(account=account, key=key, defaults={"value": value})
