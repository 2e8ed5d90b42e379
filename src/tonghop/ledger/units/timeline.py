"""What is true of a unit from one date to another: only one thing of a kind at a time."""

from datetime import date

from django.db.models import Q

from tonghop.ledger.models import Unit, UnitName, UnitParent


def at(on: date | None) -> Q:
    """Rows that hold on a date; None is before all dates."""
    if on is None:
        return Q(start=None)
    return (Q(start=None) | Q(start__lte=on)) & (Q(end=None) | Q(end__gt=on))


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
