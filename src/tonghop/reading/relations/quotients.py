"""Quotients of two measures: whether a percentage can be that of one to the other."""

import math
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Direction, Hedge
from tonghop.core.relation import Certainty
from tonghop.core.relation import Statement as Stated
from tonghop.reading.relations.spans import span
from tonghop.reading.relations.units import same_kind
from tonghop.reading.statements import Measure

_FAR: Final = 20
_ALL: Final = 100

Found = tuple[Stated, Certainty, str]
"""A relation, whether the words assert it, and the words."""


def is_whole(measure: Measure) -> bool:
    """Whether the quantity counts whole things, so that a percentage must lead to a whole number."""
    return (
        measure.token.unit_kind == "count"
        and measure.hedge is Hedge.EXACT
        and measure.token.step <= 1
        and measure.token.number == measure.token.number.to_integral_value()
    )


def misses(part: Measure, whole: Measure, percent: Measure) -> Decimal:
    """By how many percentage points the quotient misses the percentage; no percentage is that of nothing."""
    if not whole.token.number:
        return Decimal("Infinity")
    return abs(part.token.number / whole.token.number * 100 - percent.token.number)


def is_near(part: Measure, whole: Measure, percent: Measure) -> bool:
    """Whether the quotient misses the percentage by so little that it is plainly meant."""
    return misses(part, whole, percent) < min(Decimal(1), percent.token.number / 5)


def is_far(part: Measure, whole: Measure, percent: Measure) -> bool:
    """Whether the quotient is so far from the percentage that this whole cannot be meant."""
    quotient, told = part.token.number * 100, percent.token.number * whole.token.number
    return max(quotient, told) > _FAR * min(quotient, told)


def is_part(part: Measure, whole: Measure) -> bool:
    """Whether a measure can be a part of another: of one kind, and no larger."""
    return (
        whole is not part
        and whole.token.number > 0
        and (same_kind(whole, part) or same_kind(part, whole))
        and span(whole)[1] >= part.token.number
    )


def fits(part: Measure, whole: Measure, percent: Measure) -> bool:
    """Whether a percentage can be that of a part of a whole, inside the printed intervals."""
    return part.token.number <= whole.token.number and is_quotient(part, whole, percent)


def is_product(first: Measure, second: Measure, whole: Measure) -> bool:
    """Whether two values can multiply to a third, inside the printed intervals."""
    (low, high), (least, most), (bottom, top) = span(first), span(second), span(whole)
    return low * least <= top and high * most >= bottom


def is_quotient(first: Measure, second: Measure, percent: Measure) -> bool:
    """Whether a percentage can be that of one value to another, inside the printed intervals."""
    (low, high), (least, most) = span(first), span(second)
    rate_low, rate_high = span(percent)
    if percent.token.number == 0:
        return False
    return low * 100 <= rate_high * most and high * 100 >= rate_low * least and most > 0


def is_change(now: Measure, then: Measure, percent: Measure) -> bool:
    """Whether a percentage can be by how much one value differs from another, inside its printed interval."""
    if not then.token.number:
        return False
    low, high = span(percent)
    return low <= abs(now.token.number / then.token.number - 1) * 100 <= high


def leads_to_whole(now: Measure, percent: Measure) -> bool:
    """Whether a whole number can have grown or declined by a percentage to what a count is now."""
    low, high = span(percent)
    if percent.direction is Direction.DOWN:
        low, high = -high, -low
    if low <= -_ALL:
        return True
    value = now.token.number * _ALL
    return math.floor(value / (_ALL + low)) >= math.ceil(value / (_ALL + high))


def is_change_by(now: Measure, delta: Measure, percent: Measure) -> bool:
    """Whether a percentage can be that of a difference to what a value was before it."""
    before = now.token.number + (delta.token.number if percent.direction is Direction.DOWN else -delta.token.number)
    low, high = span(percent)
    return before > 0 and low * before <= delta.token.number * 100 <= high * before
