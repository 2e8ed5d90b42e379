"""The entry of each step of a round, with the state before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tonghop.ledger.models import Account, Duty, Entry, Round


@dataclass(frozen=True, slots=True)
class Step:
    """One step of what is owed: the state it led to, who took it, when and why."""

    state: str
    at: datetime
    actor: str
    reason: str


def history(duty: Duty) -> tuple[Step, ...]:
    """The steps of what is owed, in their order."""
    entries = Entry.objects.filter(subject=f"duty {duty.pk}", action__startswith="duty.").select_related("actor")
    return tuple(
        Step(entry.after["state"], entry.at, name_of(entry.actor), entry.reason)
        for entry in entries.order_by("at", "id")
        if entry.after
    )


def name_of(actor: Account | None) -> str:
    """What somebody is called; nothing for the program itself."""
    return (actor.full_name or actor.username) if actor else ""


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


def of_narrative(duty: Duty, actor: Account, before: Mapping[str, str], after: Mapping[str, str]) -> Entry:
    """Write the entry of what a unit wrote with its form, under each heading that changed."""
    return Entry.objects.create(
        actor=actor, action="narrate", subject=f"duty {duty.pk}", unit=duty.unit, before=before, after=after
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
