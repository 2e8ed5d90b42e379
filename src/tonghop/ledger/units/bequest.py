"""The open work of units that end goes on, on the day on which they end, at those that take their part.

Where nobody does, it goes on at the unit above.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localdate

from tonghop.ledger.handing import Handing, Heirs, hand_over, open_cases
from tonghop.ledger.models import Lineage, Unit, UnitKind, UnitParent

_LATE = timedelta(days=366)
"""How long after a unit ended its open work is still looked for."""


def hand_over_work(codes: Collection[str], handing: Handing) -> int:
    """Give the open cases of units that ended, and of their departments, to those that took their part; how many.

    A case goes with its place, where that was moved, else to the greatest successor.
    """
    heirs = _heirs(codes)
    cases = list(open_cases(list(heirs))) if heirs else []
    return hand_over(cases, Heirs(heirs, _moved(codes)), handing) if cases else 0


@transaction.atomic
def hand_over_due() -> int:
    """Give away all open work of units that have ended by today; how many cases."""
    today = localdate()
    rows = Lineage.objects.filter(predecessor__closed=F("date"), date__lte=today).order_by("date", "id")
    ended: dict[tuple[date, str], set[str]] = {}
    for code, day, decision in rows.values_list("predecessor__code", "date", "decision"):
        ended.setdefault((day, decision), set()).add(code)
    inherited = sum(hand_over_work(codes, Handing(None, day, document=text)) for (day, text), codes in ended.items())
    return inherited + _hand_up(today)


def _hand_up(today: date) -> int:
    """Give the open work of units that ended and have no successor to the units above them; how many cases."""
    taken = Lineage.objects.filter(predecessor=OuterRef("pk"), date=OuterRef("closed"))
    rows = Unit.objects.filter(~Exists(taken), closed__range=(today - _LATE, today)).exclude(kind=UnitKind.GROUP)
    ended: dict[date, set[str]] = {}
    for unit in rows:
        if unit.closed:
            ended.setdefault(unit.closed, set()).add(unit.code)
    count = 0
    for day, codes in sorted(ended.items()):
        uppers = _uppers(codes)
        if cases := list(open_cases(list(uppers))):
            count += hand_over(cases, Heirs(uppers), Handing(None, day))
    return count


def _uppers(codes: Collection[str]) -> dict[str, Unit]:
    """The units that others belonged to on their last day, by the codes of these; of one that ended too, its heir."""
    rows = UnitParent.objects.filter(unit__code__in=codes, end=F("unit__closed")).select_related("unit", "parent")
    uppers = {row.unit.code: row.parent for row in rows}
    ended = {upper.code for upper in uppers.values() if upper.closed and upper.closed <= localdate()}
    further = _uppers(ended) | _heirs(ended) if ended else {}
    return {code: further.get(upper.code, upper) for code, upper in uppers.items()}


def _heirs(codes: Collection[str]) -> dict[str, Unit]:
    """The greatest successors of units, by their codes, and of the departments that ended with them."""
    rows = Lineage.objects.filter(predecessor__code__in=codes, predecessor__closed=F("date"), indicator=None)
    heirs: dict[str, Unit] = {}
    for row in rows.select_related("predecessor", "successor").order_by(F("share").desc(nulls_last=True), "id"):
        heirs.setdefault(row.predecessor.code, row.successor)
    fresh: Mapping[str, Unit] = heirs
    while fresh:
        below = UnitParent.objects.filter(
            parent__code__in=fresh, unit__kind=UnitKind.DEPARTMENT, unit__closed=F("end"), parent__closed=F("end")
        )
        fresh = {code: heirs[parent] for code, parent in below.values_list("unit__code", "parent__code")}
        heirs |= fresh
    return heirs


def _moved(codes: Collection[str]) -> dict[str, Unit]:
    """The units that the places of units which ended were put under on that day, by the codes of the places."""
    left = UnitParent.objects.filter(parent__code__in=codes, end=F("parent__closed"))
    days = dict(left.values_list("unit_id", "end"))
    rows = UnitParent.objects.filter(unit__in=days).select_related("unit", "parent")
    return {row.unit.code: row.parent for row in rows if row.start == days[row.unit_id] and row.parent}
