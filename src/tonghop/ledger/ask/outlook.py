"""Outlook to the end of the year, from the share of past years that had come in by the same month."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Past:
    """A past year: what had come in by the same month, and what the whole year came to."""

    year: int
    to_date: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the year is expected to come to: the value to date over the share that past years had reached by then.

    `low` and `high` come from the highest and the lowest of those shares, and are None where only one year is known.
    """

    expected: Fraction
    low: Fraction | None
    high: Fraction | None
    shares: tuple[tuple[int, Fraction], ...]


def outlook(to_date: Decimal, history: Iterable[Past]) -> Outlook | None:
    """The outlook, or None where no past year can tell: none known, or nothing had come in by then."""
    usable = [past for past in history if past.to_date > 0 and past.whole >= past.to_date]
    if not usable or to_date < 0:
        return None
    shares = tuple((past.year, Fraction(past.to_date) / Fraction(past.whole)) for past in usable)
    pooled = sum(Fraction(past.to_date) for past in usable) / sum(Fraction(past.whole) for past in usable)
    now = Fraction(to_date)
    several = len(shares) > 1
    return Outlook(
        now / pooled,
        now / max(share for _, share in shares) if several else None,
        now / min(share for _, share in shares) if several else None,
        shares,
    )
