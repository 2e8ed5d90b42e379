"""The entry of a change of units: how they were the day before and how they are from then on."""

from collections.abc import Collection, Mapping
from datetime import date

from tonghop.ledger.models import Entry, Unit, UnitName, UnitParent
from tonghop.ledger.units.timeline import at
from tonghop.ledger.units.values import Author

State = Mapping[str, object]


def state(codes: Collection[str], on: date | None) -> dict[str, State]:
    """Of each of the units that there are: its name and parent on a date, and its life."""
    names = dict(UnitName.objects.filter(at(on), unit__code__in=codes).values_list("unit__code", "name"))
    parents = dict(UnitParent.objects.filter(at(on), unit__code__in=codes).values_list("unit__code", "parent__code"))
    return {
        unit.code: {
            "kind": unit.kind,
            "name": names.get(unit.code),
            "parent": parents.get(unit.code),
            "born": unit.born.isoformat() if unit.born else None,
            "closed": unit.closed.isoformat() if unit.closed else None,
        }
        for unit in Unit.objects.filter(code__in=codes).order_by("code")
    }


def write(action: str, subject: Unit | None, by: Author, on: date | None, before: State, after: State) -> Entry:
    """Write the entry; to be called in the transaction of the change."""
    day = on.isoformat() if on else None
    return Entry.objects.create(
        actor=by.actor,
        action=action,
        subject=f"unit {subject.code}" if subject else "units",
        unit=subject,
        reason=by.reason,
        before={"on": day, **before},
        after={"on": day, **after},
    )
