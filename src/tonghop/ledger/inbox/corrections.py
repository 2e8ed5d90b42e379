"""What people say of figures that were read wrong, or that are not to be taken over."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from tonghop.core.fact import Said
from tonghop.core.span import Span
from tonghop.ledger import access, units
from tonghop.ledger.cells import MEASURES, STORED
from tonghop.ledger.errors import LedgerError, UnknownIndicator
from tonghop.ledger.inbox.arrivals import find
from tonghop.ledger.models import Account, Arrival, Correction, Entry, Indicator
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import NeedsWhy


class NotCorrected(LedgerError):
    """A period that is none."""

    def __init__(self, period: str) -> None:
        super().__init__("Kỳ “{period}” không hợp lệ. Ghi như 2026, 2026-H1, 2026-05, 2026-M1..M10.", period=period)


def said(row: Arrival) -> Mapping[int, Said]:
    """What is said of the figures of an arrival, by where they begin."""
    rows = Correction.objects.filter(arrival=row).select_related("indicator", "unit")
    return {each.start: _said(each) for each in rows}


def _said(row: Correction) -> Said:
    return Said(
        row.indicator.key if row.indicator else None,
        row.unit.code if row.unit else None,
        row.period or None,
        MEASURES[row.measure] if row.measure else None,
        row.left_out,
    )


@transaction.atomic
def correct(account: Account, number: int, start: int, words: Said) -> None:
    """Say how a figure is to be read; raises UnknownArrival, Forbidden, UnknownIndicator, UnknownUnit, NotCorrected."""
    row = _open(account, number)
    unit = units.find(words.unit) if words.unit else None
    if unit:
        access.require(account, Action.DRAFT, unit)
    indicator = Indicator.objects.filter(key=words.indicator).first() if words.indicator else None
    if words.indicator and indicator is None:
        raise UnknownIndicator(words.indicator)
    _refuse_wrong(words.period)
    measure = STORED[words.measure] if words.measure else None
    told = {"indicator": indicator, "unit": unit, "period": words.period or "", "measure": measure, "left_out": ""}
    _keep(account, row, start, "inbox.correct", words, told)


@transaction.atomic
def leave_out(account: Account, number: int, start: int, reason: str) -> None:
    """Say that a figure is not to be taken over, and why; raises UnknownArrival, Forbidden, NeedsWhy."""
    row = _open(account, number)
    if not reason.strip():
        raise NeedsWhy
    _keep(account, row, start, "inbox.leave_out", Said(left_out=reason), {"left_out": reason})


@transaction.atomic
def undo(account: Account, number: int, start: int) -> None:
    """Take a figure as it was read; raises UnknownArrival, Forbidden."""
    row = _open(account, number)
    held = Correction.objects.filter(arrival=row, start=start).first()
    if held:
        _entry(account, row, start, "inbox.undo", _said(held), None)
        held.delete()


def _open(account: Account, number: int) -> Arrival:
    row = find(account, number)
    access.require(account, Action.DRAFT, row.unit)
    return row


def _refuse_wrong(period: str | None) -> None:
    try:
        Span.of(period) if period else None
    except ValueError:
        raise NotCorrected(period or "") from None


def _keep(account: Account, row: Arrival, start: int, action: str, words: Said, told: Mapping[str, Any]) -> None:
    held = Correction.objects.filter(arrival=row, start=start).select_related("indicator", "unit").first()
    entry = _entry(account, row, start, action, _said(held) if held else None, words)
    Correction.objects.update_or_create(arrival=row, start=start, defaults={**told, "entry": entry})


def _entry(account: Account, row: Arrival, start: int, action: str, before: Said | None, after: Said | None) -> Entry:
    return Entry.objects.create(
        actor=account,
        action=action,
        subject=f"arrival {row.pk} at {start}",
        unit=row.unit,
        reason=after.left_out if after else "",
        before=asdict(before) if before else None,
        after=asdict(after) if after else None,
    )
