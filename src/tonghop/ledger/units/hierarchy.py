"""Who belongs to whom, and what each is called, on a date."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from tonghop.catalog.search import fold
from tonghop.ledger.errors import UnknownUnit
from tonghop.ledger.models import Ancestry, Unit, UnitName, UnitParent
from tonghop.ledger.units.timeline import at, known


def find(code: str) -> Unit:
    """The unit of a code; raises UnknownUnit."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise UnknownUnit(code)
    return unit


def find_all(codes: Collection[str]) -> dict[str, Unit]:
    """The units of codes; raises UnknownUnit for the first that there is not."""
    found = {unit.code: unit for unit in Unit.objects.filter(code__in=set(codes))}
    for code in codes:
        if code not in found:
            raise UnknownUnit(code)
    return found


_NAMES = f"""
select unit.code, called.name
from ledger_unitname_known as called join ledger_unit as unit on unit.id = called.unit_id
where unit.code = any(%(codes)s) and {known("called")}
    and (called.start is null or called.start <= %(on)s) and (called."end" is null or called."end" > %(on)s)
"""


def names_of(codes: Collection[str], on: date | None, known_on: datetime | None = None) -> dict[str, str]:
    """The names of units on a date (None: before all), by their codes, now or as known on a moment.

    A closed unit keeps its last name. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"codes": list(codes), "on": on or date.min, "known_on": known_on})
        return dict(cursor.fetchall())


def name_of(code: str, on: date | None, known_on: datetime | None = None) -> str:
    """The name of a unit on a date, now or as known on a moment, or its code where it had none yet."""
    return names_of([code], on, known_on).get(code, code)


def parent_of(code: str, on: date | None) -> str | None:
    """The unit that a unit belongs to on a date."""
    return UnitParent.objects.filter(at(on), unit__code=code).values_list("parent__code", flat=True).first()


def children(code: str, on: date | None) -> tuple[str, ...]:
    """The units that belong to a unit on a date, by their codes."""
    rows = UnitParent.objects.filter(at(on), parent__code=code).order_by("unit__code")
    return tuple(rows.values_list("unit__code", flat=True))


def subtree(code: str, on: date | None) -> tuple[str, ...]:
    """A unit that exists on a date and all units below it at any depth, nearest first. One query over Ancestry."""
    rows = Ancestry.objects.filter(at(on), ancestor__code=code).order_by("depth", "unit__code")
    return tuple(rows.values_list("unit__code", flat=True))


def above(code: str, on: date | None) -> tuple[str, ...]:
    """A unit that exists on a date and all units above it, nearest first. One query over Ancestry."""
    rows = Ancestry.objects.filter(at(on), unit__code=code).order_by("depth")
    return tuple(rows.values_list("ancestor__code", flat=True))


def search(words: str, on: date | None, limit: int = 50) -> tuple[tuple[str, str], ...]:
    """Codes and names of units alive on a date whose code is `words` or whose name holds them, diacritics or not."""
    wanted = Q()
    for word in fold(words).split():
        wanted &= Q(folded__contains=word)
    rows = UnitName.objects.filter(at(on)).filter(wanted | Q(unit__code=words)).order_by("unit__code")
    return tuple(rows.values_list("unit__code", "name")[:limit])
