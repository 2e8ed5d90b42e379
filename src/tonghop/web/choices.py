"""What may be chosen in a guided reorganisation, by whom, and how it is called."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tonghop.catalog.search import fold
from tonghop.ledger import access
from tonghop.ledger.models import Account, Lineage, Unit, UnitKind, UnitName, UnitParent
from tonghop.ledger.rights import Action
from tonghop.ledger.units import names_of
from tonghop.ledger.units.timeline import at
from tonghop.web.asked import number_in
from tonghop.web.drafts import Draft, Kind, Receiver

_MOST, _FEWEST_ROWS, _MOST_ROWS = 100, 2, 40
_ORDER = list(UnitKind)


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that may be chosen, and what it is."""

    code: str
    name: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class Offers:
    """The first of the units that may be chosen, and how many there are besides."""

    units: Sequence[Choice]
    others: int


def offered(account: Account, draft: Draft, words: str) -> Offers:
    """The units that the account may change and that are there on the day of the draft, by kind and code.

    Of many, those whose names hold the words; those already chosen are always among them.
    """
    day = draft.day or localdate()
    rows = Unit.objects.filter(access.within(account, Action.CHANGE_UNITS, "id"))
    if draft.kind is Kind.SHARES:
        rows = rows.filter(id__in=Lineage.objects.filter(date=day).values("predecessor_id"))
    else:
        rows = rows.filter(Q(born=None) | Q(born__lte=day), Q(closed=None) | Q(closed__gt=day))
    found = _with_words(rows, words, day)
    chosen = _choices(rows.filter(code__in=draft.units), day)
    first = [each for each in _choices(found[: _MOST + 1], day) if each not in chosen][:_MOST]
    return Offers(
        sorted([*chosen, *first], key=lambda each: (_ORDER.index(each.kind), each.code)),
        max(found.count() - len(first) - len(chosen), 0) if len(first) == _MOST else 0,
    )


def named(codes: Collection[str], day: date) -> list[Choice]:
    """Units by their codes, called as on a day; those that there are not are left out."""
    found = {each.code: each for each in _choices(Unit.objects.filter(code__in=codes), day)}
    return [found[code] for code in codes if code in found]


def below(draft: Draft) -> list[Choice]:
    """The units of a unit to be divided that must be told where to go: all but its departments."""
    if draft.kind not in (Kind.SPLIT, Kind.BOUNDARY) or not draft.units or not draft.day:
        return []
    rows = UnitParent.objects.filter(at(draft.day), parent__code=draft.units[0])
    return _choices(Unit.objects.filter(id__in=rows.values("unit_id")).exclude(kind=UnitKind.DEPARTMENT), draft.day)


def receivers(draft: Draft, rows: str) -> list[Receiver]:
    """The rows of those that take over, as filled in so far, with empty ones for more."""
    filled = list(draft.receivers)
    if not filled and draft.units and draft.kind is Kind.BOUNDARY:
        filled = [Receiver(draft.units[0], "", "")]
    if not filled and draft.units and draft.day and draft.kind is Kind.SHARES:
        taken = Lineage.objects.filter(predecessor__code=draft.units[0], date=draft.day, indicator=None)
        filled = [Receiver(code, "", "") for code in taken.order_by("id").values_list("successor__code", flat=True)]
    wanted = min(number_in(rows) or 0, _MOST_ROWS)
    missing = max(_FEWEST_ROWS, wanted) - len(filled)
    return [*filled, *[Receiver("", "", "")] * missing]


def _with_words(rows: "QuerySet[Unit]", words: str, day: date) -> "QuerySet[Unit]":
    for word in fold(words).split():
        called = UnitName.objects.filter(at(day), folded__contains=word)
        rows = rows.filter(Q(id__in=called.values("unit_id")) | Q(code__icontains=word))
    return rows.order_by("code")


def _choices(rows: "QuerySet[Unit]", day: date) -> list[Choice]:
    kinds = dict(rows.values_list("code", "kind"))
    names = names_of(kinds, day)
    return [Choice(code, names.get(code, code), UnitKind(kind)) for code, kind in sorted(kinds.items())]
