"""Finding cases: those an account may see, by state, words, delay, person, day, field; how many there are of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from tonghop.catalog.registers import FieldOf, Kind, Privacy, Register
from tonghop.catalog.search import fold
from tonghop.ledger import access
from tonghop.ledger.cases.errors import UnknownCase
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case, Role, Unit
from tonghop.ledger.rights import Action

_SOON = timedelta(days=7)
_WORDS = SearchVector("folded", config="simple")
NUMBER = re.compile(r"([0-9]{1,9})/([0-9]{4})")
"""The number of a case within its register and unit, as printed: `12/2026`."""
_SIEVES = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.UNIT, Kind.PLACE})


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases of a register. `late` is `overdue`, `soon` (within a week) or empty; `state` a state or empty.

    `words` are of the texts, or a number as printed (12/2026). `handler` asks for those that an account is in charge
    of, of whichever unit where it is the one that asks; `person` (a username) for those of a unit. They were received
    from `first` to `last`, both included. `fields` say what fields among the `sieves` of the register hold.
    """

    register: str
    unit: Unit | None = None
    state: str = ""
    words: str = ""
    late: str = ""
    handler: Account | None = None
    only_open: bool = False
    person: str = ""
    first: date | None = None
    last: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def sieves(register: Register) -> dict[str, FieldOf]:
    """The fields by which the cases of a register are told apart: with choices, and open to everybody."""
    items = register.fields.items()
    return {key: item for key, item in items if item.type in _SIEVES and item.privacy is Privacy.OPEN}


def find(account: Account, number: int) -> Case:
    """A case with its unit and handler; raises UnknownCase."""
    rows = Case.objects.filter(visible(account), pk=number).select_related("unit", "handler", "parent")
    case = rows.first()
    if case is None:
        raise UnknownCase
    return case


def visible(account: Account) -> Q:
    """The cases that the account may see: those of the units in its reach, and those that it was given to handle."""
    reached = access.within(account, Action.SEE_CASES)
    return reached | Q(handler=account) if access.roles_at_home(account, Action.SEE_CASES) else reached


def handling(account: Account, case: Case) -> frozenset[Role]:
    """The roles by which the account may move a case: those over its unit, and all where it was given the case."""
    held = access.roles(account, Action.HANDLE_CASES, case.unit)
    given = case.handler_id == account.pk
    return held | access.roles_at_home(account, Action.HANDLE_CASES) if given else held


def found(account: Account, sought: Sought, today: date | None = None) -> QuerySet[Case]:
    """The cases that answer, the latest first; those that the account handles of whichever unit they are.

    Raises UnknownRegister.
    """
    rows = Case.objects.filter(register=sought.register)
    if sought.handler != account or not access.roles_at_home(account, Action.SEE_CASES):
        rows = rows.filter(unit_id__in=_units(account, sought.unit))
    if sought.state:
        rows = rows.filter(state=sought.state)
    if sought.handler:
        rows = rows.filter(handler=sought.handler)
    if sought.person:
        rows = rows.filter(handler__username=sought.person)
    if sought.first:
        rows = rows.filter(received__gte=sought.first)
    if sought.last:
        rows = rows.filter(received__lte=sought.last)
    if sought.fields and (held := _held(sought)):
        rows = rows.filter(fields__contains=held)
    if sought.only_open:
        rows = rows.filter(closed=None)
    if sought.late:
        rows = rows.filter(closed=None, **_late(sought.late, today or localdate()))
    if named := NUMBER.fullmatch(sought.words.strip()):
        rows = rows.filter(number=int(named[1]), year=int(named[2]))
    elif query := _query(sought.words):
        rows = rows.annotate(search=_WORDS).filter(search=query)
    return rows.select_related("unit", "handler").order_by("-received", "-id")


def _units(account: Account, above: Unit | None) -> list[int]:
    """The units whose cases the account may see, those below one: told beforehand, so that indexes of cases serve."""
    units = Unit.objects.filter(access.within(account, Action.SEE_CASES, "id"))
    if above:
        units = units.filter(id__in=access.below([above.pk]))
    return list(units.values_list("id", flat=True))


def _held(sought: Sought) -> dict[str, str | bool]:
    """What the fields of a case that answers hold, as they are kept."""
    known = sieves(register_of(sought.register))
    asked = {key: text for key, text in sought.fields.items() if key in known and text}
    return {key: text == "yes" if known[key].type is Kind.YES_NO else text for key, text in asked.items()}


def _late(which: str, today: date) -> dict[str, date]:
    if which == "overdue":
        return {"next_due__lt": today}
    return {"next_due__gte": today, "next_due__lte": today + _SOON}


def _query(words: str) -> SearchQuery | None:
    """All words, each of which may go on."""
    terms = ["".join(letter for letter in word if letter.isalnum()) for word in fold(words).split()]
    raw = " & ".join(f"{term}:*" for term in terms if term)
    return SearchQuery(raw, config="simple", search_type="raw") if raw else None


def by_state(account: Account, sought: Sought) -> dict[str, int]:
    """How many of the cases that answer there are in each state, whichever of these is sought."""
    rows = found(account, replace(sought, state="")).order_by()
    return dict(rows.values_list("state").annotate(count=Count("*")))


def by_register(account: Account | None) -> dict[str, tuple[int, int]]:
    """How many cases there are in each register that has some, and how many of them are open; one query.

    Those that the account may see, all where nobody is given, who commands the machine.
    """
    rows = Case.objects.filter(visible(account)) if account else Case.objects.all()
    counts = (
        rows.order_by().values_list("register").annotate(count=Count("*"), opened=Count("pk", filter=Q(closed=None)))
    )
    return {register: (count, opened) for register, count, opened in counts}
