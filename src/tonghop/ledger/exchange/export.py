"""The figures of a unit that are to be written to a file."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Q

from tonghop.core.fact import Fact
from tonghop.core.span import Span
from tonghop.ledger import access, units
from tonghop.ledger.access import Person
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import FactVersion


def settled_facts(
    unit: str,
    spans: Collection[Span] = (),
    *,
    below: bool = False,
    known_on: datetime | None = None,
    account: Person | None = None,
) -> Iterator[Fact]:
    """The settled facts of a unit, and of all units below it where asked, of some spans or of all.

    As known on a moment, or now; with an account only what it may see. Raises UnknownUnit.
    """
    top = units.find(unit)
    known = (
        Q(known_from__lte=known_on) & (Q(known_to=None) | Q(known_to__gt=known_on)) if known_on else Q(known_to=None)
    )
    whose = Q(unit__in=access.below([top.pk])) if below else Q(unit=top)
    wanted = Q() if not spans else Q(pk__in=())
    for span in spans:
        wanted |= Q(year=span.year, first=span.first, last=span.last)
    seen = access.visible(account) if account else Q()
    rows = FactVersion.objects.filter(known, whose, wanted, seen, settled=True).select_related("indicator", "unit")
    ordered = rows.order_by("unit__code", "indicator__key", "year", "last", "first", "measure", "id")
    return (fact_of(row) for row in ordered.iterator())
