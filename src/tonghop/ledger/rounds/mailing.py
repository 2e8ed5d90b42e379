"""Reminders by e-mail: whoever fills in the forms of a unit is told once a day what is due, late or returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from tonghop.ledger import units
from tonghop.ledger.letters import deliver, wait_for_others
from tonghop.ledger.models import Account, Duty, Entry, Grant
from tonghop.ledger.rights import Action, Relation, rights
from tonghop.ledger.rounds.agenda import UNSENT
from tonghop.ledger.rounds.duties import due_of

AHEAD = 2
"""How many days before a form is due its unit is reminded."""
_ACTION = "remind"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is reminded of: forms with the days until they are due, negative once they are late."""

    account: Account
    owed: tuple[tuple[Duty, int], ...]
    names: Mapping[str, str]

    @property
    def subject(self) -> str:
        """What stands above the letter."""
        late = sum(days < 0 for _, days in self.owed)
        told = f", {late} biểu đã quá hạn" if late else ""
        return f"[Tổng Hợp] {len(self.owed)} biểu cần gửi{told}"

    @property
    def text(self) -> str:
        """The letter."""
        lines = "\n".join(self._line(duty, days) for duty, days in self.owed)
        return (
            f"Kính gửi {self.account.full_name or self.account.username},\n\n"
            f"Các biểu sau đây cần được gửi:\n\n{lines}\n\n"
            "Thư được gửi tự động, mỗi biểu không quá một lần trong ngày.\n"
        )

    def _line(self, duty: Duty, days: int) -> str:
        unit = self.names.get(duty.unit.code, duty.unit.code)
        line = f"- {duty.form.name}, {unit}, {duty.round.name}: hạn nộp {due_of(duty):%d/%m/%Y}, {_in_words(days)}."
        if duty.state == Duty.State.RETURNED:
            line += f" Bị trả lại: {duty.reason}"
        return line + (f"\n  {settings.ADDRESS}{reverse('duty', args=[duty.pk])}" if settings.ADDRESS else "")


@dataclass(frozen=True, slots=True)
class Reminded:
    """The letters of a day, and the forms about which there is nobody to write to."""

    letters: Sequence[Letter]
    unreached: Sequence[Duty]


@transaction.atomic
def remind(ahead: int = AHEAD, *, dry_run: bool = False) -> Reminded:
    """Write to everybody who has something to send, and keep that he was told; with `dry_run` only say to whom.

    Raises NoMailServer, MailServerSilent.
    """
    wait_for_others()
    reminded = letters(localdate(), ahead)
    if dry_run or not reminded.letters:
        return reminded
    sent = deliver(reminded.letters)
    _note(sent)
    return Reminded(sent, reminded.unreached)


def letters(today: date, ahead: int) -> Reminded:
    """Who is to be told what on a day: what was returned, is late, or is due within `ahead` days. Few queries."""
    owed = [duty for duty in _unsent(today) if _urgent(duty, today, ahead)]
    names = units.names_of({duty.unit.code for duty in owed}, today)
    people = _responsible({duty.unit_id for duty in owed})
    told: dict[Account, list[tuple[Duty, int]]] = {}
    for duty in owed:
        for account in people.get(duty.unit_id, ()):
            told.setdefault(account, []).append((duty, (due_of(duty) - today).days))
    unreached = [duty for duty in owed if duty.unit_id not in people]
    return Reminded([Letter(account, tuple(items), names) for account, items in told.items()], unreached)


def _unsent(today: date) -> list[Duty]:
    """What is owed in open rounds, the most urgent first, without that of which somebody was told today."""
    told = Entry.objects.filter(action=_ACTION, at__date=today).values_list("subject", flat=True)
    done = {int(subject.removeprefix("duty ")) for subject in told}
    rows = Duty.objects.filter(round__closed=None, round__opens__lte=today, state__in=UNSENT)
    found = [duty for duty in rows.select_related("round", "form", "unit") if duty.pk not in done]
    return sorted(found, key=lambda duty: (due_of(duty), duty.unit.code, duty.form.key))


def _urgent(duty: Duty, today: date, ahead: int) -> bool:
    return duty.state == Duty.State.RETURNED or due_of(duty) <= today + timedelta(days=ahead)


def _responsible(wanted: set[int]) -> dict[int, list[Account]]:
    """Who fills in the forms of units (ids) and can be written to, by unit."""
    roles = [role for role, relations in rights()[Action.DRAFT].roles.items() if Relation.OWN in relations]
    grants = Grant.objects.filter(role__in=roles, unit__in=wanted, account__is_active=True).exclude(account__email="")
    found: dict[int, list[Account]] = {}
    for grant in grants.select_related("account").order_by("account__username"):
        if grant.account not in found.setdefault(grant.unit_id, []):
            found[grant.unit_id].append(grant.account)
    return found


def _note(sent: Sequence[Letter]) -> None:
    """One entry for each form, with the names of those who were told."""
    told: dict[Duty, list[str]] = {}
    for letter in sent:
        for duty, _ in letter.owed:
            told.setdefault(duty, []).append(letter.account.username)
    Entry.objects.bulk_create(
        Entry(action=_ACTION, subject=f"duty {duty.pk}", unit=duty.unit, after={"to": names})
        for duty, names in told.items()
    )


def _in_words(days: int) -> str:
    if days < 0:
        return f"đã quá hạn {-days} ngày"
    return f"còn {days} ngày" if days else "hạn hôm nay"
