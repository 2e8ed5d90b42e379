"""What is true of a unit from one date to another: only one thing of a kind at a time."""

from datetime import date

from django.db.models import Q

from tonghop.ledger.models import Unit, UnitName, UnitParent


def at(on: date | None) -> Q:
    """Rows that hold on a date; None is before all dates."""
    if on is None:
        return Q(start=None)
    return (Q(start=None) | Q(start__lte=on)) & (Q(end=None) | Q(end__gt=on))


def known(table: str) -> str:
    """The versions in a table that were known at the moment `known_on`, or are now where that is null; SQL."""
    return (
        f"({table}.known_to is null or {table}.known_to > %(known_on)s) and "
        f"(%(known_on)s::timestamptz is null or {table}.known_from is null or {table}.known_from <= %(known_on)s)"
    )


BELOW = f"""
with recursive below as (
    select id as unit_id, null::date as start, null::date as "end" from ledger_unit where code = %(unit)s
    union all
    select child.unit_id, greatest(below.start, child.start), least(below."end", child."end")
    from below
    join ledger_unitparent_known as child on child.parent_id = below.unit_id and {known("child")}
        and daterange(child.start, child."end") && daterange(below.start, below."end")
)
"""
"""The unit of the code `unit` and all units below it at any depth, each with its dates, as known on a moment; SQL."""


def within(start: date | None, until: date | None) -> Q:
    """Rows that hold on some day from `start` until the day before `until`."""
    found = Q()
    if start:
        found &= Q(end=None) | Q(end__gt=start)
    if until:
        found &= Q(start=None) | Q(start__lt=until)
    return found


def name_from(unit: Unit, start: date) -> tuple[UnitName | None, date | None]:
    """The name of a unit on a date, and the day on which another is already known to follow."""
    held = UnitName.objects.filter(at(start), unit=unit).first()
    following = UnitName.objects.filter(unit=unit, start__gt=start).order_by("start").first()
    return held, held.end if held else (following.start if following else None)


def parent_from(unit: Unit, start: date) -> tuple[UnitParent | None, date | None]:
    """The parent of a unit on a date, and the day on which another is already known to follow."""
    held = UnitParent.objects.filter(at(start), unit=unit).select_related("parent").first()
    following = UnitParent.objects.filter(unit=unit, start__gt=start).order_by("start").first()
    return held, held.end if held else (following.start if following else None)


def give_way(held: UnitName | UnitParent | None, start: date) -> None:
    """Let `held` end where something else starts; what had started on that very day never was."""
    if held is None:
        return
    if held.start == start:
        held.delete()
    else:
        held.end = start
        held.save(update_fields=["end"])
