"""The entry of each step of a round, with the state before and after."""

from collections.abc import Mapping
from typing import Any

from tonghop.ledger.models import Account, Duty, Entry, Round


def of_duty(duty: Duty, action: str, actor: Account | None, before: str, reason: str = "", **more: Any) -> Entry:
    """Write the entry of a step of what is owed; `more` is what else is to be kept of it.

    `actor` is None for whoever commands the machine.
    """
    return Entry.objects.create(
        actor=actor,
        action=f"duty.{action}",
        subject=f"duty {duty.pk}",
        unit=duty.unit,
        reason=reason,
        before={"state": before},
        after={"state": duty.state, **more},
    )


def of_round(
    row: Round,
    action: str,
    actor: Account,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    reason: str = "",
) -> Entry:
    """Write the entry of a step of a round."""
    return Entry.objects.create(
        actor=actor,
        action=f"round.{action}",
        subject=f"round {row.pk}",
        unit=row.unit,
        reason=reason,
        before=before,
        after=after,
    )
