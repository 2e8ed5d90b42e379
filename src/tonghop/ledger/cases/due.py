"""What somebody owes: the open cases he handles, in the order in which they are due."""

from datetime import date, timedelta
from enum import StrEnum

from django.db.models import F, QuerySet

from tonghop.catalog.registers import Privacy
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case

SOON = timedelta(days=7)
"""How long before its end a limit is told to be near."""


class Urgency(StrEnum):
    """How a case stands to its time limit, the most urgent first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


def owed(account: Account) -> QuerySet[Case]:
    """The open cases that the account handles, those without a limit that runs last."""
    rows = Case.objects.filter(visible(account), handler=account, closed=None).select_related("unit")
    return rows.order_by(F("next_due").asc(nulls_last=True), "received", "id")


def urgency(case: Case, today: date) -> Urgency:
    """How a case stands on a day to the limit that ends next."""
    if case.next_due is None:
        return Urgency.NONE
    if case.next_due < today:
        return Urgency.OVERDUE
    return Urgency.SOON if case.next_due <= today + SOON else Urgency.LATER


def called_outside(case: Case) -> str:
    """What a case is called where others may read it, in letters and calendars: its title where its register keeps
    nothing about persons, otherwise only its number."""
    register = register_of(case.register)
    number = f"{register.case} số {case.number}/{case.year}"
    private = any(field.privacy is not Privacy.OPEN for field in register.fields.values())
    return number if private else f"{case.title} ({number})"
