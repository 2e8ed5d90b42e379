"""Outlook to the end of the year, from the share of past years that had come in by the same month."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from tonghop.catalog.indicators import Aggregation
from tonghop.core.fact import Cell
from tonghop.core.span import Span
from tonghop.ledger.ask.values import same_periods, values
from tonghop.ledger.models import Indicator

YEARS = 3
"""How many past years an outlook looks back on."""


@dataclass(frozen=True, slots=True)
class Past:
    """A past year: what had come in by the same month, and what the whole year came to."""

    year: int
    to_date: Fraction
    whole: Fraction


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the year is expected to come to: the value to date over the share that past years had reached by then.

    `low` and `high` come from the highest and the lowest of those shares, and are None where only one year is known.
    """

    expected: Fraction
    low: Fraction | None
    high: Fraction | None
    shares: tuple[tuple[int, Fraction], ...]


def outlook(to_date: Fraction, history: Iterable[Past]) -> Outlook | None:
    """The outlook, or None where no past year can tell: none known, or nothing had come in by then."""
    usable = [past for past in history if 0 < past.to_date <= past.whole]
    if not usable or to_date < 0:
        return None
    shares = tuple((past.year, past.to_date / past.whole) for past in usable)
    pooled = sum((past.to_date for past in usable), Fraction(0)) / sum((past.whole for past in usable), Fraction(0))
    several = len(shares) > 1
    return Outlook(
        to_date / pooled,
        to_date / max(share for _, share in shares) if several else None,
        to_date / min(share for _, share in shares) if several else None,
        shares,
    )


def outlooks(cells: Collection[Cell], known_on: datetime | None = None) -> dict[Cell, Outlook | None]:
    """For cells from January to a month, the outlook to the end of their year, of the territory that a unit has now.

    None too for indicators that do not add up over time. A bounded number of queries.
    """
    keys = {cell.indicator for cell in cells}
    summed = set(Indicator.objects.filter(key__in=keys, over_time=Aggregation.SUM).values_list("key", flat=True))
    asked = {
        cell: replace(cell, span=Span(cell.span.year, 1, 12))
        for cell in cells
        if cell.indicator in summed and cell.span.first == 1 and cell.span.last < 12
    }
    now = values(asked.keys(), known_on)
    past: dict[Cell, list[Past]] = {cell: [] for cell in asked}
    for years, before in same_periods([*asked, *asked.values()], range(1, YEARS + 1), known_on).items():
        for cell, whole in asked.items():
            to_date, total = before[cell].value, before[whole].value
            if to_date is not None and total is not None:
                past[cell].append(Past(cell.span.year - years, to_date, total))
    return {
        cell: outlook(reached, past[cell]) if cell in asked and (reached := now[cell].value) is not None else None
        for cell in cells
    }
