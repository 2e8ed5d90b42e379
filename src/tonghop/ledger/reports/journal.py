"""The entries of what is done to reports and registers."""

from collections.abc import Mapping
from typing import Any

from tonghop.ledger.models import Account, Entry, Register, Report


def of_report(
    report: Report,
    action: str,
    actor: Account,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Write the entry of a step of a report."""
    return _entry(f"report.{action}", f"report {report.pk}", report.unit_id, actor, before, after, reason)


def of_register(
    register: Register,
    action: str,
    actor: Account,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Write the entry of a step of a register."""
    subject = f"register {register.symbol} {register.year}"
    return _entry(f"register.{action}", subject, register.unit_id, actor, before, after, reason)


def _entry(
    action: str,
    subject: str,
    unit: int,
    actor: Account,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    reason: str,
) -> Entry:
    return Entry.objects.create(
        actor=actor, action=action, subject=subject, unit_id=unit, reason=reason, before=before, after=after
    )
