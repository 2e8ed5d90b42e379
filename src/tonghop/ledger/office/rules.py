"""What an administrator sets for the office: thresholds of units, rules of calendars, which calendar a form follows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from tonghop.ledger import access
from tonghop.ledger.accounts import note
from tonghop.ledger.errors import LedgerError, refuse_long
from tonghop.ledger.models import Account, Calendar, Form, Threshold, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import UnknownCalendar, UnknownForm

_LAST_DAY = 28
_LONGEST_KEY, _LONGEST = 40, 200


class WrongThreshold(LedgerError):
    """What is no percentage a threshold may be."""

    def __init__(self) -> None:
        super().__init__("Ngưỡng phải trên 0% và không quá 100%, tối đa hai chữ số thập phân.")


class WrongRule(LedgerError):
    """A rule of a calendar without name, day of closing or legal basis, or that begins before the one it follows."""


@dataclass(frozen=True, slots=True)
class Closing:
    """From `start` on, the figures of a month close on `day` (0: its last day); the day may belong to both months."""

    key: str
    name: str
    day: int
    overlaps: bool
    start: date
    basis: str


@transaction.atomic
def set_threshold(actor: Account, unit: Unit, nearly: Decimal | None, reason: str) -> None:
    """Set the threshold of a unit and those below it, or (None) go back to that above it.

    Raises Forbidden, WrongThreshold.
    """
    access.require(actor, Action.MANAGE_OFFICE, unit)
    if nearly is not None and not (0 < nearly <= 100 and nearly == round(nearly, 2)):
        raise WrongThreshold
    row = Threshold.objects.select_for_update().filter(unit=unit).first()
    before = {"nearly": f"{row.nearly.normalize():f}"} if row else None
    if nearly is None:
        Threshold.objects.filter(unit=unit).delete()
    else:
        Threshold.objects.update_or_create(unit=unit, defaults={"nearly": nearly})
    after = None if nearly is None else {"nearly": f"{nearly.normalize():f}"}
    if before != after:
        note(actor, "threshold.set", f"threshold:{unit.code}", unit, before, after, reason)


@transaction.atomic
def follow(actor: Account, rule: Closing, reason: str) -> None:
    """Let a rule follow the last general one of its calendar, or be the first of a new calendar.

    Raises Forbidden, TooLong, WrongRule.
    """
    access.require_over_all(actor, Action.MANAGE_OFFICE)
    refuse_long("Mã lịch", rule.key, _LONGEST_KEY)
    refuse_long("Tên lịch", rule.name, _LONGEST)
    refuse_long("Căn cứ", rule.basis, _LONGEST)
    if not (rule.key and rule.name and 0 <= rule.day <= _LAST_DAY):
        raise WrongRule("Lịch báo cáo cần có mã, tên và ngày chốt từ 1 đến 28, hoặc ngày cuối tháng.")
    held = Calendar.objects.select_for_update().filter(key=rule.key, province=None)
    last = held.order_by(F("start").desc(nulls_last=True)).first()
    if last:
        if last.start and rule.start <= last.start:
            raise WrongRule("Quy định mới của lịch “{key}” phải có hiệu lực sau {day}.", key=rule.key, day=_day(last))
        last.end = rule.start
        last.save(update_fields=["end"])
    Calendar.objects.create(
        key=rule.key,
        name=rule.name,
        closing_day=rule.day,
        overlaps=rule.overlaps,
        start=rule.start,
        basis=rule.basis,
    )
    after = {"name": rule.name, "closing_day": rule.day, "overlaps": rule.overlaps, "start": rule.start.isoformat()}
    note(actor, "calendar.follow", f"calendar:{rule.key}", None, _told(last), after | {"basis": rule.basis}, reason)


@transaction.atomic
def set_calendar(actor: Account, form: str, calendar: str, reason: str) -> None:
    """Let a form follow another calendar. Raises Forbidden, UnknownForm, UnknownCalendar."""
    access.require_over_all(actor, Action.MANAGE_OFFICE)
    row = Form.objects.select_for_update().filter(key=form).first()
    if row is None:
        raise UnknownForm(form)
    if not Calendar.objects.filter(key=calendar).exists():
        raise UnknownCalendar(calendar, date.today().year, date.today().month)
    before, row.calendar = row.calendar, calendar
    row.save(update_fields=["calendar"])
    if before != calendar:
        note(actor, "form.calendar", f"form:{form}", None, {"calendar": before}, {"calendar": calendar}, reason)


def _told(row: Calendar | None) -> dict[str, object] | None:
    if row is None:
        return None
    start = row.start.isoformat() if row.start else None
    return {
        "name": row.name, "closing_day": row.closing_day, "overlaps": row.overlaps, "start": start, "basis": row.basis,
    }  # fmt: skip


def _day(row: Calendar) -> str:
    return f"{row.start:%d/%m/%Y}" if row.start else ""
