"""Operations on one unit or many that change nothing but themselves: create, rename, move, close.

The document that decided on one, where there is any, is kept in its entry.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tonghop.ledger.units import journal, steps, totals
from tonghop.ledger.units.hierarchy import find
from tonghop.ledger.units.journal import State
from tonghop.ledger.units.values import Author, New


@transaction.atomic
def create(news: Sequence[New], by: Author, decision: str = "") -> None:
    """Create units, all or none; parents may be among them. Raises UnitError, UnknownUnit."""
    totals.lock()
    units = steps.insert(news)
    after = {
        new.code: {
            "kind": str(new.kind),
            "name": new.name,
            "parent": new.parent,
            "born": new.born.isoformat() if new.born else None,
        }
        for new in news
    }
    subject = units[news[0].code] if len(news) == 1 else None
    journal.write("unit.create", subject, by, None, {}, _by(decision, after))


@transaction.atomic
def rename(code: str, name: str, day: date, by: Author, decision: str = "") -> None:
    """Give a unit another name from `day` on; raises UnitError, UnknownUnit."""
    totals.lock()
    unit = find(code)
    steps.insist_alive_on(unit, day)
    before = journal.state([code], day)
    steps.call(unit, name, day)
    journal.write("unit.rename", unit, by, day, before, _by(decision, journal.state([code], day)))


@transaction.atomic
def move(code: str, parent: str, day: date, by: Author, decision: str = "") -> None:
    """Let a unit belong to another one from `day` on; totals of spans that end from then on follow.

    Raises CircularHierarchy, UnitError, UnknownUnit.
    """
    totals.lock()
    unit, target = find(code), find(parent)
    steps.insist_alive_on(unit, day)
    before = journal.state([code], day)
    steps.put_under(unit, target, day)
    journal.write("unit.move", unit, by, day, before, _by(decision, journal.state([code], day)))


@transaction.atomic
def close(code: str, day: date, by: Author, decision: str = "") -> None:
    """Let a unit and its departments end: `day` is the first without them. All its figures and history stay.

    On a day to come it may have open work, which then goes to the unit above (`bequest`). Raises UnitError where it has
    some and the day has come, or other units still belong to it, UnknownUnit.
    """
    totals.lock()
    unit = find(code)
    before = journal.state([code], day)
    steps.close(unit, day)
    journal.write("unit.close", unit, by, day, before, _by(decision, journal.state([code], day)))


def _by(decision: str, after: State) -> State:
    """How units are afterwards, with the document that decided it."""
    return {**after, "decision": decision} if decision else after
