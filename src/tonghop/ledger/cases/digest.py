"""The weekly letter: what each officer has late, due within the week and new, and a head all of his unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from tonghop.ledger.cases.due import SOON, Urgency, called_outside, owed, urgency
from tonghop.ledger.cases.finding import visible
from tonghop.ledger.letters import deliver, wait_for_others
from tonghop.ledger.models import Account, Case, Entry, Role

_ACTION = "digest"
_WEEK = timedelta(days=7)
_NAMED = 30
"""How many cases of a kind are named; of more it is said how many."""
_HEADINGS = {Urgency.OVERDUE: "Đã quá hạn", Urgency.SOON: "Đến hạn trong 7 ngày"}
_NEW = "Mới nhận trong tuần"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told on a day: under each heading the cases, first his own, then those of his units."""

    account: Account
    today: date
    own: tuple[Case, ...]
    unit: tuple[Case, ...]

    @property
    def subject(self) -> str:
        """What stands above the letter."""
        late = len(_late((*self.own, *self.unit), self.today))
        return f"[Tổng Hợp] Việc trong tuần{f', {late} việc đã quá hạn' if late else ''}"

    @property
    def text(self) -> str:
        """The letter; nothing of persons is in it."""
        parts = [("Việc của tôi", self.own), ("Việc của đơn vị", self.unit)]
        told = "\n\n".join(f"{title.upper()}\n{_told(rows, self.today)}" for title, rows in parts if rows)
        more = f"\nXem đủ tại {settings.ADDRESS}{reverse('my-cases')}\n" if settings.ADDRESS else ""
        return (
            f"Kính gửi {self.account.full_name or self.account.username},\n\n{told}\n{more}\n"
            "Thư được gửi tự động mỗi tuần một lần.\n"
        )


def letters(today: date) -> list[Letter]:
    """Who is told what on a day: those who have something late, due within the week or new."""
    found = []
    for account in Account.objects.filter(is_active=True).exclude(email="").prefetch_related("grants"):
        own = _urgent(owed(account), today)
        leads = any(grant.role == Role.HEAD for grant in account.grants.all())
        unit = _urgent(_of_others(account), today) if leads else ()
        if own or unit:
            found.append(Letter(account, today, own, unit))
    return found


@transaction.atomic
def send(*, dry_run: bool = False) -> Sequence[Letter]:
    """Write to everybody who is to be told and was not told this week; with `dry_run` only say to whom.

    Raises NoMailServer, MailServerSilent.
    """
    wait_for_others()
    today = localdate()
    told = Entry.objects.filter(action=_ACTION, at__date__gt=today - _WEEK).values_list("subject", flat=True)
    due = [letter for letter in letters(today) if _subject(letter) not in set(told)]
    if dry_run or not due:
        return due
    sent = deliver(due)
    Entry.objects.bulk_create(Entry(action=_ACTION, subject=_subject(letter)) for letter in sent)
    return sent


def _subject(letter: Letter) -> str:
    return f"account:{letter.account.username}"


def _of_others(account: Account) -> QuerySet[Case]:
    rows = Case.objects.filter(visible(account), closed=None).exclude(handler=account)
    return rows.order_by("next_due", "received", "id")


def _urgent(rows: QuerySet[Case], today: date) -> tuple[Case, ...]:
    """Those of the open cases that are late, due within the week or new."""
    return tuple(rows.filter(Q(next_due__lte=today + SOON) | Q(received__gt=today - _WEEK)))


def _late(rows: Iterable[Case], today: date) -> list[Case]:
    return [row for row in rows if urgency(row, today) is Urgency.OVERDUE]


def _told(rows: Sequence[Case], today: date) -> str:
    """The cases under their headings, each under the first that fits."""
    groups = [(title, [row for row in rows if urgency(row, today) is kind]) for kind, title in _HEADINGS.items()]
    groups.append((_NEW, [row for row in rows if urgency(row, today) not in _HEADINGS]))
    return "\n".join(f"{title} ({len(held)}):\n{_lines(held)}" for title, held in groups if held)


def _lines(rows: Sequence[Case]) -> str:
    lines = [f"- {called_outside(row)}{_due(row)}" for row in rows[:_NAMED]]
    if len(rows) > _NAMED:
        lines.append(f"- và {len(rows) - _NAMED} việc khác")
    return "\n".join(lines)


def _due(row: Case) -> str:
    return f", hạn {row.next_due:%d/%m/%Y}" if row.next_due else ""
