"""Whether stated values can be the same, by the bounds of their printed rounding."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tonghop.core.fact import Fact

_Bounds = tuple[Decimal | Fraction | None, Decimal | Fraction | None]


def bounds(fact: Fact) -> _Bounds:
    """The least and the greatest true value of a fact that has one; None where unbounded."""
    return (fact.value, fact.value) if fact.low is None and fact.high is None else (fact.low, fact.high)


def agree(facts: Sequence[Fact]) -> bool:
    """Whether one true value fits all."""
    return overlap([bounds(fact) for fact in facts])


def allows(fact: Fact, value: Fraction) -> bool:
    """Whether a value fits."""
    return overlap([bounds(fact), (value, value)])


def overlap(intervals: Sequence[_Bounds]) -> bool:
    """Whether intervals have a point in common."""
    lows = [Fraction(low) for low, _ in intervals if low is not None]
    highs = [Fraction(high) for _, high in intervals if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def narrowest(facts: Sequence[Fact]) -> int:
    """The place of the first of the most exact facts."""
    return min(range(len(facts)), key=lambda place: _width(facts[place]))


def _width(fact: Fact) -> tuple[bool, Fraction]:
    low, high = bounds(fact)
    return (True, Fraction(0)) if low is None or high is None else (False, Fraction(high) - Fraction(low))
